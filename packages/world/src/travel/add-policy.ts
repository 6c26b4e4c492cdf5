import { sha256 } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import type { PolicyRow, TravelApi } from "./travel-api.ts";

export const LOOK_AGAIN_MS = 200;
/** By then whatever was going to read an uploaded PDF has begun. */
const NOBODY_READS_MS = 30_000;

/** What came of a PDF: the version that is in force now, and whether that is news. */
export interface PolicyAdded {
  readonly outcome: "activated" | "unchanged";
  readonly version: PolicyRow;
}

/**
 * Uploads a policy and waits until it is in force. The PDF that is in force already is left alone,
 * unless its vectors are of another model than answers now. Throws
 * POLICY_NAME_INVALID, POLICY_REFUSED with the reason that its reading gave, POLICY_NOT_READ when nobody reads it, and
 * the signal's own reason when that is aborted.
 */
export async function addPolicy(
  travel: Pick<TravelApi, "policies" | "putPolicy" | "isReadingPolicies" | "embeddingModel">,
  { name, pdf }: { readonly name: string; readonly pdf: Uint8Array },
  stop: AbortSignal,
): Promise<PolicyAdded> {
  if (!/^[a-z0-9][a-z0-9_-]{0,99}$/.test(name)) throw nameInvalid(name);
  const digest = sha256(pdf);
  const versionsOf = async () => (await travel.policies()).filter((row) => row.name === name && row.sha256 === digest);
  const before = await versionsOf();
  const inForce = before.find(({ status }) => status === "active");
  const model = inForce === undefined ? null : await travel.embeddingModel();
  if (inForce !== undefined && inForce.embedding_model === model) return { outcome: "unchanged", version: inForce };
  await travel.putPolicy(name, pdf);
  const put = performance.now();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    stop.throwIfAborted();
    // Asked in this order: what has ended by now is in the table.
    const isBusy = await travel.isReadingPolicies();
    const versions = await versionsOf();
    const active = versions.find((row) => row.status === "active" && row.document_id !== inForce?.document_id);
    if (active !== undefined) return { outcome: "activated", version: active };
    const failed = versions.findLast(({ status }) => status === "failed");
    const isNew = failed !== undefined && !before.some(({ document_id }) => document_id === failed.document_id);
    const isLate = performance.now() - put > NOBODY_READS_MS;
    // The same PDF failing for the same reason is no new row.
    if (failed !== undefined && (isNew || (isLate && !isBusy))) throw refused(failed);
    if (isLate && !isBusy) throw notRead(name);
  }
}

function nameInvalid(name: string): AppError {
  return new AppError("POLICY_NAME_INVALID", {
    cause: `${JSON.stringify(name)} cannot be the name of a policy.`,
    remedy: "Use lower-case letters, digits, hyphens and underscores: --name us-domestic-travel.",
  });
}

function refused({ name, version, reason }: PolicyRow): AppError {
  return new AppError("POLICY_REFUSED", {
    cause: `The policy ${name} (version ${version}) was refused: ${reason ?? "no reason given"}`,
    remedy: "Put a PDF that has text and is neither encrypted nor broken. What was in force before stays so.",
    details: { name, version },
  });
}

function notRead(name: string): AppError {
  return new AppError("POLICY_NOT_READ", {
    cause: `The policy ${name} was uploaded, but nothing came of it.`,
    remedy: "Add it again. If that fails too, look at the executions of policy-ingestion.",
    details: { name },
  });
}
