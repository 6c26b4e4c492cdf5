import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyChains } from "@agentic-pm/audit-trail";
import type { PackagedService } from "@agentic-pm/local-cloud";
import { packageServices, ROOT } from "@agentic-pm/packaging";
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  type Connection,
  connect,
  OperatorApi,
  type OperatorRulings,
  runMainJob,
  startWorld,
  type World,
} from "../src/index.ts";
import { scriptedModel } from "./scripted-model.ts";

const SLOW = 240_000;
const DAY_MS = 24 * 3_600_000;
const MAILS = ["once", "race", "tampered", "replayed", "late", "declined", "stopped"] as const;

let folder: string;
let world: World;
let api: OperatorApi;
let connection: Connection;
let ada: OperatorRulings;
const tickets = new Map<string, string>();

/** Level `assist`: whatever is external or changes a state waits for a person. */
function assisting(services: readonly PackagedService[]): PackagedService[] {
  return services.map(({ name, artefactsDir }) => {
    const copy = join(folder, "packaged", name);
    cpSync(artefactsDir, copy, { recursive: true });
    const template = join(copy, "cloudformation-template-update-stack.json");
    const text = readFileSync(template, "utf8")
      .replaceAll(/"AUTONOMY_LEVEL":\s*"act"/g, '"AUTONOMY_LEVEL":"assist"')
      .replaceAll(/"ACTIONS_PER_TICKET_PER_DAY":\s*"\d+"/g, '"ACTIONS_PER_TICKET_PER_DAY":"100"');
    writeFileSync(template, text);
    return { name, artefactsDir: copy };
  });
}

/** The operator's API under a session of the operator's role. */
function operator(sessionName: string): OperatorApi {
  const credentials = world.cloud.sessionOf("agentic-pm-dev-operator", sessionName);
  return new OperatorApi({ ...connection, credentials });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "agentic-pm-approvals-"));
  world = await startWorld({
    dataDir: folder,
    cacheDir: join(ROOT, ".cache"),
    services: assisting(await packageServices({})),
    model: scriptedModel(),
    seed: "empty",
  });
  connection = connect(folder);
  api = operator("ada");
  ada = await api.rulings();
  for (const name of ["comment-note", "block-there", "block-moved", "block-later", "decide-scope"]) {
    const issue = { summary: `play-${name}`, status: "In Progress", assignee: "luca", reporter: "amara" };
    tickets.set(name, (await world.sandbox.deliver.jiraIssue(issue)).key);
  }
  const from = { name: "Eleanor Marsh", address: "eleanor.marsh@calderfinch.example" };
  for (const name of MAILS) {
    await world.sandbox.deliver.mail({ from, subject: `play-mail-${name}`, text: "Please answer." });
  }
  await runMainJob(api, AbortSignal.timeout(SLOW));
}, SLOW);

