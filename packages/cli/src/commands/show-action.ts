import { connect, OperatorApi } from "@agentic-pm/world";
import { describeCommand } from "../terminal/describe-command.ts";
import { trailLines } from "../terminal/describe-trail.ts";
import { createScreen } from "../terminal/screen.ts";
import { statusWords } from "../terminal/action-status.ts";
import type { CommonOptions } from "../verb-options.ts";

/** `agentic-pm actions show ID`: its resolved arguments, and the trail from its signal on. */
export async function showAction(id: string, options: CommonOptions): Promise<void> {
  const api = new OperatorApi(connect(options.data));
  try {
    const rulings = await api.rulings();
    const row = await rulings.find(id);
    const trail = [...(await api.trailOf(row.signalId)), ...(await api.trailOf(row.actionId))];
    if (options.json) {
      process.stdout.write(`${JSON.stringify({ action: row, trail }, null, 2)}\n`);
      return;
    }
    const screen = createScreen(process.stdout);
    const { paint } = screen;
    const head =
      row.command === undefined
        ? [paint.bold(`${row.actionId}  ${row.type}  ${row.tier}  ${statusWords(row)}`), `  ${row.reason}`]
        : describeCommand(row, rulings.show(row), paint);
    for (const line of [...head, "", paint.bold("Trail"), ...trailLines(trail, paint)]) screen.line(line);
  } finally {
    api.close();
  }
}
