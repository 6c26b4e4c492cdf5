import { AppError } from "@agentic-pm/errors";
import type * as z from "zod";

type Issue = z.core.$ZodIssue;

/** Why a secret could not be read. Names the secret; never anything that came with it. */
export function unreadable(id: string, error: unknown): AppError {
  const name = error instanceof Error ? error.name : "Error";
  if (name === "ResourceNotFoundException" || name === "InvalidRequestException") {
    return new AppError("SECRET_MISSING", {
      cause: `The secret ${id} does not exist, has no value, or is marked for deletion.`,
      remedy: `Create it, or give it a value, in Secrets Manager under exactly this name: ${id}.`,
      details: { secretId: id, reason: "not_found" },
      error,
    });
  }
  if (name === "AccessDeniedException") {
    const message = error instanceof Error ? error.message : "";
    return new AppError("SECRET_MISSING", {
      cause: `The secret ${id} may not be read by this function. ${message}`.trim(),
      remedy: `Allow secretsmanager:GetSecretValue on ${id} in the function's role, its boundary and the secret's policy (and kms:Decrypt on its key).`,
      details: { secretId: id, reason: "access_denied" },
      error,
    });
  }
  return new AppError("SECRET_UNAVAILABLE", {
    cause: `The secret ${id} could not be read just now (${name}).`,
    remedy: "Try again; if it lasts, check the way to Secrets Manager (endpoint, network, throttling).",
    details: { secretId: id, reason: name },
    retryable: true,
    error,
  });
}

/** A secret whose value has the wrong shape. Names the members that are wrong, never their values. */
export function malformed(id: string, raw: unknown, issues: readonly Issue[]): AppError {
  const members = issues.flatMap(memberNames);
  const cause =
    typeof raw === "object" && raw !== null
      ? `The secret ${id} has the wrong shape at: ${members.join(", ")}.`
      : `The secret ${id} is not a JSON object.`;
  return new AppError("SECRET_MALFORMED", {
    cause,
    remedy: `Put a new value of ${id} that is a JSON object with these members right: ${members.join(", ")}.`,
    details: { secretId: id, members },
  });
}

function memberNames(issue: Issue): string[] {
  // The names of unknown members are not repeated: a mangled value may have its content in them.
  if (issue.code === "unrecognized_keys") return ["(unknown members)"];
  return [issue.path.join(".") || "(whole value)"];
}