afterAll(async () => {
  api?.close();
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function actionOf(play: string): Promise<string> {
  const [kind, name = ""] = play.split("-");
  const found = (await api.actions()).find(({ command }) => {
    const effect = command?.effect;
    if (effect?.type === "mail.send") return kind === "mail" && effect.subject.value === name;
    if (effect?.type === "artefact.update") return kind === "decide";
    return effect !== undefined && "issueKey" in effect && effect.issueKey.value === tickets.get(play);
  });
  if (found === undefined) throw new Error(`The script made no action of ${play}.`);
  return found.actionId;
}

const statusOf = async (actionId: string) => (await api.action(actionId))?.status;
const shownOf = async (actionId: string) => ada.show(await ada.find(actionId));
const mailsAbout = async (subject: string) =>
  (await world.sandbox.effects()).filter(({ kind, detail }) => kind === "sendMail" && detail["subject"] === subject);
const ticketStatus = (play: string) =>
  world.sandbox.state().issues.find(({ key }) => key === tickets.get(play))?.status;

/** Writes to an action's row as whoever has taken over `execute` could. */
async function tamper(actionId: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
  const { endpoint, region } = connection;
  const client = new DynamoDBClient({ endpoint, region, credentials: world.cloud.sessionOf("agentic-pm-dev-execute") });
  const names = Object.keys(changes);
  const update = new UpdateItemCommand({
    TableName: "agentic-pm-actions-dev",
    Key: marshall({ actionId }),
    UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}`,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: marshall(Object.fromEntries(names.map((name) => [`:${name}`, changes[name]]))),
  });
  await client.send(update).finally(() => client.destroy());
}

/** Starts the action's workflow as the operator's role may, past the command line. */
async function startAction(actionId: string): Promise<unknown> {
  const { endpoint, region, credentials } = connection;
  const client = new SFNClient({ endpoint, region, credentials });
  const { handover } = await ada.find(actionId);
  const stateMachineArn = connection.exports["agentic-pm-dev-ActionStateMachineArn"];
  try {
    const { executionArn } = await client.send(
      new StartExecutionCommand({ stateMachineArn, name: actionId, input: JSON.stringify(handover) }),
    );
    for (;;) {
      const { status, output, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
      if (status !== "RUNNING") return JSON.parse(output ?? JSON.stringify({ status, error, cause }));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    client.destroy();
  }
}

describe("approving", () => {
  test(
    "lets exactly what was shown through, once",
    async () => {
      const actionId = await actionOf("mail-once");
      const { command, commandHash } = await shownOf(actionId);
      expect(await mailsAbout("once")).toEqual([]);
      expect(await ada.approve({ command, commandHash })).toEqual({ status: "executed", code: null });
      await expect(ada.approve({ command, commandHash })).rejects.toMatchObject({ code: "ALREADY_CONSUMED" });
      const [mail, ...more] = await mailsAbout("once");
      expect(more).toEqual([]);
      if (command.effect.type !== "mail.send") throw new Error("The script sends a mail here.");
      expect(mail?.detail).toMatchObject({
        recipients: command.effect.to.value.map(({ address }) => address),
        subject: command.effect.subject.value,
        text: command.effect.text.value,
      });
      const records = (await api.auditRecords()).filter(({ subjectId }) => subjectId === actionId);
      const events = records.toSorted((left, right) => left.seq - right.seq).map(({ event }) => event);
      expect(events).toEqual(["action.decided", "action.approved", "action.intent", "action.outcome"]);
      expect(records.find(({ event }) => event === "action.approved")?.actor).toBe(
        "operator:agentic-pm-dev-operator/ada",
      );
    },
    SLOW,
  );

  test(
    "by two people at once sends once",
    async () => {
      const shown = await shownOf(await actionOf("mail-race"));
      const bob = await operator("bob").rulings();
      const both = await Promise.allSettled([ada.approve(shown), bob.approve(shown)]);
      expect(both.filter(({ status }) => status === "fulfilled").length).toBeGreaterThanOrEqual(1);
      expect(await mailsAbout("race")).toHaveLength(1);
    },
    SLOW,
  );

  test(
    "a command altered after its approval is refused and audited",
    async () => {
      const actionId = await actionOf("mail-tampered");
      const { command, commandHash } = await shownOf(actionId);
      const { command: stored = "" } = await ada.find(actionId);
      await tamper(actionId, {
        status: "approved",
        approval: {
          approvedBy: "ada",
          approvedAt: new Date().toISOString(),
          commandHash,
          policyVersion: command.policyVersion,
        },
        command: stored.replaceAll("eleanor.marsh@calderfinch.example", "eve@evil.example"),
      });
      expect(await startAction(actionId)).toMatchObject({ status: "refused", code: "COMMAND_ALTERED" });
      expect(await mailsAbout("tampered")).toEqual([]);
      expect(await api.auditRecords()).toContainEqual(
        expect.objectContaining({ subjectId: actionId, event: "action.refused" }),
      );
    },
    SLOW,
  );

  test(
    "another action's approval is none",
    async () => {
      const actionId = await actionOf("mail-replayed");
      const donor = await shownOf(await actionOf("mail-once"));
      const approvedAt = new Date().toISOString();
      const { commandHash, command } = donor;
      await tamper(actionId, {
        status: "approved",
        approval: { approvedBy: "ada", approvedAt, commandHash, policyVersion: command.policyVersion },
      });
      expect(await startAction(actionId)).toMatchObject({ status: "refused", code: "APPROVAL_NOT_BOUND" });
      expect(await mailsAbout("replayed")).toEqual([]);
    },
    SLOW,
  );

  test(
    "too late is expired, and is not called declined",
    async () => {
      const actionId = await actionOf("mail-late");
      const shown = await shownOf(actionId);
      const tomorrow = await api.rulings({ now: () => new Date(Date.now() + DAY_MS) });
      await expect(tomorrow.approve(shown)).rejects.toMatchObject({ code: "APPROVAL_EXPIRED" });
      expect(await statusOf(actionId)).toBe("expired");
      await expect(ada.approve(shown)).rejects.toMatchObject({ code: "APPROVAL_EXPIRED" });
      expect(await mailsAbout("late")).toEqual([]);
    },
    SLOW,
  );

  test(
    "a ticket that moved between decision and execution voids the approval",
    async () => {
      const actionId = await actionOf("block-moved");
      const shown = await shownOf(actionId);
      await world.sandbox.deliver.jiraStatus({ issueKey: tickets.get("block-moved") ?? "", status: "In Review" });
      expect(await ada.approve(shown)).toEqual({ status: "voided", code: "TICKET_MOVED" });
      expect([await statusOf(actionId), ticketStatus("block-moved")]).toEqual(["voided", "In Review"]);
    },
    SLOW,
  );

  test("the operator's role can touch neither the command nor its hash", async () => {
    const { endpoint, region, credentials } = connection;
    const client = new DynamoDBClient({ endpoint, region, credentials });
    const write = (name: string) =>
      client.send(
        new UpdateItemCommand({
          TableName: "agentic-pm-actions-dev",
          Key: marshall({ actionId: `act_${"0".repeat(32)}` }),
          UpdateExpression: `SET ${name} = :value`,
          ExpressionAttributeValues: marshall({ ":value": "x" }),
        }),
      );
    for (const name of ["command", "commandHash", "outcome", "handover"]) {
      await expect(write(name)).rejects.toMatchObject({ name: "AccessDeniedException" });
    }
    client.destroy();
  });
});

describe("rejecting", () => {
  test(
    "sends nothing, and stands",
    async () => {
      const actionId = await actionOf("mail-declined");
      const shown = await shownOf(actionId);
      await ada.reject(actionId, "not now");
      await expect(ada.approve(shown)).rejects.toMatchObject({ code: "APPROVAL_CONFLICT" });
      expect(await startAction(actionId)).toMatchObject({ status: "refused", code: "ACTION_REJECTED" });
      expect([await statusOf(actionId), await mailsAbout("declined")]).toEqual(["rejected", []]);
    },
    SLOW,
  );

  test(
    "during a hold stops what is held",
    async () => {
      const actionId = await actionOf("mail-stopped");
      await tamper(actionId, { status: "held", holdUntil: new Date(Date.now() - 1).toISOString() });
      await ada.reject(actionId);
      expect(await startAction(actionId)).toMatchObject({ status: "refused", code: "ACTION_REJECTED" });
      expect(await mailsAbout("stopped")).toEqual([]);
    },
    SLOW,
  );
});

describe("undoing", () => {
  test(
    "a comment: exactly ours is deleted, once",
    async () => {
      const actionId = await actionOf("comment-note");
      const issueKey = tickets.get("comment-note") ?? "";
      await world.sandbox.deliver.jiraComment({ issueKey, text: "Somebody else's words." });
      const texts = () => world.sandbox.state().comments.filter((comment) => comment.issueKey === issueKey).length;
      expect(texts()).toBe(2);
      expect(await ada.undo(actionId)).toEqual({ status: "undone", code: null });
      expect([texts(), await statusOf(actionId)]).toEqual([1, "undone"]);
      await expect(ada.undo(actionId)).rejects.toMatchObject({ code: "ALREADY_UNDONE" });
      const deletions = (await world.sandbox.effects()).filter(({ kind }) => kind === "comment.deleted");
      expect(deletions.map(({ target }) => target)).toEqual([issueKey]);
    },
    SLOW,
  );

  test(
    "a transition: the ticket goes back, unless it has moved on",
    async () => {
      const actionId = await actionOf("block-there");
      expect(await ada.approve(await shownOf(actionId))).toMatchObject({ status: "executed" });
      expect(ticketStatus("block-there")).toBe("Blocked");
      expect(await ada.undo(actionId)).toEqual({ status: "undone", code: null });
      expect(ticketStatus("block-there")).toBe("In Progress");

      const later = await actionOf("block-later");
      expect(await ada.approve(await shownOf(later))).toMatchObject({ status: "executed" });
      await world.sandbox.deliver.jiraStatus({ issueKey: tickets.get("block-later") ?? "", status: "Done" });
      expect(await ada.undo(later)).toEqual({ status: "voided", code: "TICKET_MOVED" });
      expect([await statusOf(later), ticketStatus("block-later")]).toEqual(["executed", "Done"]);
    },
    SLOW,
  );

  test(
    "an artefact's entry is withdrawn",
    async () => {
      const cluster = {
        resourceArn: world.cloud.output("DatabaseClusterArn") ?? "",
        secretArn: world.cloud.output("DatabaseSecretArnOperator") ?? "",
      };
      const titles = async () => (await api.artefacts(cluster)).map(({ title }) => title);
      expect(await titles()).toContain("Decision scope");
      expect(await ada.undo(await actionOf("decide-scope"))).toEqual({ status: "undone", code: null });
      expect(await titles()).not.toContain("Decision scope");
    },
    SLOW,
  );

  test("a mail is not called back", async () => {
    await expect(ada.undo(await actionOf("mail-once"))).rejects.toMatchObject({ code: "UNDO_IMPOSSIBLE" });
  });
});

test("after all of this every chain verifies", async () => {
  const records = await api.auditRecords();
  expect(verifyChains(records)).toMatchObject({ verified: true, records: records.length });
});
