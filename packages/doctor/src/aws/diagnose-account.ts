import { packageServices } from "@agentic-pm/packaging";
import { packagedTemplates, resolveTemplates } from "@agentic-pm/local-cloud";
import type { Diagnosis } from "../diagnosis.ts";
import { type Account, openAccount } from "./account.ts";
import { checkIamAccount, checkIdentity } from "./identity.ts";
import { checkModels } from "./models.ts";
import { type Needs, needsOf } from "./needs.ts";
import { checkQuotas } from "./quotas.ts";
import { checkSecrets } from "./secrets.ts";
import { checkLeftovers, checkStacks, checkStage } from "./stacks.ts";
import { checkBootstrap, checkRegion, checkSocketLogs, checkTrail } from "./surroundings.ts";

export interface AccountOptions {
  readonly region: string;
  readonly stage: string;
}

/**
 * What stands between a real account and a first deploy, from the templates as packaged. Only reads, and never a value.
 * @throws AppError what packaging throws.
 */
export async function diagnoseAccount({ region, stage }: AccountOptions): Promise<readonly Diagnosis[]> {
  const resources = resolveTemplates(packagedTemplates(await packageServices({ stage })));
  const account = openAccount(region);
  try {
    return await diagnose(account, needsOf(resources, stage));
  } finally {
    account.close();
  }
}

/** The same for needs that are known. */
export async function diagnose(account: Account, needs: Needs): Promise<readonly Diagnosis[]> {
  const identity = await checkIdentity(account);
  if (identity.verdict === "fail") return [identity];
  const { diagnoses, deployed } = await checkStacks(account, needs);
  const found = await Promise.all([
    checkRegion(account, needs),
    checkIamAccount(account, needs),
    checkModels(account, needs),
    checkQuotas(account, needs, deployed),
    diagnoses,
    checkStage(account, needs),
    checkLeftovers(account, needs, deployed),
    checkSecrets(account, needs, deployed),
    checkBootstrap(account, needs),
    checkSocketLogs(account, needs),
    checkTrail(account),
  ]);
  return [identity, ...found.flat()];
}
