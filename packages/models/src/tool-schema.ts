import type { DocumentType } from "@smithy/types";
import * as z from "zod";

/** Nova takes these and no other words at the top of a tool's schema. */
const TOP_LEVEL_OF_NOVA: ReadonlySet<string> = new Set(["type", "properties", "required"]);

/**
 * The JSON Schema of a tool's input as Bedrock takes it: draft 2020-12 without `$schema`, an object at the top.
 * What the model sends is checked against the zod schema itself; this only tells the model what to send.
 */
export function toolSchema(schema: z.ZodType, modelId: string): Record<string, DocumentType> {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const members = Object.entries(json).filter(([name]) => !isNova(modelId) || TOP_LEVEL_OF_NOVA.has(name));
  return Object.fromEntries(members) as Record<string, DocumentType>;
}

function isNova(modelId: string): boolean {
  return /(^|\.)amazon\.nova-/.test(modelId);
}
