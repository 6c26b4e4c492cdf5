import {
  connect,
  OperatorApi,
  type OperatorRulings,
  type RuledAction,
  type ShownCommand,
  type WorkflowOutcome,
} from "@agentic-pm/world";
import { confirm } from "../terminal/confirm.ts";
import { describeCommand } from "../terminal/describe-command.ts";
import { createScreen, type Screen } from "../terminal/screen.ts";
import type { CommonOptions } from "../verb-options.ts";

export interface RulingOptions extends CommonOptions {
  readonly yes: boolean;
}

/** `agentic-pm actions approve ID`: shows the resolved arguments, asks, and waits for what comes of it. */
export async function approve(id: string, options: RulingOptions): Promise<void> {
  await rule(id, options, {
    question: "Approve exactly this?",
    wanted: "executed",
    make: (rulings, { shown }) => rulings.approve(shown),
  });
}

/** `agentic-pm actions reject ID`: declines what waits for approval, or stops what is held. */
export async function reject(id: string, options: RulingOptions & { readonly reason?: string }): Promise<void> {
  await rule(id, options, {
    question: "Decline this?",
    wanted: "rejected",
    make: async (rulings, { row }) => {
      await rulings.reject(row.actionId, options.reason ?? null);
      return { status: "rejected", code: null };
    },
  });
}

/** `agentic-pm actions undo ID`: takes back what an action did, if it can be and there is still time. */
export async function undo(id: string, options: RulingOptions): Promise<void> {
  await rule(id, options, {
    question: "Take this back?",
    wanted: "undone",
    make: (rulings, { row }) => rulings.undo(row.actionId),
  });
}

interface Ruling {
  readonly question: string;
  /** The status that means it worked. */
  readonly wanted: string;
  readonly make: (rulings: OperatorRulings, on: { row: RuledAction; shown: ShownCommand }) => Promise<WorkflowOutcome>;
}

async function rule(id: string, options: RulingOptions, { question, wanted, make }: Ruling): Promise<void> {
  const screen = createScreen(options.json ? process.stderr : process.stdout);
  const api = new OperatorApi(connect(options.data));
  try {
    const rulings = await api.rulings();
    const row = await rulings.find(id);
    const shown = rulings.show(row);
    for (const line of describeCommand(row, shown, screen.paint)) screen.line(line);
    if (!options.yes && !(await confirm(question))) {
      report({ actionId: row.actionId, status: row.status, code: null }, { options, screen, wanted: row.status });
      return;
    }
    const outcome = await make(rulings, { row, shown });
    report({ actionId: row.actionId, ...outcome }, { options, screen, wanted });
  } finally {
    api.close();
  }
}

interface Reporting {
  readonly options: RulingOptions;
  readonly screen: Screen;
  readonly wanted: string;
}

function report(ruled: WorkflowOutcome & { actionId: string }, { options, screen, wanted }: Reporting): void {
  if (options.json) process.stdout.write(`${JSON.stringify(ruled, null, 2)}\n`);
  const words = `${ruled.status.replaceAll("_", " ")}${ruled.code === null ? "" : `: ${ruled.code}`}`;
  if (ruled.status === wanted) return screen.done(words);
  screen.warn(words);
  process.exitCode = 1;
}
