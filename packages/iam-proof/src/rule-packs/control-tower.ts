import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { ResolvedResource } from "@agentic-pm/local-cloud";
import type { RuleObjection, RulePack } from "./objection.ts";

/** Folders of the Control Tower rules, and the types that their rules speak of: rules are slow on all the rest. */
const RULES: Readonly<Record<string, readonly string[]>> = {
  apigateway: ["AWS::ApiGateway::", "AWS::ApiGatewayV2::"],
  cloudtrail: ["AWS::CloudTrail::"],
  cloudwatch: ["AWS::CloudWatch::", "AWS::Logs::"],
  dynamodb: ["AWS::DynamoDB::"],
  ec2: ["AWS::EC2::"],
  guardduty: ["AWS::GuardDuty::"],
  identityandaccessmanagement: ["AWS::IAM::"],
  keymanagementservice: ["AWS::KMS::"],
  lambda: ["AWS::Lambda::"],
  rds: ["AWS::RDS::"],
  s3: ["AWS::S3::"],
  sqs: ["AWS::SQS::"],
  stepfunctions: ["AWS::StepFunctions::"],
  waf: ["AWS::WAFv2::"],
};

const SYSTEMS: Readonly<Record<string, string>> = { linux: "ubuntu", darwin: "macos" };
const PROCESSORS: Readonly<Record<string, string>> = { x64: "x86_64", arm64: "aarch64" };
const MOST_OUTPUT = 256 * 1024 * 1024;

/**
 * Asks AWS Control Tower's rules by cfn-guard, whose binaries for Linux and macOS come with the rules' package. It is
 * shown resources with their references filled in: the rules follow some kinds of reference and not others.
 */
export async function askControlTower(resources: readonly ResolvedResource[]): Promise<RulePack> {
  const name = "cfn-guard (Control Tower)";
  const shipped = dirname(dirname(createRequire(import.meta.url).resolve("@cdklabs/cdk-validator-cfnguard")));
  const guard = join(shipped, "bin", SYSTEMS[process.platform] ?? "", PROCESSORS[process.arch] ?? "", "cfn-guard");
  if (!existsSync(guard)) {
    return { name, objections: [], notAsked: `there is no cfn-guard for ${process.platform} on ${process.arch}` };
  }
  const folder = mkdtempSync(join(tmpdir(), "agentic-pm-guard-"));
  try {
    const asked = Object.entries(RULES).map(async ([group, types]) => {
      const about = resources.filter(({ type }) => types.some((prefix) => type.startsWith(prefix)));
      if (about.length === 0) return [];
      return ask(guard, join(shipped, "rules/control-tower/cfn-guard", group), write(join(folder, group), about));
    });
    return { name, objections: (await Promise.all(asked)).flat() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function write(folder: string, resources: readonly ResolvedResource[]): readonly string[] {
  mkdirSync(folder);
  return [...Map.groupBy(resources, ({ stackName }) => stackName)].map(([stackName, own]) => {
    const file = join(folder, `${stackName}.json`);
    const shown = own.map(({ logicalId, type, properties }) => [logicalId, { Type: type, Properties: properties }]);
    writeFileSync(file, JSON.stringify({ Resources: Object.fromEntries(shown) }));
    return file;
  });
}

interface GuardReport {
  readonly name: string;
  readonly not_compliant: readonly unknown[];
}

async function ask(guard: string, rules: string, files: readonly string[]): Promise<readonly RuleObjection[]> {
  const answer = promisify(execFile)(
    guard,
    [
      "validate",
      "--structured",
      "--output-format",
      "json",
      "--show-summary",
      "none",
      "--rules",
      rules,
      "--data",
    ].concat(files),
    { maxBuffer: MOST_OUTPUT },
    // It ends with 19 when a rule objects.
  ).catch((error: unknown) => (isObjecting(error) ? error : Promise.reject(error)));
  const reports = JSON.parse((await answer).stdout) as readonly GuardReport[];
  return reports.flatMap(({ name, not_compliant: broken }) => {
    const stackName = name.slice(name.lastIndexOf("/") + 1, -".json".length);
    return broken.flatMap((each) => objectionsOf(JSON.stringify(each), stackName));
  });
}

function isObjecting(error: unknown): error is { readonly stdout: string } {
  return typeof error === "object" && error !== null && "code" in error && error.code === 19 && "stdout" in error;
}

/** The report nests clauses as deep as the rule's own text; the resources and the rule's words are all that is needed. */
function objectionsOf(report: string, stackName: string): readonly RuleObjection[] {
  const resources = new Set([...report.matchAll(/"path":"\/Resources\/(\w+)/g)].map(([, logicalId = ""]) => logicalId));
  const [, rule = "", demand = "", fix = ""] = /\[(CT\.[A-Z0-9.]+)\]: (.*?)\\n\s*\[FIX\]: (.*?)\\n/s.exec(report) ?? [];
  return [...resources].map((logicalId) => ({
    rule,
    stackName,
    logicalId,
    demand: `${demand}. ${fix}`.replaceAll('\\"', '"'),
  }));
}
