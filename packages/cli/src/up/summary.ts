import type { ActionRow, OperatorApi } from "@agentic-pm/world";
import { describeEffect } from "../terminal/describe-effect.ts";
import { type Screen, seconds } from "../terminal/screen.ts";
import { table } from "../terminal/table.ts";
import type { Report } from "./report.ts";

/** What was done, what stands in the artefacts now, and what waits for the operator. */
export async function printSummary(
  screen: Screen,
  api: OperatorApi,
  { report, database }: { report: Report; database: { resourceArn: string; secretArn: string } },
): Promise<void> {
  const { bold, dim, green, yellow } = screen.paint;
  const artefacts = await api.artefacts(database);
  const raid = artefacts.filter((entry) => entry.artefact === "raid_log");
  if (raid.length > 0) {
    screen.line(bold(`\nRAID log (${raid.length})`));
    screen.line(table(raid.map(({ entry, title }) => [entry["kind"] ?? "", entry["severity"] ?? "", title])));
  }
  const decisions = artefacts.filter((entry) => entry.artefact === "decision_log");
  if (decisions.length > 0) {
    screen.line(bold(`\nDecision log (${decisions.length})`));
    screen.line(table(decisions.map(({ entry, title }) => [entry["decidedOn"] ?? "", title])));
  }
  const waiting = (await api.actions()).filter((row) => row.status === "awaiting_approval" || row.status === "held");
  if (waiting.length > 0) {
    screen.line(bold(`\nWaiting (${waiting.length})`));
    screen.line(table(waiting.map(waitingRow)));
  }
  const { signals, actions, bookings, audit, iam, timingsMs } = report;
  screen.line(bold("\nIn all"));
  screen.line(
    table([
      [
        "signals",
        `${signals.received} received, ${signals.sanitised} sanitised, ${signals.quarantined} quarantined, ${signals.failed === 0 ? "0" : yellow(String(signals.failed))} failed`,
      ],
      [
        "actions",
        `${actions.executed} executed, ${actions.held} held, ${actions.awaitingApproval} await approval, ${actions.refused} refused`,
      ],
      ["bookings", `${bookings.planned} planned, ${bookings.confirmed} confirmed`],
      [
        "audit",
        `${audit.records} records, ${audit.verified ? green("chains verified") : yellow("CHAINS DO NOT VERIFY")}`,
      ],
      ["IAM", `${iam.decisions} decisions, ${iam.denied} denied`],
      [
        "time",
        `${timingsMs.firstAction === 0 ? "nothing new to do" : `first action after ${seconds(timingsMs.firstAction)}`}, all after ${seconds(timingsMs.total)}`,
      ],
    ]),
  );
  if (signals.failed > 0) {
    screen.warn(
      `${signals.failed} signals have failed. They are tried again at the next poll; \`npx agentic-pm signals\` shows why.`,
    );
  }
  if (report.model === "embedded") {
    screen.line(
      dim(
        "Answered by the embedded rules, which are no language model. Others: --model bedrock, --model openai:<url>.",
      ),
    );
  }
}

function waitingRow(row: ActionRow): string[] {
  const what = row.command === undefined ? row.type : describeEffect(row.command.effect);
  return [row.actionId.slice(0, 12), row.status === "held" ? "held" : "needs approval", what];
}
