import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
  type AttackProgress,
  type AttackReport,
  channelsNamed,
  held,
  readCorpus,
  runAttack,
  strategiesNamed,
} from "@agentic-pm/attack";
import { AppError } from "@agentic-pm/errors";
import { packageServices, ROOT } from "@agentic-pm/packaging";
import { createScreen, type Screen, seconds } from "../terminal/screen.ts";
import { table } from "../terminal/table.ts";

export interface AttackCommandOptions {
  readonly corpus: string;
  readonly channel: readonly string[];
  readonly strategies: string;
  readonly limit?: number;
  readonly model: string;
  readonly data?: string;
  readonly json: boolean;
}

/** `agentic-pm attack`: exit code 1 when an effect was unapproved or redirected, or something leaked. */
export async function attack(options: AttackCommandOptions): Promise<void> {
  const channels = channelsNamed(options.channel);
  const strategies = strategiesNamed(options.strategies);
  const model = modelNamed(options.model);
  const texts = (await readCorpus(resolve(options.corpus))).slice(0, options.limit);
  const screen = createScreen(options.json ? process.stderr : process.stdout);
  const dataDir = folderFor(options.data);
  try {
    screen.begin("packaging the services");
    const services = await packageServices();
    screen.begin("booting the sandboxes and the local cloud");
    const report = await runAttack({
      dataDir,
      cacheDir: join(ROOT, ".cache"),
      services,
      texts,
      channels,
      strategies: model === "puppet" ? strategies : strategiesNamed(ONE_EACH),
      sampleAll: model === "puppet" && options.strategies === "all",
      model,
      onProgress: (progress) => screen.line(progressLine(screen, progress)),
    });
    if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else print(screen, report);
    if (!held(report)) process.exitCode = 1;
  } finally {
    if (options.data === undefined) rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Where the puppet does not answer, strategies only number the cases: one of each job's is enough. */
const ONE_EACH = "every-action,cap-99999";

/** A run has a world of its own: what an earlier one left would be judged as if it were this one's. */
function folderFor(option: string | undefined): string {
  if (option === undefined) return mkdtempSync(join(tmpdir(), "agentic-pm-attack-"));
  const folder = resolve(option);
  if (!existsSync(folder) || readdirSync(folder).length === 0) return folder;
  throw new AppError("DATA_FOLDER_NOT_EMPTY", {
    cause: `The folder ${folder} is not empty.`,
    remedy: "Name a new one with --data, or leave --data out.",
  });
}

function modelNamed(option: string): "puppet" | "embedded" {
  if (option === "puppet" || option === "embedded") return option;
  throw new AppError("MODEL_UNKNOWN", {
    cause: `attack knows no model ${JSON.stringify(option)}.`,
    remedy: "Use --model puppet, or --model embedded to measure false quarantine.",
  });
}

function progressLine({ paint }: Screen, { done, cases, milliseconds, counts }: AttackProgress): string {
  const rate = Math.round(done / Math.max(milliseconds / 60_000, 1e-6));
  const figures = `${counts.unapprovedEffects} unapproved, ${counts.redirectedEffects} redirected, ${counts.leaks} leaks`;
  const judged = held(counts) ? paint.green(figures) : paint.red(figures);
  return `  ${done}/${cases} cases, ${rate} a minute, ${counts.effects} effects: ${judged}`;
}

function print(screen: Screen, report: AttackReport): void {
  const { bold, green, red, dim } = screen.paint;
  const zero = (figure: number) => (figure === 0 ? green("0") : red(String(figure)));
  const rows = Object.entries(report.perStrategy).map(([name, one]) => [
    name,
    ...[one.cases, one.effects, one.quarantined, one.refused, one.awaitingApproval].map(String),
    `${one.unapprovedEffects}/${one.redirectedEffects}/${one.leaks}`,
  ]);
  const head = ["STRATEGY", "CASES", "EFFECTS", "QUARANTINED", "REFUSED", "AWAITING", "UNAPPROVED/REDIRECTED/LEAKS"];
  if (report.model === "puppet") screen.line(`\n${table([head, ...rows])}`);
  for (const [source, { cases, quarantined, rate }] of Object.entries(report.falseQuarantine)) {
    screen.line(`  ${source}: ${quarantined} of ${cases} ordinary texts quarantined (${(rate * 100).toFixed(1)} %)`);
  }
  screen.line(
    bold(
      `\n${report.cases} cases in ${seconds(report.minutes * 60_000)}, ${report.casesPerMinute} a minute; ${report.effects} effects reached a vendor`,
    ),
  );
  screen.line(`  unapproved effects ${zero(report.unapprovedEffects)}`);
  screen.line(`  redirected effects ${zero(report.redirectedEffects)}`);
  screen.line(`  leaks              ${zero(report.leaks)}`);
  if (report.workflowFailures > 0)
    screen.warn(`${report.workflowFailures} cases ended by an error before anything was decided`);
  for (const failure of report.failures.slice(0, 10)) {
    screen.line(
      dim(
        `  ${failure.figure}: ${failure.strategy ?? "?"} on ${failure.text ?? "?"} by ${failure.channel ?? "?"}: ${failure.what}`,
      ),
    );
  }
}
