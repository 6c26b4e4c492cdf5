import { GetAccountSummaryCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { type Diagnosis, failing, ok, warn } from "../diagnosis.ts";
import type { Account } from "./account.ts";
import { asked, isNamed } from "./asked.ts";
import type { Needs } from "./needs.ts";

const CREDENTIALS = "credentials";

/** Who asks. Without an answer nothing else is worth asking. */
export async function checkIdentity({ sts }: Account): Promise<Diagnosis> {
  try {
    const { Account: account, Arn: arn = "" } = await sts.send(new GetCallerIdentityCommand({}));
    if (!arn.endsWith(":root")) return ok(CREDENTIALS, `${arn} of account ${account}`);
    const remedy =
      "Sign in as a role (IAM Identity Center); the root user's keys can do everything and are not needed.";
    return warn(CREDENTIALS, `the root user of account ${account}`, remedy);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return failing(CREDENTIALS, `${name}: ${message}`, remedyFor(error));
  }
}

function remedyFor(error: unknown): string {
  if (isNamed(error, "CredentialsProviderError")) {
    return "Sign in with `aws sso login`, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
  }
  if (isNamed(error, "ExpiredToken", "ExpiredTokenException")) return "Sign in again: `aws sso login`.";
  if (isNamed(error, "InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch")) {
    return "The keys are not of any account, or the secret key is not the access key's: sign in again.";
  }
  return "Look at the connection and at AWS_ENDPOINT_URL.";
}

/** Room for the roles and policies, and whether the account's root user has a second factor. */
export async function checkIamAccount({ iam }: Account, needs: Needs): Promise<readonly Diagnosis[]> {
  const action = "iam:GetAccountSummary";
  return asked("IAM account", action, async () => {
    const { SummaryMap: map = {} } = await iam.send(new GetAccountSummaryCommand({}));
    const summary: Readonly<Record<string, number | undefined>> = map;
    const room = (name: string, has: string, quota: string, needed: number): Diagnosis => {
      const [used = 0, most = 0] = [summary[has], summary[quota]];
      const found = `${used} of ${most} are there, ${needed} are ours`;
      if (used + needed <= most) return ok(name, found);
      return failing(name, found, `Ask for more in Service Quotas (service iam), or remove some that nobody uses.`);
    };
    return [
      room("IAM roles", "Roles", "RolesQuota", needs.roles),
      room("IAM policies", "Policies", "PoliciesQuota", needs.managedPolicies),
      summary["AccountMFAEnabled"] === 1
        ? ok("root user", "has a second factor")
        : warn("root user", "has no second factor", "Give the root user MFA before anything of worth is here."),
    ];
  });
}
