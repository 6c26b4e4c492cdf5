import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";
import { Worker } from "node:worker_threads";
import { AppError } from "@agentic-pm/errors";
import type { NamedTemplate } from "@agentic-pm/local-cloud";
import type { NagQuestion } from "./nag-worker.ts";
import type { RuleObjection, RulePack } from "./objection.ts";

/**
 * Asks cdk-nag's packs AwsSolutions, NIST 800-53 revision 5 and Serverless, in a thread of its own.
 * @throws AppError RULES_NOT_ASKED if the templates are none that the CDK can read.
 */
export async function askNag(templates: readonly NamedTemplate[]): Promise<RulePack> {
  // Node keeps it in a folder of its version's within the one that it was given.
  const kept = getCompileCacheDir();
  const question: NagQuestion = { templates, compiled: kept === undefined ? undefined : dirname(kept) };
  const worker = new Worker(new URL("nag-worker.ts", import.meta.url), { workerData: question });
  const objections = await new Promise<readonly RuleObjection[]>((resolve, reject) => {
    worker.once("message", (message: { objections: readonly RuleObjection[] }) => resolve(message.objections));
    worker.once("error", (error) => {
      reject(
        new AppError("RULES_NOT_ASKED", {
          cause: `cdk-nag could not read the templates: ${error.message}`,
          remedy: "Mend what it names; `agentic-pm iam check` without the rule packs' findings comes first.",
        }),
      );
    });
  });
  return { name: "cdk-nag", objections };
}
