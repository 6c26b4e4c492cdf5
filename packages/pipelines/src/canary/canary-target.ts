import { AppError } from "@agentic-pm/errors";
import { EmployeeId } from "@agentic-pm/contracts/travel";
import { SignInAccess } from "@agentic-pm/world/chat";
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import * as z from "zod";

/** A ticket that nobody works on, and somebody's token to write on it: not the agent's, whose own words are no signals. */
export const CanaryJira = z.strictObject({
  /** Without a trailing slash. */
  baseUrl: z.url(),
  email: z.email(),
  apiToken: z.string().min(1),
  issueKey: z.string().regex(/^[A-Z][A-Z0-9_]+-\d+$/),
});
export type CanaryJira = z.infer<typeof CanaryJira>;

/** An employee who is nobody, and where the chat is. */
export const CanaryBooking = z.strictObject({
  /** `wss://…/<stage>`. */
  chatUrl: z.url(),
  signIn: SignInAccess,
  employeeId: EmployeeId,
  /** What the employee asks for, e.g. "Boston to Chicago in three weeks, one way". */
  text: z.string().min(1).max(500),
});
export type CanaryBooking = z.infer<typeof CanaryBooking>;

/** What a stage's canaries need; a booking only where the portal that the stage books in is a sandbox. */
export const CanaryTarget = z.strictObject({ jira: CanaryJira, booking: CanaryBooking.optional() });
export type CanaryTarget = z.infer<typeof CanaryTarget>;

/**
 * What an administrator put into the stage's canary secret; undefined where there is none. Throws
 * CANARY_SECRET_MALFORMED.
 */
export async function readCanaryTarget(
  stage: string,
  secrets: Pick<SecretsManagerClient, "send">,
): Promise<CanaryTarget | undefined> {
  const name = `/agentic-pm/canary/${stage}`;
  let text: string;
  try {
    text = (await secrets.send(new GetSecretValueCommand({ SecretId: name }))).SecretString ?? "";
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
  const target = CanaryTarget.safeParse(jsonOf(text));
  if (target.success) return target.data;
  throw new AppError("CANARY_SECRET_MALFORMED", {
    cause: `The secret ${name} is not what canaries need: ${target.error.issues[0]?.path.join(".") || "it is no JSON"}.`,
    remedy: "packages/pipelines/README.md shows its form; an administrator puts it in.",
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
