import type { ScenarioRun } from "./run-scenarios.ts";

/** A run as a table for people: a line a scenario, what is wrong below it, and a sum. */
export function scenarioTable(run: ScenarioRun): string {
  const lines: string[] = [];
  let file = "";
  for (const result of run.results) {
    if (result.file !== file) lines.push("", result.file);
    file = result.file;
    const did = result.actions.map(({ deed, status }) => (status === "executed" ? deed : `${deed} (${status})`));
    lines.push(
      `  ${result.differences.length === 0 ? "✔" : "✖"} ${result.title.padEnd(74)}  ${did.join(", ") || "nothing"}`,
    );
    for (const difference of result.differences) lines.push(`      ${difference}`);
  }
  return [...lines, "", sumOf(run)].join("\n");
}

/** Right expected actions and the figure that is promised for them. */
function sumOf({ results, signals, milliseconds, model, outgoing }: ScenarioRun): string {
  const right = results.filter((result) => result.differences.length === 0);
  const share = results.length === 0 ? 0 : (100 * right.length) / results.length;
  return [
    `${right.length} of ${results.length} scenarios right (${share.toFixed(1)} %), model: ${model}`,
    `${signals} signals, ${outgoing.reached} mails reached the vendors, ${outgoing.executed} were executed`,
    `${(milliseconds / 1000).toFixed(1)} s`,
  ].join("\n");
}
