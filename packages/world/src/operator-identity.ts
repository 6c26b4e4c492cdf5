import { AppError } from "@agentic-pm/errors";
import { GetCallerIdentityCommand, type STSClient } from "@aws-sdk/client-sts";

/**
 * Role and session of whoever signs, e.g. "agentic-pm-dev-operator/ada": not a name that anyone could give. Throws
 * OPERATOR_NOT_A_ROLE.
 */
export async function operatorOf(identities: STSClient, stage: string): Promise<string> {
  const { Arn = "" } = await identities.send(new GetCallerIdentityCommand({}));
  const match = /^arn:aws[\w-]*:sts::\d{12}:assumed-role\/([\w+=,.@-]+\/[\w+=,.@-]+)$/.exec(Arn);
  if (match?.[1] !== undefined) return match[1];
  throw new AppError("OPERATOR_NOT_A_ROLE", {
    cause: `${Arn || "Whoever signs"} is no session of a role, so the trail could not say who ruled.`,
    remedy: `Assume the role agentic-pm-${stage}-operator and try again.`,
  });
}
