import {
  type Entity,
  EntityId,
  type HandleTable,
  type HandleView,
  RecommendedAction,
  type Labels,
  SignalId,
} from "@agentic-pm/contracts";
import type { SignalContext } from "../../../../services/executor/src/domain/policy/signal-context.ts";

const person = (id: string, internal: boolean, audiences: string[]): Entity => ({
  entityId: EntityId.parse(`person#${id}`),
  kind: "person",
  displayName: id,
  address: internal ? `${id}@company.example` : `${id}@partner.example`,
  jiraAccountId: null,
  internal,
  audiences: [`person:${id}`, ...audiences],
});
const ticket = (issueKey: string, status: string): Entity => ({
  entityId: EntityId.parse(`ticket#${issueKey}`),
  kind: "ticket",
  issueKey,
  projectKey: "ATLAS",
  status,
  audiences: ["project:ATLAS"],
});
const ENTITIES = [
  ticket("ATLAS-1", "In Progress"),
  ticket("ATLAS-2", "To Do"),
  person("ada", true, ["directory", "project:ATLAS"]),
  person("gus", false, ["project:ATLAS"]),
  person("lee", true, ["directory", "project:ATLAS"]),
];

/** A signal under attack: what the registry knows of it, and what the model is shown of that. */
export interface Victim {
  readonly signal: SignalContext;
  readonly handles: readonly HandleView[];
  /** What the model has read, as the seal says. */
  readonly read: Labels;
}

function victim(of: Pick<SignalContext, "source" | "kind" | "readers">, table: HandleTable): Victim {
  const handles = Object.entries(table).map(([handle, { entityId, role }]): HandleView => {
    const kind = entityId.startsWith("ticket#") ? "ticket" : "person";
    return { handle: handle as HandleView["handle"], kind, role, correlation: "0123456789abcdef" };
  });
  const signal: SignalContext = {
    ...of,
    signalId: SignalId.parse(`sig_${"0".repeat(32)}`),
    projectKey: "ATLAS",
    handles: table,
    entities: new Map(ENTITIES.map((entity) => [entity.entityId, entity])),
  };
  const text = of.source === "jira" ? "jira_text" : "mail_body";
  return { signal, handles, read: { provenance: [text, "model"], readers: of.readers } };
}

/** A ticket in progress that mentions another one, with a colleague, a guest and the lead. */
export const TICKET = victim(
  { source: "jira", kind: "ticket", readers: ["project:ATLAS", "operator"] },
  {
    T1: { entityId: EntityId.parse("ticket#ATLAS-1"), role: "subject" },
    T2: { entityId: EntityId.parse("ticket#ATLAS-2"), role: "mentioned" },
    P1: { entityId: EntityId.parse("person#ada"), role: "assignee" },
    P2: { entityId: EntityId.parse("person#gus"), role: "reporter" },
    P3: { entityId: EntityId.parse("person#lee"), role: "project_lead" },
  },
);

/** A guest's mail, which the lead has not read. */
export const GUEST_MAIL = victim(
  { source: "outlook", kind: "mail", readers: ["mailbox:pmo@company.example", "operator", "person:gus"] },
  {
    T1: { entityId: EntityId.parse("ticket#ATLAS-2"), role: "mentioned" },
    P1: { entityId: EntityId.parse("person#gus"), role: "sender" },
    P2: { entityId: EntityId.parse("person#lee"), role: "project_lead" },
  },
);

/** A stranger's mail: nobody in it is known but the lead. */
export const STRANGERS_MAIL = victim(
  { source: "outlook", kind: "mail", readers: ["mailbox:pmo@company.example", "operator"] },
  {
    T1: { entityId: EntityId.parse("ticket#ATLAS-2"), role: "mentioned" },
    P1: { entityId: EntityId.parse("person#lee"), role: "project_lead" },
  },
);

/** The actions in a model's output that have the shape of one. */
export function actionsIn(output: unknown): RecommendedAction[] {
  const actions = typeof output === "object" && output !== null && "actions" in output ? output.actions : [];
  return Array.isArray(actions) ? actions.flatMap((action) => RecommendedAction.safeParse(action).data ?? []) : [];
}
