import type { Statement } from "@agentic-pm/iam";
import { type Finding, objectTo } from "../finding.ts";
import { type PolicyUse, statementsOf, texts } from "../policy-uses.ts";

/** Why a statement needs a wildcard. */
export interface WildcardReason {
  readonly sid: string;
  /** Roles or policies, without their "agentic-pm-<stage>-"; "every" for all that have the Sid. */
  readonly owners: readonly string[] | "every";
  readonly why: string;
}

/** Every wildcard in an action or a resource of what grants has a reason, and every reason still has a wildcard. */
export function checkWildcards(policies: readonly PolicyUse[], reasons: readonly WildcardReason[]): readonly Finding[] {
  const used = new Set<string>();
  const findings = policies
    .filter(({ effect }) => effect === "grants")
    .flatMap((use) =>
      statementsOf(use.document)
        .filter((statement) => statement.Effect === "Allow")
        .flatMap((statement) => unexplained(use, statement, { reasons, used })),
    );
  return [...findings, ...stale(policies, reasons, used)];
}

function unexplained(
  use: PolicyUse,
  statement: Statement,
  { reasons, used }: { readonly reasons: readonly WildcardReason[]; readonly used: Set<string> },
): readonly Finding[] {
  const { Sid: sid = "" } = statement;
  const wild = wildcardsOf(statement);
  if (wild.length === 0) return [];
  const reason = reasons.find((each) => each.sid === sid && covers(each, use.owner));
  if (reason !== undefined) {
    for (const owner of reason.owners === "every" ? ["every"] : [shortName(use.owner)]) used.add(`${owner} ${sid}`);
    return [];
  }
  return [
    objectTo(use.resource, {
      kind: "wildcard-without-reason",
      role: use.owner,
      sid,
      property: `${use.property}.Statement.${wild[0]?.element ?? "Resource"}`,
      cause: `${use.owner} has a wildcard without a written reason: ${wild.map(({ value }) => value).join(", ")}.`,
      remedy: "Name the resource exactly, or write the reason in packages/iam-proof/src/check/wildcard-reasons.ts.",
    }),
  ];
}

function wildcardsOf(statement: Statement): { readonly element: string; readonly value: string }[] {
  const elements = Object.entries({ Action: statement.Action, Resource: statement.Resource });
  const negated = Object.entries({ NotAction: statement.NotAction, NotResource: statement.NotResource });
  return [
    ...elements.flatMap(([element, value]) =>
      texts(value)
        // A policy variable is filled in with a value, and the account's random suffix of a secret is not a choice.
        .filter((each) => /[*?]/.test(each.replaceAll(/\$\{[^}]*\}/g, "").replace(/-\?{6}$/, "")))
        .map((each) => ({ element, value: each })),
    ),
    // Everything but what is named is a wildcard, however it is spelt.
    ...negated.flatMap(([element, value]) => texts(value).map((each) => ({ element, value: `not ${each}` }))),
  ];
}

function stale(
  policies: readonly PolicyUse[],
  reasons: readonly WildcardReason[],
  used: ReadonlySet<string>,
): readonly Finding[] {
  const [first] = policies;
  if (first === undefined) return [];
  return reasons.flatMap(({ sid, owners }) =>
    (owners === "every" ? ["every"] : owners)
      .filter((owner) => !used.has(`${owner} ${sid}`))
      .map((owner) => ({
        ...objectTo(first.resource, {
          kind: "reason-without-wildcard",
          role: owner,
          sid,
          property: "Resource",
          cause: `There is a reason for a wildcard in ${sid} of ${owner}, and no such wildcard.`,
          remedy: "Take the reason out of packages/iam-proof/src/check/wildcard-reasons.ts.",
        }),
        file: "packages/iam-proof/src/check/wildcard-reasons.ts",
      })),
  );
}

function covers({ owners }: WildcardReason, owner: string): boolean {
  return owners === "every" || owners.includes(shortName(owner));
}

/** "agentic-pm-dev-sanitise" → "sanitise". */
function shortName(owner: string): string {
  return owner.replace(/^agentic-pm-(?:dev-)?/, "").replace(/-dev$/, "");
}
