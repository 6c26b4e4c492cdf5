import type { TriageOutput } from "@agentic-pm/contracts";

type Quantity = TriageOutput["quantities"][number];

const NUMBER = String.raw`(\d{1,3}(?:[, ]\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?)`;
const PATTERNS: readonly { kind: Quantity["kind"]; pattern: RegExp; factor?: number }[] = [
  { kind: "story_points", pattern: new RegExp(String.raw`\b${NUMBER}\s?(?:story )?(?:points|SP)\b`, "giu") },
  {
    kind: "days",
    pattern: new RegExp(String.raw`\b${NUMBER}\s(?:more |working |business |person[ -])?days?\b`, "giu"),
  },
  { kind: "days", pattern: new RegExp(String.raw`\b${NUMBER}\s(?:more |calendar )?weeks?\b`, "giu"), factor: 7 },
  { kind: "percent", pattern: new RegExp(String.raw`\b${NUMBER}\s?(?:%|percent\b|per cent\b)`, "giu") },
  {
    kind: "money",
    pattern: new RegExp(String.raw`(?:[\u20AC$\u00A3]|\b(?:EUR|USD|GBP|CHF))\s?${NUMBER}(?!\s?(?:%|days))`, "giu"),
  },
  {
    kind: "money",
    pattern: new RegExp(
      String.raw`\b${NUMBER}\s?(?:[\u20AC$\u00A3]|(?:EUR|USD|GBP|CHF|euros?|dollars|pounds)\b)`,
      "giu",
    ),
  },
  {
    kind: "count",
    pattern: new RegExp(
      String.raw`\b${NUMBER}\s(?:users?|customers?|households?|tickets?|issues?|bugs?|defects?|records?|errors?|accounts?|requests?|people|properties)\b`,
      "giu",
    ),
  },
];
const WORDS: Readonly<Record<string, string>> = {
  one: "1",
  two: "2",
  three: "3",
  four: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
  ten: "10",
};
const MOST_QUANTITIES = 8;

/** The typed numbers that a text names (weeks as days), at most eight. */
export function quantitiesIn(text: string): Quantity[] {
  const digits = text.replaceAll(
    /\b(one|two|three|four|five|six|seven|eight|nine|ten)(?=\s(?:more |working |calendar )?(?:days?|weeks?)\b)/giu,
    (word) => WORDS[word.toLowerCase()] ?? word,
  );
  const found = new Map<string, Quantity>();
  for (const { kind, pattern, factor } of PATTERNS) {
    for (const [, number = ""] of digits.matchAll(pattern)) {
      const value = Number(number.replaceAll(/[, ]/gu, "")) * (factor ?? 1);
      if (Number.isFinite(value) && value <= 1e9) found.set(`${kind} ${value}`, { kind, value });
    }
  }
  return [...found.values()].slice(0, MOST_QUANTITIES);
}
