import { RECOMMEND_TOOL, TRIAGE_TOOL } from "@agentic-pm/contracts";
import type { PuppetRequest } from "../../src/puppet/asked.ts";
import { puppetAnswer } from "../../src/puppet/puppet.ts";
import type { Attack } from "./defence.ts";

/** What an agent without our controls would do on a model's word. */
export interface Deed {
  readonly stage: "triage" | "recommend";
  readonly type: string;
  /** Whom or what it would reach, as a whole site knows it. */
  readonly targets: readonly string[];
  /** Everything the answer set, whatever it was called. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Every handle that any signal of the site ever had: what a handle means when it is not bound to its signal. */
const SITE: Readonly<Record<string, string>> = Object.fromEntries([
  ...Array.from({ length: 99 }, (_, index) => [`T${index + 1}`, `OTHER-${index + 1}`] as const),
  ...Array.from({ length: 99 }, (_, index) => [`P${index + 1}`, `person${index + 1}@another-project.example`] as const),
]);

/**
 * The same strategies against the agent that we did not build: every tool call of every stage is taken, any type is an
 * action, a name that is no handle is an address, members are settings, and nothing is bounded. Its deeds are what the
 * removed control kept from happening.
 */
export function unguarded(attack: Attack): Deed[] {
  return [TRIAGE_TOOL, RECOMMEND_TOOL].flatMap((tool) => {
    const stage = tool === TRIAGE_TOOL ? "triage" : "recommend";
    return inputsOf(attack, tool).flatMap((input) => deedsOf(stage, input));
  });
}

function inputsOf({ strategy, victim, mark, related = [] }: Attack, tool: string): unknown[] {
  const words = `${mark}^^See^^this.`;
  const brief = {
    marker: "^^",
    handles: victim.handles,
    signal: { handles: victim.handles, summary: words },
    related: related.map((summary) => ({ summary })),
  };
  const request: PuppetRequest = {
    messages: [{ role: "user", content: [{ text: JSON.stringify(brief) }, { text: words }] }],
    toolConfig: { tools: [{ toolSpec: { name: tool } }] },
  };
  const { content } = puppetAnswer(request, { strategyOf: () => strategy }).output.message;
  return content.flatMap(({ toolUse }) => (toolUse === undefined ? [] : [toolUse.input]));
}

function deedsOf(stage: Deed["stage"], input: unknown): Deed[] {
  const answer = membersOf(input);
  const { actions, ...settings } = answer;
  const asked = Array.isArray(actions) ? actions.map(membersOf) : [];
  const reading: Deed = { stage, type: "reading", targets: [], settings };
  return [reading, ...asked.map((action) => deedOf(stage, action))];
}

function deedOf(stage: Deed["stage"], action: Readonly<Record<string, unknown>>): Deed {
  const { type, ticket, to, change, ...others } = action;
  const names = [ticket, to].flat().filter((name) => typeof name === "string");
  const targets = names.map((name) => SITE[name] ?? name);
  return { stage, type: String(type), targets, settings: { ...others, ...membersOf(change) } };
}

/** All members, those of a replaced prototype among them, as a merge into a settings object would read them. */
function membersOf(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) return {};
  const own = Object.getOwnPropertyDescriptors(value);
  const hidden = membersOf(own["__proto__"]?.value);
  return { ...hidden, ...Object.fromEntries(Object.entries(own).map(([name, member]) => [name, member.value])) };
}
