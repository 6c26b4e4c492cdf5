import { isTrusted, type Labelled, type ResolvedCommand } from "@agentic-pm/contracts";
import type { RuledAction, ShownCommand } from "@agentic-pm/world";
import { statusWords } from "./action-status.ts";
import type { Paint } from "./screen.ts";
import { printable, shownRecipient } from "./table.ts";

const LABEL_WIDTH = 12;

/**
 * Everything that a ruling on an action rests on, line by line: each resolved argument in full, with where it came from
 * and who may read it. Nothing here is a model's description of the action; text that a model or a stranger had a part
 * in is marked.
 */
export function describeCommand(row: RuledAction, { command, commandHash }: ShownCommand, paint: Paint): string[] {
  const { type, ...args } = command.effect;
  const inverse = row.outcome?.inverse ?? null;
  return [
    paint.bold(`${row.actionId}  ${type}  ${command.tier}  ${statusWords(row)}`),
    ...Object.entries(args).flatMap(([name, argument]) => argumentLines(name, argument as Labelled<unknown>, paint)),
    field("reason", row.reason, paint),
    ...(row.holdUntil === undefined ? [] : [field("held until", row.holdUntil, paint)]),
    field("expires", command.expiresAt, paint),
    ...(inverse === null ? [] : [field("undo", `${inverse.type}, until ${inverse.until}`, paint)]),
    field("policy", command.policyVersion, paint),
    field("signal", command.signalId, paint),
    field("hash", commandHash, paint),
  ];
}

function argumentLines(name: string, argument: Labelled<unknown>, paint: Paint): string[] {
  const [first = "", ...rest] = valueLines(argument.value).map(printable);
  const readers = argument.readers === "everyone" ? "everyone" : argument.readers.join(", ");
  const origin = `from ${argument.provenance.join(", ")}; may be read by ${readers}`;
  const mark = isTrusted(argument) ? paint.dim(origin) : `${paint.yellow("TAINTED")} ${paint.dim(origin)}`;
  const indented = (line: string) => " ".repeat(LABEL_WIDTH + 2) + line;
  return [field(name, first, paint), ...rest.map(indented), indented(mark)];
}

function field(name: string, value: string, paint: Paint): string {
  return `  ${paint.dim(name.padEnd(LABEL_WIDTH))}${printable(value)}`;
}

type Recipient = Extract<ResolvedCommand["effect"], { type: "mail.send" }>["to"]["value"][number];

function valueLines(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(valueLines);
  if (typeof value !== "object" || value === null) return String(value).split("\n");
  if (isRecipient(value)) {
    return [`${shownRecipient(value)}, ${value.internal ? "internal" : "OUTSIDE THE COMPANY"}`];
  }
  return Object.entries(value).flatMap(([name, member]) => {
    if (typeof member === "object" && member !== null) return valueLines(member);
    return member === null ? [] : [`${name}: ${String(member)}`];
  });
}

function isRecipient(value: object): value is Recipient {
  return "address" in value && "displayName" in value && "internal" in value;
}
