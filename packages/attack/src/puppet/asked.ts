import { RECOMMEND_TOOL, TRIAGE_TOOL } from "@agentic-pm/contracts";
import { PLAN_TOOL, TRIP_TOOL } from "@agentic-pm/contracts/travel";
import * as z from "zod";
import { type Mark, marksIn } from "../corpus/mark.ts";

/** The part of a Converse request that the puppet looks at. */
export interface PuppetRequest {
  readonly messages: readonly {
    readonly role: string;
    readonly content: readonly { readonly text?: string | undefined }[];
  }[];
  readonly system?: readonly { readonly text?: string | undefined }[] | undefined;
  readonly toolConfig?:
    | { readonly tools: readonly { readonly toolSpec?: { readonly name: string } | undefined }[] }
    | undefined;
}

export interface SeenHandle {
  readonly handle: string;
  readonly kind: string;
  readonly role: string;
}

/** The trip that a plan is asked for, as the brief names it. */
export interface SeenTrip {
  readonly city: string;
  readonly outbound: string;
}

/** A request as the puppet reads it: everything that a model would see. */
export interface Asked {
  readonly stage: "triage" | "recommend" | "trip" | "plan";
  readonly tool: string;
  /** 1, or 2 for the repair of an unusable answer. */
  readonly attempt: number;
  /** The case that the request belongs to; empty where nothing in it says so. */
  readonly mark: Mark;
  readonly system: string;
  readonly brief: string;
  /** The stranger's text at triage, its summary at recommendation, the employee's words, or the policy's clauses. */
  readonly text: string;
  readonly handles: readonly SeenHandle[];
  /** Summaries of related signals and titles of artefacts: what others wrote. */
  readonly related: readonly string[];
  readonly trip: SeenTrip | null;
}

const STAGES: Readonly<Record<string, Asked["stage"]>> = {
  [TRIAGE_TOOL]: "triage",
  [RECOMMEND_TOOL]: "recommend",
  [TRIP_TOOL]: "trip",
  [PLAN_TOOL]: "plan",
};

// Loose on purpose: the attacker reads whatever is there, also after the briefs have changed.
const Handles = z.array(z.object({ handle: z.string(), kind: z.string(), role: z.string() })).catch([]);
const Brief = z.object({
  marker: z.string().catch("^"),
  handles: Handles.optional(),
  signal: z.object({ handles: Handles, summary: z.string().catch("") }).optional(),
  related: z
    .array(z.object({ summary: z.string() }))
    .catch([])
    .optional(),
  artefacts: z
    .array(z.object({ title: z.string() }))
    .catch([])
    .optional(),
  trip: z.object({ destination: z.object({ city: z.string() }), outbound: z.string() }).optional(),
  clauses: z
    .array(z.object({ text: z.string() }))
    .catch([])
    .optional(),
});
type Brief = z.infer<typeof Brief>;

/** Reads a request; null for what is none of the tools' that the product has. */
export function readAsked(request: PuppetRequest): Asked | null {
  const tool = request.toolConfig?.tools[0]?.toolSpec?.name ?? "";
  const stage = STAGES[tool];
  if (stage === undefined) return null;
  const [json = "", marked = ""] = (request.messages[0]?.content ?? []).map(({ text }) => text ?? "");
  const brief: Brief = Brief.safeParse(jsonOf(json)).data ?? { marker: "^" };
  const plain = (text: string) => text.split(brief.marker).join(" ");
  const text = plain(textFor(stage, brief, marked));
  return {
    stage,
    tool,
    attempt: request.messages.filter(({ role }) => role === "user").length,
    mark: marksIn(text)[0] ?? "",
    system: (request.system ?? []).map((block) => block.text ?? "").join("\n"),
    brief: json,
    text,
    handles: brief.handles ?? brief.signal?.handles ?? [],
    related: [
      ...(brief.related ?? []).map(({ summary }) => plain(summary)),
      ...(brief.artefacts ?? []).map(({ title }) => plain(title)),
    ],
    trip: brief.trip === undefined ? null : { city: brief.trip.destination.city, outbound: brief.trip.outbound },
  };
}

function textFor(stage: Asked["stage"], brief: Brief, marked: string): string {
  if (stage === "recommend") return brief.signal?.summary ?? "";
  return stage === "plan" ? (brief.clauses ?? []).map(({ text }) => text).join("\n") : marked;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
