import { DescribeStacksCommand, ListExportsCommand } from "@aws-sdk/client-cloudformation";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { ListStateMachinesCommand } from "@aws-sdk/client-sfn";
import { type Diagnosis, failing, ok } from "../diagnosis.ts";
import type { Account } from "./account.ts";
import { asked, isNamed } from "./asked.ts";
import type { Named, Needs } from "./needs.ts";

export interface StackCheck {
  readonly diagnoses: readonly Diagnosis[];
  /** The stacks that are deployed, whole. */
  readonly deployed: ReadonlySet<string>;
}

/** States that CloudFormation does not update out of. */
const STUCK = /^(ROLLBACK_COMPLETE|ROLLBACK_FAILED|CREATE_FAILED|DELETE_FAILED|UPDATE_ROLLBACK_FAILED|.*_IN_PROGRESS)$/;

/** How each of our stacks stands: absent, deployed, or in a state that no deploy can begin from. */
export async function checkStacks(account: Account, { stacks }: Needs): Promise<StackCheck> {
  const deployed = new Set<string>();
  const found = await Promise.all(
    stacks.map((stack) =>
      asked(`stack ${stack}`, "cloudformation:DescribeStacks", async () => {
        const status = await statusOf(account, stack);
        if (status === undefined) return [ok(`stack ${stack}`, "not deployed yet")];
        if (!STUCK.test(status)) deployed.add(stack);
        return [judged(stack, status)];
      }),
    ),
  );
  return { diagnoses: found.flat(), deployed };
}

function judged(stack: string, status: string): Diagnosis {
  const check = `stack ${stack}`;
  if (!STUCK.test(status)) return ok(check, status);
  if (status.endsWith("_IN_PROGRESS")) return failing(check, status, "Wait until it has come to an end.");
  if (status === "UPDATE_ROLLBACK_FAILED") {
    const remedy = `\`aws cloudformation continue-update-rollback --stack-name ${stack}\``;
    return failing(check, status, `Mend what its events name, then ${remedy}.`);
  }
  const remedy = `Nothing of it works, and it can only be removed: \`aws cloudformation delete-stack --stack-name ${stack}\`.`;
  return failing(check, status, remedy);
}

async function statusOf({ cloudFormation }: Account, StackName: string): Promise<string | undefined> {
  try {
    const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    return stack?.StackStatus;
  } catch (error) {
    if (isNamed(error, "ValidationError") && /does not exist/.test((error as Error).message)) return undefined;
    throw error;
  }
}

/** What the platform exports, of whichever stage. */
const OF_A_STAGE = /^agentic-pm-([a-z0-9-]+)-SignalsTableName$/;

/** Whether the account is this stage's own: secrets are named without a stage, so that one would take another's over. */
export async function checkStage(account: Account, { stage }: Needs): Promise<readonly Diagnosis[]> {
  return asked("one stage", "cloudformation:ListExports", async () => {
    const names = await everyPage((at) => exportNames(account, at));
    const others = names.flatMap((name) => OF_A_STAGE.exec(name)?.[1] ?? []).filter((each) => each !== stage);
    if (others.length === 0) return [ok("one stage", `no stage but ${stage} is here`)];
    const remedy = `Deploy ${stage} to an account of its own, or remove ${others.join(", ")} first.`;
    return [failing("one stage", `the account holds the stage ${others.join(", ")}`, remedy)];
  });
}

/** What an earlier deploy left behind, by design or by accident: its name is taken, and the stack could not make it. */
export async function checkLeftovers(
  account: Account,
  { tables, stateMachines }: Needs,
  deployed: ReadonlySet<string>,
): Promise<readonly Diagnosis[]> {
  const inTheWay = (kind: string, ours: readonly Named[], there: readonly string[]): Diagnosis => {
    const left = ours.filter(({ name, stack }) => !deployed.has(stack) && there.includes(name)).map(({ name }) => name);
    if (left.length === 0) return ok(`names of ${kind}`, "free");
    const remedy = "Import them into the stack, or save what is in them and delete them.";
    return failing(`names of ${kind}`, `left behind and in the way: ${left.join(", ")}`, remedy);
  };
  const found = await Promise.all([
    asked("names of tables", "dynamodb:ListTables", async () => [
      inTheWay("tables", tables, await everyPage((at) => tableNames(account, at))),
    ]),
    asked("names of state machines", "states:ListStateMachines", async () => [
      inTheWay("state machines", stateMachines, await everyPage((at) => machineNames(account, at))),
    ]),
  ]);
  return found.flat();
}

interface Page {
  readonly names: readonly string[];
  readonly next: string | undefined;
}

async function exportNames({ cloudFormation }: Account, at: string | undefined): Promise<Page> {
  const answer = await cloudFormation.send(new ListExportsCommand(at === undefined ? {} : { NextToken: at }));
  return { names: (answer.Exports ?? []).map(({ Name = "" }) => Name), next: answer.NextToken };
}

async function tableNames({ dynamoDb }: Account, at: string | undefined): Promise<Page> {
  const answer = await dynamoDb.send(new ListTablesCommand(at === undefined ? {} : { ExclusiveStartTableName: at }));
  return { names: answer.TableNames ?? [], next: answer.LastEvaluatedTableName };
}

async function machineNames({ states }: Account, at: string | undefined): Promise<Page> {
  const answer = await states.send(new ListStateMachinesCommand(at === undefined ? {} : { nextToken: at }));
  return { names: (answer.stateMachines ?? []).map(({ name = "" }) => name), next: answer.nextToken };
}

async function everyPage(page: (at: string | undefined) => Promise<Page>): Promise<readonly string[]> {
  const names: string[] = [];
  let at: string | undefined;
  do {
    const answer = await page(at);
    names.push(...answer.names);
    at = answer.next;
  } while (at !== undefined);
  return names;
}
