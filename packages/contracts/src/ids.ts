import * as z from "zod";
import { sha256 } from "./canonical.ts";

/** Deterministic id of a signal: the same content from the same place is the same signal. */
export const SignalId = z
  .string()
  .regex(/^sig_[0-9a-f]{32}$/)
  .brand<"SignalId">();
export type SignalId = z.infer<typeof SignalId>;

/** Deterministic id of an action: the same recommendation for the same signal is the same action. */
export const ActionId = z
  .string()
  .regex(/^act_[0-9a-f]{32}$/)
  .brand<"ActionId">();
export type ActionId = z.infer<typeof ActionId>;

/** SHA-256 in lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A signal's id from its source, its id there, and the hash of what was read. */
export function signalIdOf(source: string, externalId: string, contentSha256: string): SignalId {
  return SignalId.parse(`sig_${sha256(`signal\n${source}\n${externalId}\n${contentSha256}`).slice(0, 32)}`);
}

/** An action's id from its signal and its place in the recommendation. */
export function actionIdOf(signalId: SignalId, index: number, recommendationHash: string): ActionId {
  return ActionId.parse(`act_${sha256(`action\n${signalId}\n${index}\n${recommendationHash}`).slice(0, 32)}`);
}
