import { writeFileSync } from "node:fs";
import { entryOf, type Entry } from "./figure.ts";
import { FIGURES } from "./figures/all.ts";
import { openLab } from "./lab.ts";
import { readOptions, USAGE, type BenchOptions } from "./options.ts";
import { short, table } from "./table.ts";

const options = readOptions(process.argv.slice(2));
const figures = FIGURES.filter(({ issue }) => options?.only === undefined || issue === options.only);
if (options === undefined || figures.length === 0) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  await bench(options);
}

/** Measures one figure after the other. A figure that is missed is a result, not a failure: the exit code stays 0. */
async function bench(chosen: BenchOptions): Promise<void> {
  const lab = openLab(chosen, (words) => process.stderr.write(`  … ${words}\n`));
  const entries: Entry[] = [];
  try {
    for (const [index, figure] of figures.entries()) {
      process.stderr.write(`[${index + 1}/${figures.length}] ${figure.issue}: ${figure.what}\n`);
      const entry = await entryOf(figure, lab);
      entries.push(entry);
      const value = entry.value === null ? `not measured: ${entry.note}` : `${short(entry.value)} ${entry.unit}`;
      process.stderr.write(`  ${entry.ok ? "✔" : "✘"} ${value} (${entry.reach})\n`);
    }
  } finally {
    lab.close();
  }
  process.stdout.write(`${table(entries)}\n`);
  if (chosen.json !== undefined) writeFileSync(chosen.json, `${JSON.stringify(entries, null, 2)}\n`);
}
