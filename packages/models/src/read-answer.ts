import type { ConverseCommandOutput, ToolUseBlock } from "@aws-sdk/client-bedrock-runtime";
import type * as z from "zod";
import type { AnswerTool } from "./model-port.ts";

/** What a reply amounts to: an output, a refusal, or problems that the model may repair. */
export type Reading<Out> =
  | { readonly kind: "output"; readonly output: Out }
  | { readonly kind: "refused"; readonly stopReason: string }
  | {
      readonly kind: "invalid";
      /** For the model: precise. It may repeat the model's own words, so it goes nowhere else. */
      readonly complaints: readonly string[];
      /** For people and logs: paths and kinds only. */
      readonly problems: readonly string[];
    };

const REFUSALS: ReadonlySet<string> = new Set(["content_filtered", "guardrail_intervened", "refusal"]);
const MAX_ISSUES = 12;
const MAX_DEPTH = 32;

/** Reads a reply. Prose beside the tool call is ignored; prose instead of it is a problem. */
export function readAnswer<Out>(reply: ConverseCommandOutput, tool: AnswerTool<Out>): Reading<Out> {
  const stopReason: string = reply.stopReason ?? "unknown";
  if (REFUSALS.has(stopReason)) return { kind: "refused", stopReason };
  const calls = toolUsesOf(reply);
  const call = calls[0];
  if (call === undefined) return invalid(`No call of the tool ${tool.name}.`, "no tool call");
  if (calls.length > 1) return invalid(`Call the tool ${tool.name} exactly once.`, "more than one tool call");
  if (call.name !== tool.name) return invalid(`There is only the tool ${tool.name}.`, "another tool called");
  if (stopReason === "max_tokens") {
    return invalid("The answer was cut off for its length: be briefer.", "cut off at the token limit");
  }
  if (!isPlainJson(call.input, 0)) {
    return invalid("The input has a forbidden member name, a null character or half a character.", "not plain JSON");
  }
  const parsed = tool.schema.safeParse(call.input);
  if (parsed.success) return { kind: "output", output: parsed.data };
  const issues = parsed.error.issues.slice(0, MAX_ISSUES);
  return { kind: "invalid", complaints: issues.map(complaintOf), problems: issues.map(problemOf) };
}

/** The tool calls of a reply, in order. */
export function toolUsesOf(reply: ConverseCommandOutput): ToolUseBlock[] {
  return (reply.output?.message?.content ?? []).flatMap((block) =>
    block.toolUse === undefined ? [] : [block.toolUse],
  );
}

function invalid(complaint: string, problem: string): Reading<never> {
  return { kind: "invalid", complaints: [complaint], problems: [problem] };
}

function complaintOf(issue: z.core.$ZodIssue): string {
  return `${issue.path.join(".") || "(input)"}: ${issue.message}`;
}

function problemOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.map((part) => (typeof part === "number" ? String(part) : part)).join(".") || "(input)";
  return `${path}: ${issue.code.replaceAll("_", " ")}`;
}

/**
 * False for what JSON cannot be: an object whose prototype was exchanged by a member named `__proto__`, through which
 * members could be read that are not its own. Also false below a depth that no schema of ours has, and for text that
 * Postgres does not store as JSON.
 */
function isPlainJson(value: unknown, depth: number): boolean {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\0");
  if (typeof value !== "object" || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isPlainJson(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false;
  return !Object.hasOwn(value, "__proto__") && Object.values(value).every((item) => isPlainJson(item, depth + 1));
}
