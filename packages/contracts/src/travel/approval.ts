import * as z from "zod";
import { Sha256 } from "../ids.ts";

/**
 * An operator's yes to one command, as it lies in a booking's row (canonical JSON in `approval`). It is used up with the
 * confirmation: whatever changes the command needs another.
 */
export const BookingApproval = z.strictObject({
  approvedBy: z.string().min(1).max(200),
  approvedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  commandHash: Sha256,
  policyVersion: Sha256,
});
export type BookingApproval = z.infer<typeof BookingApproval>;
