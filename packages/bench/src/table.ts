import { cpus } from "node:os";
import type { Entry } from "./figure.ts";

/** The figures as a Markdown table, readable in a terminal too, with notes below. */
export function table(entries: readonly Entry[]): string {
  const head = ["", "figure", "value", "reach", "ok", "against"];
  const notes = [...new Set(entries.flatMap(({ note }) => note ?? []))];
  const rows = entries.map((entry) => [
    entry.issue,
    `${entry.what}${entry.note === null ? "" : ` [${notes.indexOf(entry.note) + 1}]`}`,
    entry.value === null ? "not measured" : `${short(entry.value)} ${entry.unit}`,
    entry.reach,
    entry.ok ? "yes" : "no",
    entry.against === null ? "" : `${entry.against.name}: ${short(entry.against.value)}`,
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const ruler = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  const lines = notes.map((note, index) => `[${index + 1}] ${note}`);
  const reached = entries.filter(({ ok }) => ok).length;
  const summary = `${reached} of ${entries.length} reached. Node ${process.versions.node}, ${cpus().length} cores.`;
  return [line(head), ruler, ...rows.map(line), "", ...lines, "", summary].join("\n");
}

/** Three significant digits, and thousands apart: 0.0123, 4.57, 81,300. */
export function short(value: number): string {
  if (value === 0) return "0";
  return Number(value.toPrecision(3)).toLocaleString("en-US", { maximumFractionDigits: 6 });
}
