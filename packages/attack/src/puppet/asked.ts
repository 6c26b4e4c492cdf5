import { RECOMMEND_TOOL, TRIAGE_TOOL } from "@agentic-pm/contracts";
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

/** A request as the puppet reads it: everything that a model would see. */
export interface Asked {
  readonly stage: "triage" | "recommend";
  readonly tool: string;
  /** 1, or 2 for the repair of an unusable answer. */
  readonly attempt: number;
  /** The case that the request belongs to; empty for signals that no case brought in. */
  readonly mark: Mark;
  readonly system: string;
  readonly brief: string;
  /** The stranger's text at triage; its summary at recommendation. */
  readonly text: string;
  readonly handles: readonly SeenHandle[];
  /** Summaries of related signals and titles of artefacts: what others wrote. */
  readonly related: readonly string[];
}

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
});

/** Reads a request; null for what is neither triage nor recommendation. */
export function readAsked(request: PuppetRequest): Asked | null {
  const tool = request.toolConfig?.tools[0]?.toolSpec?.name ?? "";
  if (tool !== TRIAGE_TOOL && tool !== RECOMMEND_TOOL) return null;
  const [json = "", marked = ""] = (request.messages[0]?.content ?? []).map(({ text }) => text ?? "");
  const brief = Brief.safeParse(jsonOf(json)).data ?? { marker: "^" };
  const plain = (text: string) => text.split(brief.marker).join(" ");
  const stage = tool === TRIAGE_TOOL ? "triage" : "recommend";
  const text = plain(stage === "triage" ? marked : (brief.signal?.summary ?? ""));
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
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
