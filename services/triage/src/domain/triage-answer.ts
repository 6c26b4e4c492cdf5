import { type HandleView, hasHostName, TriageOutput, withoutDisguise } from "@agentic-pm/contracts";
import type * as z from "zod";
import { hasLink } from "./normaliser/links.ts";

const PLACEHOLDERS = /\[link:[^\]\s]{1,260}\]/gu;
const MARKUP = /<[a-z!/]|\]\(|:[/\\]{2}|\\\\\S|\S@\S|\b(?:sms|skype|callto|file|ms-[a-z-]{2,30}):\S/iu;
const EARLIEST_YEARS = 2;
const LATEST_YEARS = 5;

/**
 * What a triage answer must satisfy beyond its shape: only handles that the model was given, dates from two years ago
 * to five ahead, a summary without links, host names or markup. As part of the tool's schema it takes part in the one repair.
 */
export function triageAnswer(given: readonly HandleView[], today: string): z.ZodType<TriageOutput> {
  const handles = new Set(given.map(({ handle }) => handle));
  const year = Number(today.slice(0, 4));
  const inRange = (date: string) =>
    Number(date.slice(0, 4)) >= year - EARLIEST_YEARS && Number(date.slice(0, 4)) <= year + LATEST_YEARS;
  return TriageOutput.refine(({ entities }) => entities.every((entity) => handles.has(entity)), {
    path: ["entities"],
    message: "Only handles of the brief may be used.",
  })
    .refine(({ dates }) => dates.every(inRange), { path: ["dates"], message: "A date is out of range." })
    .refine(({ summary }) => isPlain(withoutPlaceholders(summary)), {
      path: ["summary"],
      message: "The summary must be plain text without links, host names or markup.",
    });
}

/** As written, and as clients read it: the rule on texts that leave the house is the same, and it is the last word. */
function isPlain(summary: string): boolean {
  return (
    !hasHostName(summary) && [summary, withoutDisguise(summary)].every((text) => !hasLink(text) && !MARKUP.test(text))
  );
}

/** A text without the marks that the normaliser put in place of links. */
export function withoutPlaceholders(text: string): string {
  return text.replaceAll(PLACEHOLDERS, " ").replaceAll(/\s+/gu, " ").trim();
}
