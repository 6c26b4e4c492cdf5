import { RecommendedAction } from "@agentic-pm/contracts";
import { RdsDataSql } from "@agentic-pm/database";
import { casesFrom } from "@agentic-pm/testing/attack-cases";
import type { RDSDataClient } from "@aws-sdk/client-rds-data";
import { describe, expect, test } from "@jest/globals";
import { PostgresArtefactEffect } from "../src/adapters/postgres/artefact-effect.postgres.ts";
import { commandOf, isRefusal, permission, possession } from "../src/domain/admission.ts";
import { Directory } from "../src/domain/directory.ts";
import { rulingOn } from "../src/domain/policy/policy-engine.ts";
import { policyVersionOf } from "../src/domain/policy/policy-version.ts";
import { resolveAction } from "../src/domain/policy/resolve-action.ts";
import { TIER_OF } from "../src/domain/policy/tiers.ts";
import type { StoredAction } from "../src/domain/stored-action.ts";
import { decidedRow } from "./fakes/decided-row.ts";
import { ACT, atlasSignal, labelsRead } from "./fakes/execution-world.ts";

/** What `decide` says to a recommended action: where it stopped, or the ticket that its words stay on. */
function fateOf(recommended: unknown): string {
  const action = RecommendedAction.safeParse(recommended);
  if (!action.success) return "schema";
  const signal = atlasSignal();
  const effect = resolveAction(action.data, signal, labelsRead(signal));
  if (!effect.ok) return "registry";
  const tier = TIER_OF[action.data.type];
  const ruling = rulingOn({ effect: effect.value, tier, signal, settings: ACT });
  if (ruling.disposition !== "execute") return `rule:${ruling.rules[0] ?? ""}`;
  return "issueKey" in effect.value ? `words on ${effect.value.issueKey.value}` : "words";
}

const FATES = { words: "words on ATLAS-1", not_plain: "rule:TEXT_NOT_PLAIN", no_action: "schema" } as const;

describe("a stranger's words that a model repeats as a comment", () => {
  test.each(casesFrom("stranger"))("$line ($id): $repeated", ({ signals, repeated }) => {
    const fates = signals().map((texts) =>
      fateOf({ type: "jira.comment", ticket: "T1", text: texts.map(({ text }) => text).join("\n") }),
    );
    expect(fates).toEqual(fates.map(() => FATES[repeated]));
  });
});

describe("a model's answer", () => {
  const recommended = casesFrom("model").filter(({ stage }) => stage === "recommend");
  test.each(recommended)("$line ($id) is stopped by $stoppedBy", ({ output, stoppedBy }) => {
    expect(fateOf(output)).toBe(stoppedBy);
  });
});

describe("a sender who looks like somebody", () => {
  const ada = { id: "ada", displayName: "Ada", address: "ada@northwind.example", guest: false };
  const guest = { id: "eve", displayName: "Ada", address: "ada@evil.example", guest: true };
  const directory = new Directory([ada, guest], "northwind.example");

  test.each(casesFrom("sender"))("$line ($id) is not taken for them", ({ name, address }) => {
    const found = directory.byAddress(address);
    expect(found?.entityId).not.toBe("person#ada");
    expect(found?.internal ?? false).toBe(false);
    const inJira = directory.ofJira({ accountId: "5b10", displayName: name, emailAddress: address }, []);
    expect(inJira.internal).toBe(false);
    expect(inJira.address).not.toBe(ada.address);
  });

  test("who has the address is", () => {
    expect(directory.byAddress(" Ada@Northwind.example ")).toMatchObject({ entityId: "person#ada", internal: true });
  });
});

describe("between approval and effect", () => {
  const NOW = new Date("2026-01-15T09:00:00.000Z");
  const external: RecommendedAction = { type: "mail.send", to: ["P2"], subject: "Late", text: "The vendor is late." };
  const { row, command } = decidedRow(external);
  const event = { commandHash: row.commandHash };
  const approval = {
    approvedBy: "operator",
    approvedAt: NOW.toISOString(),
    commandHash: row.commandHash,
    policyVersion: command.policyVersion,
  };
  const approved: StoredAction = { ...row, status: "approved", approval };

  /** What `execute` says before it makes an effect: the code that refuses, or "executed". */
  function answer(action: StoredAction): string {
    const found = commandOf(action, event);
    if (isRefusal(found)) return found.code;
    const executionName = action.status === "approved" ? action.actionId : action.signalId;
    const held = possession(action, executionName, NOW);
    if (held !== null) return held.code;
    const signal = atlasSignal();
    const ruling = rulingOn({ effect: found.effect, tier: found.tier, signal, settings: ACT });
    const refusal = permission(action, found, { now: NOW, policyVersion: policyVersionOf(ACT), ruling });
    return refusal?.code ?? "executed";
  }

  test("what was approved is executed", () => {
    expect(answer(approved)).toBe("executed");
  });

  test.each(casesFrom("tampering"))("$line ($id) is refused: $stoppedBy", ({ change, stoppedBy }) => {
    expect(answer(tamperedWith(change))).toBe(stoppedBy);
  });

  function tamperedWith(change: ReturnType<typeof casesFrom<"tampering">>[number]["change"]): StoredAction {
    if ("approvalUnderPolicy" in change) {
      return { ...approved, approval: { ...approval, policyVersion: change.approvalUnderPolicy } };
    }
    if ("approvalOfAnotherCommand" in change) {
      return { ...approved, approval: { ...approval, commandHash: decidedRow().row.commandHash } };
    }
    if ("executedTwice" in change) return { ...approved, status: "executed" };
    if ("inCommand" in change) {
      const altered = (row.command ?? "").replace(...change.inCommand);
      expect(altered).not.toBe(row.command);
      return { ...approved, command: altered };
    }
    return { ...row, status: change.status };
  }
});

describe("text that wants to be SQL", () => {
  const injections = casesFrom("stranger").filter(({ line }) => line === "SQL injection");

  test.each(injections)("$id goes to the database as a value", async ({ signals }) => {
    const title = signals()[0]?.[0]?.text ?? "";
    const sent: { sql?: string | undefined; parameters?: unknown }[] = [];
    // The one method of the client that the adapter calls.
    const client = {
      send: async ({ input }: { input: (typeof sent)[number] }) => {
        sent.push(input);
        return {};
      },
    };
    const database = new RdsDataSql(client as unknown as RDSDataClient, {
      resourceArn: "c",
      secretArn: "s",
      database: "d",
    });
    const { command } = decidedRow({ type: "artefact.update", change: { artefact: "decision_log", title } });
    if (command.effect.type !== "artefact.update") throw new Error("Not what was decided.");
    await new PostgresArtefactEffect(database).perform({ command, effect: command.effect });
    expect(sent).toHaveLength(1);
    expect(sent[0]?.sql).not.toContain(title);
    expect(sent[0]?.parameters).toContainEqual({ name: "title", value: { stringValue: title } });
  });
});
