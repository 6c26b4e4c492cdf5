import { EQUIVALENT_MUTANTS, isEquivalent } from "./equivalent-mutants.ts";
import { runMutants } from "./run-mutants.ts";
import { POLICY_SUBJECTS, TRAVEL_SUBJECTS } from "./subjects.ts";

// `pnpm mutants`: tries every mutant of the code that decides in both jobs, prints the survivors, and leaves with 1 if there is one.
const began = performance.now();
const tried = await runMutants([...POLICY_SUBJECTS, ...TRAVEL_SUBJECTS]);
const survivors = tried.filter(({ killedBy }) => killedBy === null).map(({ mutant }) => mutant);
const explained = survivors.filter((mutant) => isEquivalent(mutant));
const unexplained = survivors.filter((mutant) => !isEquivalent(mutant));
const stale = EQUIVALENT_MUTANTS.filter(
  (each) => explained.filter((mutant) => isEquivalent(mutant, [each])).length !== (each.places ?? 1),
);

if (process.argv.includes("--json")) {
  process.stdout.write(
    `${JSON.stringify({ mutants: tried.length, killed: tried.length - survivors.length, explained: explained.length, unexplained, stale })}\n`,
  );
} else {
  for (const { file, line, original, replacement } of unexplained) {
    process.stdout.write(`${file}:${line}\n  - ${original}\n  + ${replacement}\n`);
  }
  for (const { file, original, places } of stale)
    process.stdout.write(`Survives in other than ${places ?? 1} places, mend the list: ${file}: ${original}\n`);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const killed = tried.length - survivors.length;
  process.stdout.write(
    `${tried.length} mutants, ${killed} noticed, ${explained.length} equivalent, ${unexplained.length} survived (${seconds} s)\n`,
  );
}
process.exitCode = unexplained.length + stale.length > 0 ? 1 : 0;
