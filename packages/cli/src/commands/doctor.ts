import { type Diagnosis, diagnoseAccount, diagnoseLaptop, exitCodeOf, type Verdict } from "@agentic-pm/doctor";
import type { CommonOptions } from "../verb-options.ts";
import { createScreen, type Paint } from "../terminal/screen.ts";

export interface DoctorOptions extends CommonOptions {
  /** Look at an AWS account instead of this machine. */
  readonly aws: boolean;
  readonly region: string;
  readonly stage: string;
  readonly port?: number;
}

/**
 * `agentic-pm doctor`: what stands between this machine and a start, or with `--aws` between an account and the first
 * deploy. Exit code 1 if something does, 2 if nothing does but not everything could be asked.
 */
export async function doctor({ aws, region, stage, data, port, json }: DoctorOptions): Promise<void> {
  const diagnoses = aws
    ? await diagnoseAccount({ region, stage })
    : await diagnoseLaptop({ dataDir: data, ...(port === undefined ? {} : { port }) });
  if (json) process.stdout.write(`${JSON.stringify({ diagnoses, counts: countsOf(diagnoses) }, null, 2)}\n`);
  else print(diagnoses);
  process.exitCode = exitCodeOf(diagnoses);
}

const SIGNS: Readonly<Record<Verdict, (paint: Paint) => string>> = {
  ok: ({ green }) => green("✔"),
  warn: ({ yellow }) => yellow("!"),
  fail: ({ red }) => red("✘"),
  unknown: ({ yellow }) => yellow("?"),
};

function print(diagnoses: readonly Diagnosis[]): void {
  const screen = createScreen(process.stdout);
  for (const { check, verdict, found, remedy } of diagnoses) {
    screen.line(`${SIGNS[verdict](screen.paint)} ${screen.paint.bold(check)}: ${found}`);
    if (remedy !== undefined) screen.line(`    → ${remedy}`);
  }
  const { ok, warn, fail, unknown } = countsOf(diagnoses);
  screen.line(`${ok} are well, ${warn} to know of, ${fail} in the way, ${unknown} could not be asked.`);
}

function countsOf(diagnoses: readonly Diagnosis[]): Readonly<Record<Verdict, number>> {
  const count = (verdict: Verdict): number => diagnoses.filter((each) => each.verdict === verdict).length;
  return { ok: count("ok"), warn: count("warn"), fail: count("fail"), unknown: count("unknown") };
}
