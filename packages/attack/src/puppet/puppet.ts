import { createHash } from "node:crypto";
import {
  type ActStepInput,
  type ActStepOutput,
  embeddedAct,
  embeddedProvider,
  type ModelProvider,
  puppetProvider,
} from "@agentic-pm/local-cloud";
import { type Mark, marksIn } from "../corpus/mark.ts";
import { type Asked, type PuppetRequest, readAsked } from "./asked.ts";
import { nothingToDo, triageInput } from "./answers.ts";
import type { Reply, Strategy } from "./strategy.ts";

export interface PuppetPorts {
  /** The strategy of a case. */
  readonly strategyOf: (mark: Mark) => Strategy | undefined;
  /** Told of every request, so that the verdict knows what the attacker saw. */
  readonly onAsked?: (asked: Asked) => void;
  /** Whose a request is that bears no mark of its own, such as that for a plan. */
  readonly markOf?: (asked: Asked) => Mark | undefined;
  /** Whose the booking is that the browser is at. */
  readonly atPortal?: (step: ActStepInput) => Mark | undefined;
  /** The same as onAsked for steps of an act, with the case that the page or the task belongs to. */
  readonly onAct?: (step: ActStepInput, mark: Mark) => void;
}

/** A model in the attacker's hands, behind Bedrock's own wire form. */
export function attackersModel(ports: PuppetPorts): ModelProvider {
  // The wire's JSON type and ours say the same; the strategies' inputs are deliberately unknown.
  const puppet = puppetProvider(
    (_modelId, request) => puppetAnswer(request, ports) as never,
    (step) => puppetAct(step, ports),
  );
  // Embeddings say nothing and decide only what the other models are shown.
  const { invokeModel } = embeddedProvider();
  return invokeModel === undefined ? puppet : { ...puppet, invokeModel };
}

/** The next calls of an act by the case's strategy. The case's mark stands in the task, or in the page. */
export async function puppetAct(step: ActStepInput, ports: PuppetPorts): Promise<ActStepOutput> {
  const mark = ports.atPortal?.(step) ?? marksIn(`${step.task}\n${step.observation.simplifiedDOM}`)[0] ?? "";
  ports.onAct?.(step, mark);
  return ports.strategyOf(mark)?.act?.(step) ?? (await embeddedAct(step));
}

/** A Converse answer by the case's strategy. */
export function puppetAnswer(request: PuppetRequest, ports: PuppetPorts) {
  const read = readAsked(request);
  if (read === null) return response({ content: [{ text: "I am not who you think I am." }] }, "none");
  const asked = { ...read, mark: ports.markOf?.(read) ?? read.mark };
  ports.onAsked?.(asked);
  const strategy = ports.strategyOf(asked.mark);
  if (strategy === undefined) return response(nothingToDo(asked), asked.tool);
  return response(replyOf(strategy, asked), asked.tool);
}

function replyOf(strategy: Strategy, asked: Asked): Reply {
  if (asked.stage === "trip") return strategy.readTrip?.(asked) ?? nothingToDo(asked);
  if (asked.stage === "plan") return strategy.proposePlan?.(asked) ?? nothingToDo(asked);
  if (asked.stage === "recommend") return strategy.recommend?.(asked) ?? nothingToDo(asked);
  // What only opens a case (the ticket under a comment) has its mark in the title and no attack in it.
  if (asked.text.includes(CARRIER)) return nothingToDo(asked);
  return strategy.triage?.(asked) ?? { input: triageInput(asked) };
}

/** Words in the title of a ticket that is there for a comment only. */
export const CARRIER = "carrier-ticket";

function response(reply: Reply, tool: string) {
  const content =
    "input" in reply ? [{ toolUse: { toolUseId: idOf(reply.input), name: tool, input: reply.input } }] : reply.content;
  const stopReason = "input" in reply ? "tool_use" : (reply.stopReason ?? "end_turn");
  // Claims that are as wrong as they can be: nothing may rest on what a model says of itself.
  const usage = { inputTokens: 1, outputTokens: 1_000_000_000, totalTokens: 1_000_000_001 };
  return {
    output: { message: { role: "assistant" as const, content } },
    stopReason,
    usage,
    additionalModelResponseFields: { servedBy: "puppet" },
  };
}

function idOf(input: unknown): string {
  return `tooluse_${createHash("sha256")
    .update(JSON.stringify(input) ?? "")
    .digest("base64url")
    .slice(0, 22)}`;
}
