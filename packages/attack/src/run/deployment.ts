import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PackagedService } from "@agentic-pm/local-cloud";

/**
 * How the attacked agent is deployed: as loose as its operator can set it, so that nothing is stopped by being slow or
 * by a quota that an earlier case used up. Level `act`, every hold has passed; daily limits,
 * budgets and rates are out of reach.
 */
const LOOSEST: Readonly<Record<string, string>> = {
  AUTONOMY_LEVEL: "act",
  HOLD_SECONDS: "0",
  ACTIONS_PER_TICKET_PER_DAY: "1000000",
  ACTIONS_PER_DAY: "1000000",
  DAILY_BUDGET_USD: "1000000",
  MONTHLY_BUDGET_USD: "1000000",
  CONNECTS_PER_EMPLOYEE: "1000000",
  CONNECTS_PER_ADDRESS: "1000000",
  MESSAGES_PER_EMPLOYEE: "1000000",
  MESSAGES_PER_ADDRESS: "1000000",
};
const TEMPLATE = "cloudformation-template-update-stack.json";

/** Copies the packaged services and sets those of their functions' variables, as `--param` would. */
export function looselyDeployed(services: readonly PackagedService[], dir: string): PackagedService[] {
  return services.map(({ name, artefactsDir }) => {
    const copy = join(dir, name);
    cpSync(artefactsDir, copy, { recursive: true });
    const file = join(copy, TEMPLATE);
    const template: unknown = JSON.parse(readFileSync(file, "utf8"));
    for (const variables of environmentsOf(template)) {
      for (const [variable, value] of Object.entries(LOOSEST)) if (variable in variables) variables[variable] = value;
    }
    writeFileSync(file, JSON.stringify(template));
    return { name, artefactsDir: copy };
  });
}

type Json = Record<string, unknown>;

function environmentsOf(template: unknown): Json[] {
  return Object.values(member(template, "Resources")).flatMap((resource) => {
    if (!isJson(resource) || resource["Type"] !== "AWS::Lambda::Function") return [];
    return [member(member(resource["Properties"], "Environment"), "Variables")];
  });
}

function member(value: unknown, name: string): Json {
  const found = isJson(value) ? value[name] : undefined;
  return isJson(found) ? found : {};
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
