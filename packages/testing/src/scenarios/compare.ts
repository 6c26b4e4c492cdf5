import type { Delivered } from "./deliver-scenario.ts";
import { recipientOf } from "./deliver-scenario.ts";
import type { Observed, ObservedAction } from "./observed.ts";
import { filledIn } from "./placeholders.ts";
import { Deed, type ExpectedAction, type Scenario } from "./scenario-format.ts";

/** Says in words where what happened differs from what a scenario expects; empty when it does not. */
export function differences(
  scenario: Scenario,
  observed: Observed,
  about: { delivered: Delivered; today: Date },
): string[] {
  const fill = (text: string) => filledIn(text, about.delivered.keys, about.today);
  const left = [...observed.actions];
  const missing: string[] = [];
  for (const expected of scenario.then) {
    const misses = left.map((action) => ({ action, wrong: mismatches(expected, action, fill) }));
    const match = misses.find(({ wrong }) => wrong.length === 0);
    if (match !== undefined) {
      left.splice(left.indexOf(match.action), 1);
      continue;
    }
    const nearest = misses.filter(({ action }) => action.deed === expected.do).map(({ wrong }) => wrong.join(", "));
    missing.push(`missing: ${shown(expected)}${nearest.length > 0 ? ` (there is one, but ${nearest[0]})` : ""}`);
  }
  const unexpected = left.map(
    (action) => `not expected: ${action.deed} ${action.status} (${action.reason}) “${action.text.slice(0, 160)}”`,
  );
  return [
    ...missing,
    ...unexpected,
    ...forbidden(scenario, observed, fill),
    ...effectDifferences(observed),
    ...unread(observed),
  ];
}

type Fill = (text: string) => string;

function mismatches(expected: ExpectedAction, action: ObservedAction, fill: Fill): string[] {
  const wrong: string[] = [];
  const unlike = (name: string, wanted: string | undefined, found: string | null | undefined) => {
    if (wanted !== undefined && wanted !== found) wrong.push(`${name} is ${found ?? "absent"}, not ${wanted}`);
  };
  unlike("it", expected.do, action.deed);
  unlike("status", expected.status, action.status);
  unlike("tier", expected.tier, action.tier);
  for (const name of ["kind", "health", "severity", "to"] as const) unlike(name, expected[name], action.fields[name]);
  if (expected.on !== undefined && !action.targets.includes(targetOf(expected.on, fill)))
    wrong.push(`it is on ${action.targets.join(", ") || "nothing"}`);
  const text = action.text.toLowerCase();
  for (const phrase of (expected.says ?? []).map(fill))
    if (!text.includes(phrase.toLowerCase())) wrong.push(`it does not say “${phrase}” but “${action.text}”`);
  for (const phrase of (expected.never ?? []).map(fill))
    if (text.includes(phrase.toLowerCase())) wrong.push(`it says “${phrase}”`);
  return wrong;
}

function targetOf(name: string, fill: Fill): string {
  return /^[A-Z]/u.test(name) ? fill(`{${name}}`) : recipientOf(name).address;
}

function forbidden({ never }: Scenario, { actions }: Observed, fill: Fill): string[] {
  return never.flatMap((entry) => {
    const deed = Deed.safeParse(entry);
    const guilty = actions.filter((action) =>
      deed.success ? action.deed === deed.data : action.text.toLowerCase().includes(fill(entry).toLowerCase()),
    );
    return guilty.map((action) => `must never happen: ${entry} (${action.deed})`);
  });
}

const AT_TICKETS = { comment: "jira.comment", transition: "jira.transition" } as const;

/** What stands on the tickets is exactly what was executed: no held, waiting or unknown action reached a vendor. */
function effectDifferences({ actions, effects }: Observed): string[] {
  return Object.entries(AT_TICKETS).flatMap(([kind, deed]) => {
    const reached = effects.filter((effect) => effect.kind === kind).map(({ target }) => target);
    const executed = actions.filter((action) => action.deed === deed && action.status === "executed");
    const wanted = executed.flatMap(({ targets }) => targets);
    if (reached.toSorted().join() === wanted.toSorted().join()) return [];
    return [`Jira has ${deed} on [${reached.join(", ")}], executed were [${wanted.join(", ")}]`];
  });
}

/** Nothing of a benign scenario may end in quarantine or fail. */
function unread({ signals }: Observed): string[] {
  if (signals.length === 0) return ["none of it became a signal"];
  const lost = signals.filter(({ status }) => status === "quarantined" || status === "failed");
  return lost.map(({ kind, status }) => `a ${kind} was ${status}`);
}

function shown({ do: deed, status, on, kind, says }: ExpectedAction): string {
  const details = [
    kind,
    on === undefined ? undefined : `on ${on}`,
    says === undefined ? undefined : `“${says.join("”, “")}”`,
  ];
  return [deed, status, ...details.filter((detail) => detail !== undefined)].join(" ");
}
