import type { Part, Template } from "./policy-variable.ts";

const PARTS = 6;

/** Splits an ARN into its six parts; the last one keeps its colons. Nothing when the text is not an ARN. */
export function splitArn(text: string): readonly string[] | undefined {
  if (!text.startsWith("arn:")) return undefined;
  const parts = text.split(":");
  return parts.length < PARTS ? undefined : [...parts.slice(0, PARTS - 1), parts.slice(PARTS - 1).join(":")];
}

/** Splits an ARN pattern with its variables into its six parts. A colon inside a variable's value splits nothing. */
export function splitArnTemplate(template: Template): readonly Template[] | undefined {
  const split: Part[][] = [[]];
  for (const part of template.parts) {
    if (part.kind !== "pattern") {
      split.at(-1)?.push(part);
      continue;
    }
    let rest = part.text;
    for (let colon = rest.indexOf(":"); colon >= 0 && split.length < PARTS; colon = rest.indexOf(":")) {
      split.at(-1)?.push({ kind: "pattern", text: rest.slice(0, colon) });
      split.push([]);
      rest = rest.slice(colon + 1);
    }
    split.at(-1)?.push({ kind: "pattern", text: rest });
  }
  return split.length < PARTS ? undefined : split.map(toTemplate);
}

/**
 * An ARN pattern of an identity policy's Resource with the parts that were left out at its end added as
 * wildcards: `arn:aws:sqs` means `arn:aws:sqs:*:*:*`.
 */
export function completeArnPattern(pattern: string): string {
  if (!pattern.startsWith("arn:")) return pattern;
  const colons = pattern.replaceAll(/\$\{[^}]*\}/g, "").split(":").length - 1;
  return pattern + ":*".repeat(Math.max(0, PARTS - 1 - colons));
}

/**
 * What an ARN pattern says before its first variable of what kind of resource it is for: service, region, account and
 * the resource's type, which ends with the first slash or colon. Buckets have no type.
 */
export function kindOfArn({ parts: [first] }: Template): string {
  const beginning = first?.kind === "pattern" ? first.text : "";
  const parts = beginning.split(":");
  if (parts.length < PARTS) return beginning;
  const place = `${parts.slice(0, PARTS - 1).join(":")}:`;
  const type = /^[^/:]*[/:]/.exec(parts.slice(PARTS - 1).join(":"))?.[0] ?? "";
  return place.endsWith(":::") ? place : place + type;
}

function toTemplate(parts: readonly Part[]): Template {
  const text = parts.map((part) => (part.kind === "variable" ? part.key : part.text)).join("");
  return { text, parts, isPlain: parts.every((part) => part.kind === "pattern") };
}
