import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@agentic-pm/errors";
import { IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import { type Connection, connect } from "@agentic-pm/world";
import { iamFacts, type StatementPlace, statementPlaces } from "@agentic-pm/iam-proof";
import { functionNames, ROOT, servicesInDeployOrder } from "@agentic-pm/packaging";
import { closest } from "../terminal/closest.ts";
import type { CommonOptions } from "../verb-options.ts";
import { createScreen, type Screen } from "../terminal/screen.ts";

export interface Question {
  /** "sanitise". */
  readonly name: string;
  readonly action: string;
  /** An ARN, the name of an export, or "*". */
  readonly resource: string;
}

interface Explanation {
  readonly function: string;
  readonly action: string;
  readonly resource: string;
  readonly decision: string;
  readonly reason: string;
  readonly sid: string | null;
  readonly policy: string | null;
  readonly nearest: { sid: string; policy: string; why: string } | null;
  /** Where the deciding or the nearest statement is written. */
  readonly places: readonly StatementPlace[];
}

/** `agentic-pm iam explain`: what the running cloud would decide, and the statement that decides. Exit code 1 on a deny. */
export async function iamExplain(question: Question, options: CommonOptions): Promise<void> {
  const explanation = await explain(question, connect(options.data));
  if (options.json) process.stdout.write(`${JSON.stringify(explanation, null, 2)}\n`);
  else print(createScreen(process.stdout), explanation);
  if (explanation.decision !== "allowed") process.exitCode = 1;
}

async function explain(question: Question, connection: Connection): Promise<Explanation> {
  await expectAction(question.action);
  const resource = resourceOf(question.resource, connection);
  const client = new IAMClient(connection);
  const role = `arn:aws:iam::${connection.account}:role/agentic-pm-${connection.stage}-${question.name}`;
  try {
    const answer = await client.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: role,
        ActionNames: [question.action],
        ResourceArns: [resource],
      }),
    );
    const [result] = answer.EvaluationResults ?? [];
    const details: Record<string, string | undefined> = result?.EvalDecisionDetails ?? {};
    const { sid, reason = "", nearestSid, nearestPolicy = "", nearestWhy = "" } = details;
    return {
      function: question.name,
      action: question.action,
      resource,
      decision: result?.EvalDecision ?? "implicitDeny",
      reason,
      sid: sid ?? null,
      policy: result?.MatchedStatements?.[0]?.SourcePolicyId ?? null,
      nearest: nearestSid === undefined ? null : { sid: nearestSid, policy: nearestPolicy, why: nearestWhy },
      places: placesOf(question.name, sid ?? nearestSid),
    };
  } catch (error) {
    if (!(error instanceof Error) || !error.name.startsWith("NoSuchEntity")) throw error;
    throw unknownFunction(question.name);
  } finally {
    client.destroy();
  }
}

/** @throws AppError ACTION_UNKNOWN for what AWS has no action of; a pattern is no action. */
async function expectAction(action: string): Promise<void> {
  const isOne = /^[\w-]+:\w+$/.test(action);
  if (isOne && (await iamFacts()(action)).length > 0) return;
  const [service = ""] = action.split(":");
  const known = await iamFacts()(`${service}:*`);
  const hint =
    known.length === 0
      ? "Give service:Action as in AWS's service authorization reference, such as secretsmanager:GetSecretValue."
      : `Closest: ${closest(
          action,
          known.map((each) => each.action),
        ).join(", ")}.`;
  throw new AppError("ACTION_UNKNOWN", { cause: `AWS has no action ${action}.`, remedy: hint });
}

function unknownFunction(name: string): AppError {
  const known = [...servicesInDeployOrder().flatMap((service) => functionNames(service)), "operator"];
  return new AppError("FUNCTION_UNKNOWN", {
    cause: `No function is called ${name}, and no role agentic-pm-<stage>-${name} is in the running cloud.`,
    remedy: `Closest: ${closest(name, known).join(", ")}. All: ${known.join(", ")}.`,
  });
}

/** Where the statement is written for this function: in its own service if it is there, otherwise where it is at all. */
function placesOf(name: string, sid: string | undefined): readonly StatementPlace[] {
  const places = statementPlaces(sid);
  const own = servicesInDeployOrder().find((service) => functionNames(service).includes(name));
  const there = places.filter(({ file }) => own !== undefined && file.startsWith(`services/${own.name}/`));
  if (there.length < 2) return there.length === 1 ? there : places;
  const [first] = there;
  const line = first === undefined ? undefined : roleLine(first.file, name);
  const next = line === undefined ? undefined : there.find((place) => place.file === first?.file && place.line > line);
  return next === undefined ? there : [next];
}

/** The line of a file that names the function's role; its statements come after it. */
function roleLine(file: string, name: string): number | undefined {
  const lines = readFileSync(join(ROOT, file), "utf8").split("\n");
  const at = lines.findIndex(
    (text) => /iamRoleStatementsName:/.test(text) && text.trim().replaceAll(/["']/g, "").endsWith(`-${name}`),
  );
  return at < 0 ? undefined : at + 1;
}

/** An export may be named without its prefix: "JiraReadSecretArn". */
function resourceOf(given: string, { exports, stage }: Connection): string {
  if (given === "*" || given.startsWith("arn:")) return given;
  const exported = exports[given] ?? exports[`agentic-pm-${stage}-${given}`];
  if (exported !== undefined) return exported;
  throw new AppError("RESOURCE_UNKNOWN", {
    cause: `${given} is neither an ARN nor the name of an export.`,
    remedy: `Give an ARN or the name of an export. Closest: ${closest(given, shortArnNames(exports, stage)).join(", ")}.`,
  });
}

function shortArnNames(exports: Connection["exports"], stage: string): string[] {
  return Object.keys(exports)
    .filter((name) => name.includes("Arn"))
    .map((name) => name.replace(`agentic-pm-${stage}-`, ""));
}

function print(screen: Screen, explanation: Explanation): void {
  const { bold, green, red, dim } = screen.paint;
  const allowed = explanation.decision === "allowed";
  const verdict = allowed ? green("allowed") : red(explanation.decision === "explicitDeny" ? "denied" : "not allowed");
  screen.line(`${bold(explanation.function)} ${explanation.action} on ${explanation.resource}: ${verdict}`);
  screen.line(explanation.reason);
  if (explanation.nearest !== null) {
    const { sid, policy, why } = explanation.nearest;
    screen.line(`Nearest statement: ${sid} of ${policy}: ${why}`);
  }
  for (const { file, line } of explanation.places) screen.line(dim(`  ${file}:${line}`));
}
