import {
  datamark,
  type HandleView,
  RECOMMEND_TOOL,
  RecommendBrief,
  Recommendation,
  TRIAGE_TOOL,
  TriageBrief,
  TriageOutput,
} from "@agentic-pm/contracts";
import { converse, type ConverseRequestBody } from "../src/index.ts";

export const TODAY = "2026-01-15";
const MARKER = "^marker12^";
const HAIKU = "us.anthropic.claude-haiku-4-5-20251001-v1:0";

export interface SignalFacts {
  readonly kind?: TriageBrief["kind"];
  readonly fields?: Partial<TriageBrief["fields"]>;
  readonly handles?: readonly HandleView[];
}

export const SUBJECT = "b".repeat(16);
const view = (handle: string, role: HandleView["role"], correlation: string): HandleView => ({
  handle,
  kind: handle.startsWith("T") ? "ticket" : "person",
  role,
  correlation: correlation.repeat(16).slice(0, 16),
});
const TICKET_HANDLES = [view("T1", "subject", "b"), view("P1", "assignee", "1"), view("P2", "project_lead", "2")];
const MAIL_HANDLES = [view("P1", "sender", "3"), view("P2", "project_lead", "2")];

export function triageRequest(text: string, facts: SignalFacts = {}): ConverseRequestBody {
  const brief = briefOf(facts);
  const marked = datamark(text.replaceAll("\n", " \u00B6 "), MARKER);
  return {
    messages: [{ role: "user", content: [{ text: JSON.stringify(brief) }, { text: marked }] }],
    system: [{ text: "system" }],
    toolConfig: { tools: [{ toolSpec: { name: TRIAGE_TOOL } }] },
  };
}

/** Triage of a text, through the wire shape and the strict schema. */
export function triaged(text: string, facts: SignalFacts = {}): TriageOutput {
  return TriageOutput.parse(toolInput(triageRequest(text, facts)));
}

type Surroundings = Partial<Pick<RecommendBrief, "related" | "artefacts">>;

/** Triage of a text and then the recommendation for it, as the two services do it. */
export function recommended(
  text: string,
  facts: SignalFacts = {},
  around: Surroundings = {},
): Recommendation["actions"] {
  const output = triaged(text, facts);
  const { source, kind, handles, fields } = briefOf(facts);
  const { issueType: _type, storyPoints: _points, automatic: _automatic, truncated: _cut, ...kept } = fields;
  const brief = RecommendBrief.parse({
    task: "recommend",
    today: TODAY,
    signal: {
      schemaVersion: 1,
      signalId: `sig_${"0".repeat(32)}`,
      source,
      kind,
      ...output,
      handles,
      fields: kept,
      quote: { handle: "Q1", sha256: "0".repeat(64), length: text.length },
      summary: datamark(output.summary, MARKER),
    },
    related: around.related ?? [],
    artefacts: (around.artefacts ?? []).map((entry) => ({ ...entry, title: datamark(entry.title, MARKER) })),
    marker: MARKER,
  });
  const request = {
    messages: [{ role: "user", content: [{ text: JSON.stringify(brief) }] }],
    toolConfig: { tools: [{ toolSpec: { name: RECOMMEND_TOOL } }] },
  };
  return Recommendation.parse(toolInput(request)).actions;
}

function briefOf(facts: SignalFacts): TriageBrief {
  const kind = facts.kind ?? "comment";
  return TriageBrief.parse({
    task: "triage",
    today: TODAY,
    source: kind === "mail" ? "outlook" : "jira",
    kind,
    fields: {
      status: kind === "mail" ? null : "In Progress",
      priority: kind === "mail" ? null : "Medium",
      issueType: null,
      dueDate: null,
      sprintState: null,
      sprintEnd: null,
      storyPoints: null,
      receivedAt: `${TODAY}T08:00:00.000Z`,
      automatic: false,
      truncated: false,
      ...facts.fields,
    },
    handles: facts.handles ?? (kind === "mail" ? MAIL_HANDLES : TICKET_HANDLES),
    flags: [],
    marker: MARKER,
  });
}

function toolInput(request: ConverseRequestBody): unknown {
  const [block] = converse(HAIKU, request).output.message.content;
  return block?.toolUse?.input;
}
