import type { BundleViolation } from "./check-bundles.ts";
import type { PackagedBundle } from "./packaged-bundle.ts";

/** What a function's code may weigh at most, minified and without its source map. */
export const BUDGET_BYTES = 400_000;

/** A function that weighs more, how much it may, and what it needs that for. */
export interface BudgetException {
  readonly bytes: number;
  readonly reason: string;
}

/** What is over the budget for a reason. Each may weigh a little more than it does, and no more. */
export const BUDGET_EXCEPTIONS: Readonly<Record<string, BudgetException>> = {
  "booking-executor": {
    bytes: 2_600_000,
    reason: "Playwright's client and its Chromium protocol, with the S3, DynamoDB and AgentCore clients",
  },
  "portal-login": { bytes: 2_500_000, reason: "Playwright's client and its Chromium protocol" },
  "sanitise-request": {
    bytes: 790_000,
    reason: "the language of trips with its airports and its dates, an HTML parser, and the S3 and Bedrock clients",
  },
  sanitise: { bytes: 610_000, reason: "an HTML parser with all of HTML's entities, and the S3 and Bedrock clients" },
  "connection-manager": { bytes: 540_000, reason: "five clients of AWS, S3's among them, and Clerk's tokens" },
  "reason-and-plan": { bytes: 535_000, reason: "the clauses' grammar with its cities, and the Bedrock client" },
  intake: { bytes: 525_000, reason: "five clients of AWS, S3's among them, and two vendors" },
  "index-policy": { bytes: 490_000, reason: "the clauses' grammar, and the S3 and Bedrock clients" },
  recommend: { bytes: 460_000, reason: "the Bedrock client, and a JSON Schema of each action for the model" },
  "re-quote": { bytes: 410_000, reason: "four clients of AWS, and the validation of a fare against the clauses" },
  execute: { bytes: 450_000, reason: "three vendors' effects, and five clients of AWS" },
};

/**
 * Bundles over their budget. An exception that its function no longer needs is a violation too, and so is one for a
 * function that there is not.
 */
export function checkBudgets(
  bundles: readonly PackagedBundle[],
  exceptions: Readonly<Record<string, BudgetException>> = BUDGET_EXCEPTIONS,
): readonly BundleViolation[] {
  const tooLarge = bundles.flatMap((bundle) => {
    const allowed = exceptions[bundle.functionName]?.bytes ?? BUDGET_BYTES;
    return bytesOf(bundle) > allowed ? [violation("BUNDLE_TOO_LARGE", bundle, `of ${allowed} allowed`)] : [];
  });
  const needless = Object.keys(exceptions).flatMap((functionName) => {
    const bundle = bundles.find((each) => each.functionName === functionName);
    if (bundle === undefined) return [{ rule: "BUDGET_NEEDLESS", service: "?", functionName, found: "no zip" }];
    return bytesOf(bundle) > BUDGET_BYTES ? [] : [violation("BUDGET_NEEDLESS", bundle, `within ${BUDGET_BYTES}`)];
  });
  return [...tooLarge, ...needless];
}

/** Bytes of a function's code, as Lambda loads it. */
export function bytesOf({ code }: Pick<PackagedBundle, "code">): number {
  return Buffer.byteLength(code);
}

function violation(rule: string, { service, functionName, code }: PackagedBundle, than: string): BundleViolation {
  return { rule, service, functionName, found: `${bytesOf({ code })} bytes ${than}` };
}
