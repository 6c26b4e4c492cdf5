import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NamedTemplate } from "@agentic-pm/local-cloud";
import { App, Stack } from "aws-cdk-lib";
import { CfnInclude } from "aws-cdk-lib/cloudformation-include";
import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from "cdk-nag";
import type { RuleObjection } from "./objection.ts";

/**
 * What cdk-nag's packs object to. It reads CDK constructs, so each template becomes a stack of an app that is never
 * synthesised. Everything in the templates is looked at, whether its Condition holds or not.
 */
export function nagObjections(templates: readonly NamedTemplate[]): RuleObjection[] {
  const folder = mkdtempSync(join(tmpdir(), "agentic-pm-nag-"));
  try {
    const app = new App({ analyticsReporting: false, outdir: join(folder, "out") });
    for (const template of templates) include(app, folder, template);
    const packs = [new AwsSolutionsChecks(app), new NIST80053R5Checks(app), new ServerlessChecks(app)];
    return packs.flatMap((pack) => objectionsOf(pack.validateScope(app).violations));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function include(app: App, folder: string, { stackName, template }: NamedTemplate): CfnInclude {
  const templateFile = join(folder, `${stackName}.json`);
  writeFileSync(templateFile, JSON.stringify(template));
  return new CfnInclude(new Stack(app, stackName), "Template", { templateFile });
}

type Violations = ReturnType<AwsSolutionsChecks["validateScope"]>["violations"];

function objectionsOf(violations: Violations): RuleObjection[] {
  return violations.flatMap(({ ruleName, description, violatingResources }) => {
    // A rule with several findings puts the place into its name: "AwsSolutions-IAM5[Resource::*]".
    const [, rule = ruleName, part] = /^([^[]+)(?:\[(.+)\])?$/s.exec(ruleName) ?? [];
    return violatingResources.map(({ constructPath = "" }) => {
      const [stackName = "", , logicalId = ""] = constructPath.split("/");
      return { rule, stackName, logicalId, demand: part === undefined ? description : `${description} (${part})` };
    });
  });
}
