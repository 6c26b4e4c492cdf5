// `node scripts/bootstrap.mjs deploy STAGE [--since COMMIT]`: packages and deploys what changed since the commit; without
// one, in a workflow, since the last deploy that succeeded; else everything.
import { execFile } from "node:child_process";
import { parseArgs, promisify } from "node:util";
import { AppError, toErrorReport } from "@agentic-pm/errors";
import { packageServices, ROOT } from "@agentic-pm/packaging";
import { CloudFormationClient, GetTemplateCommand } from "@aws-sdk/client-cloudformation";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { sendCanaries, signalPorts } from "../canary/canaries.ts";
import { readCanaryTarget } from "../canary/canary-target.ts";
import { deployables, servicesToDeploy } from "./deploy-plan.ts";
import { deployStage } from "./deploy-stage.ts";
import { frameworkTools } from "./framework-tools.ts";
import { gitHubReader, lastDeployed } from "./last-deployed.ts";

const STAGES = ["dev", "staging", "production"];
const execute = promisify(execFile);

async function run(command: readonly string[], folder: string): Promise<string> {
  const [file = "", ...words] = command;
  const { stdout } = await execute(file, words, { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

async function changedSince(commit: string): Promise<readonly string[]> {
  return (await run(["git", "diff", "--name-only", `${commit}...HEAD`], ROOT)).split("\n").filter(Boolean);
}

async function lastSuccess(stage: string): Promise<string | undefined> {
  const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN } = process.env;
  if (GITHUB_API_URL === undefined || GITHUB_REPOSITORY === undefined || GITHUB_TOKEN === undefined) return undefined;
  return lastDeployed(stage, gitHubReader(GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN));
}

async function templateOf(StackName: string): Promise<string | undefined> {
  try {
    return (await new CloudFormationClient({}).send(new GetTemplateCommand({ StackName }))).TemplateBody;
  } catch (error) {
    if (error instanceof Error && error.name === "ValidationError" && error.message.includes("does not exist")) {
      return undefined;
    }
    throw error;
  }
}

async function canaries(stage: string): Promise<void> {
  const target = await readCanaryTarget(stage, new SecretsManagerClient({}));
  const ports = signalPorts(stage, new DynamoDBClient({}), new LambdaClient({}));
  await sendCanaries(target, ports, (line) => process.stdout.write(`${line}\n`));
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { since: { type: "string" } } });
  const stage = positionals[0] ?? "";
  if (!STAGES.includes(stage)) {
    throw new AppError("STAGE_UNKNOWN", {
      cause: `No stage is called "${stage}".`,
      remedy: `One of ${STAGES.join(", ")}.`,
    });
  }
  const services = deployables();
  const since = values.since ?? (await lastSuccess(stage));
  const due =
    since === undefined ? services.map(({ name }) => name) : servicesToDeploy(services, await changedSince(since));
  process.stdout.write(due.length === 0 ? "Nothing to deploy.\n" : `To ${stage}: ${due.join(", ")}\n`);
  if (due.length === 0) return;
  await packageServices({ stage, only: due });
  await deployStage(due, frameworkTools(stage, run, { templateOf, canaries: () => canaries(stage) }));
}

main().catch((error: unknown) => {
  const report = toErrorReport(error);
  process.stderr.write(`${report.code}: ${report.cause}\n→ ${report.remedy}\n`);
  process.exitCode = 1;
});
