import type { DocumentType } from "@smithy/types";
import * as z from "zod";

/**
 * The JSON Schema of a tool's input as Bedrock takes it: draft 2020-12 without `$schema`, an object at the top.
 * What the model sends is checked against the zod schema itself; this only tells the model what to send.
 */
export function toolSchema(schema: z.ZodType): Record<string, DocumentType> {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return json as Record<string, DocumentType>;
}
