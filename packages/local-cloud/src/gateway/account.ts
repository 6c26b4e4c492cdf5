/** The account and region that the local cloud plays. */
export const ACCOUNT_ID = "111122223333";
export const REGION = "us-east-1";
export const PARTITION = "aws";

/** Builds an ARN in the local account and region; pass "" for services whose ARNs have no region or account. */
export function arn(service: string, resource: string, scope: { region?: string; account?: string } = {}): string {
  return `arn:${PARTITION}:${service}:${scope.region ?? REGION}:${scope.account ?? ACCOUNT_ID}:${resource}`;
}
