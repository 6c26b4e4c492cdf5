import { randomUUID } from "node:crypto";
import { RECOMMEND_TOOL } from "@agentic-pm/contracts";
import { type ModelProvider, puppetProvider } from "@agentic-pm/local-cloud";
import * as z from "zod";

const Handles = z.array(z.object({ handle: z.string(), kind: z.string(), role: z.string() }));
const Brief = z.object({
  marker: z.string(),
  handles: Handles.optional(),
  signal: z.object({ handles: Handles, summary: z.string() }).optional(),
});

type Seen = z.infer<typeof Handles>;
const first = (handles: Seen, kind: string) => handles.find((seen) => seen.kind === kind)?.handle ?? "T1";

/** What the script recommends for a word in the signal's text, e.g. `play-mail-thanks`. */
const PLAYS: Readonly<Record<string, (name: string, handles: Seen) => unknown>> = {
  comment: (name, handles) => ({ type: "jira.comment", ticket: first(handles, "ticket"), text: `About ${name}.` }),
  block: (_name, handles) => ({ type: "jira.transition", ticket: first(handles, "ticket"), to: "blocked" }),
  decide: (name) => ({ type: "artefact.update", change: { artefact: "decision_log", title: `Decision ${name}` } }),
  mail: (name, handles) => ({
    type: "mail.send",
    to: [first(handles, "person")],
    subject: name,
    text: `Thank you.\nWe look into ${name}.`,
  }),
};

/** A model that plays by words in the text, so that a test says which actions come of a signal. */
export function scriptedModel(): ModelProvider {
  return puppetProvider((_modelId, request) => {
    const name = request.toolConfig?.tools[0]?.toolSpec?.name ?? "";
    const content = request.messages[0]?.content ?? [];
    const [json = "{}", text = ""] = content.map((block) => block.text ?? "");
    const brief = Brief.parse(JSON.parse(json));
    const input = name === RECOMMEND_TOOL ? recommended(brief) : triaged(text);
    return {
      output: { message: { role: "assistant", content: [{ toolUse: { toolUseId: randomUUID(), name, input } }] } },
      stopReason: "tool_use",
      usage: { inputTokens: 10, outputTokens: 10, totalTokens: 20 },
    } as never;
  });
}

function triaged(text: string) {
  const play = /play-[a-z]+-[a-z]+/.exec(text)?.[0] ?? "nothing";
  return {
    topic: "risk",
    severity: "high",
    entities: [],
    dates: [],
    quantities: [],
    flags: [],
    summary: `${play} it is.`,
  };
}

function recommended({ signal, marker }: z.infer<typeof Brief>) {
  const [, play = "", name = ""] = /play-([a-z]+)-([a-z]+)/.exec(signal?.summary.split(marker).join(" ") ?? "") ?? [];
  const action = PLAYS[play]?.(name, signal?.handles ?? []);
  return { actions: action === undefined ? [] : [action], reasoning_summary: "As the script says." };
}
