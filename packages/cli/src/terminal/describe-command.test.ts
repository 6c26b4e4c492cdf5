import { ActionId, canonicalJson, commandHashOf, label, type ResolvedCommand, SignalId } from "@agentic-pm/contracts";
import { describe, expect, test } from "@jest/globals";
import type { RuledAction } from "@agentic-pm/world";
import pc from "picocolors";
import { statusWords } from "./action-status.ts";
import { describeCommand } from "./describe-command.ts";

const command: ResolvedCommand = {
  schemaVersion: 1,
  actionId: ActionId.parse(`act_${"7".repeat(32)}`),
  signalId: SignalId.parse(`sig_${"0".repeat(32)}`),
  tier: "T2",
  effect: {
    type: "mail.send",
    to: label([{ address: "gus@partner.example", displayName: "Gus\u202e", internal: false }], "registry"),
    subject: label("Late", "model"),
    text: {
      value: "First line.\n\u001b[2JSecond line.",
      provenance: ["mail_body", "model"],
      readers: ["project:ATLAS"],
    },
  },
  policyVersion: "policy-1",
  expiresAt: "2999-01-16T09:00:00.000Z",
};
const commandHash = commandHashOf(command);
const row: RuledAction = {
  actionId: command.actionId,
  signalId: command.signalId,
  type: "mail.send",
  tier: "T2",
  status: "awaiting_approval",
  reason: "EXTERNAL_RECIPIENT",
  createdAt: "2026-01-15T09:00:00.000Z",
  expiresAt: command.expiresAt,
  command: canonicalJson(command),
  commandHash,
  audit: { seq: 0, hash: "a".repeat(64) },
};

describe("what a person is shown before they rule", () => {
  const lines = describeCommand(row, { command, commandHash }, pc.createColors(false));
  const shown = lines.join("\n");

  test("every argument in full, with origin, readers and taint, and the hash that the approval is bound to", () => {
    for (const words of [
      "gus@partner.example",
      "OUTSIDE THE COMPANY",
      "from registry",
      "First line.",
      "Second line.",
      "TAINTED from mail_body, model; may be read by project:ATLAS",
      "EXTERNAL_RECIPIENT",
      command.expiresAt,
      commandHash,
    ]) {
      expect(shown).toContain(words);
    }
    expect(lines.filter((line) => line.includes("TAINTED"))).toHaveLength(2);
  });

  test("a stranger's text cannot move the cursor or turn the line round", () => {
    expect(lines.every((line) => !line.includes("\u001b") && !line.includes("\u202e"))).toBe(true);
  });
});

describe("states in words", () => {
  test("what nobody answered is never called declined", () => {
    expect(statusWords({ status: "awaiting_approval", expiresAt: "2020-01-01T00:00:00.000Z" })).toBe(
      "not answered in time",
    );
    expect(statusWords({ status: "expired" })).toBe("not answered in time");
    expect(statusWords({ status: "rejected", expiresAt: "2020-01-01T00:00:00.000Z" })).toBe("declined");
    expect(statusWords(row)).toBe("needs approval");
  });
});
