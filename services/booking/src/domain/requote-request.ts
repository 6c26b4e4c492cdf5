import { RequoteEvent } from "@agentic-pm/contracts/travel";
import * as z from "zod";

/** A confirmation to requote, or one that could not be: `close` says why it ends. */
export const RequoteRequest = z.union([
  RequoteEvent,
  z.strictObject({ handoff: RequoteEvent, close: z.string().min(1).max(80) }),
]);
export type RequoteRequest = z.infer<typeof RequoteRequest>;
