/** A fare cap, as it is read. */
export const cap = (
  amountUsd: number,
  cabin: string | null = null,
  region: string | null = null,
  scope: string | null = null,
) => ({
  kind: "fare_cap",
  amountUsd,
  cabin,
  region,
  scope,
});
/** The highest cabin, as it is read. */
export const cabin = (
  highest: string,
  minimumHours: number | null = null,
  maximumHours: number | null = null,
  scope: string | null = null,
) => ({
  kind: "cabin",
  highest,
  minimumHours,
  maximumHours,
  scope,
});
const row = (region: string, economy: number, premium: number, business: number) => [
  cap(economy, "economy", region, "international"),
  cap(premium, "premium_economy", region, "international"),
  cap(business, "business", region, "international"),
];

/** Every demand in the two policies, read by hand. */
export const TRUTH: readonly object[] = [
  { kind: "advance_booking", days: 14, scope: "domestic" },
  cap(500, "economy", null, "domestic"),
  cabin("economy", null, null, "domestic"),
  { kind: "preferred_airlines", airlines: ["AA", "DL", "UA"], scope: "domestic" },
  { kind: "approval", aboveUsd: 500, always: false, scope: "domestic", countries: [] },
  { kind: "advance_booking", days: 21, scope: "international" },
  cabin("economy", null, 6, "international"),
  cabin("premium_economy", 6, 9, "international"),
  cabin("business", 9, null, "international"),
  cabin("business", null, null, "international"),
  ...row("Canada and Mexico", 700, 1000, 1800),
  ...row("Central America and the Caribbean", 850, 1200, 2200),
  ...row("South America", 1300, 2000, 4200),
  ...row("Europe", 1200, 1900, 4500),
  ...row("Middle East", 1500, 2400, 5200),
  ...row("Africa", 1700, 2600, 5500),
  ...row("Asia", 1600, 2500, 5800),
  ...row("Oceania", 1900, 2900, 6500),
  { kind: "preferred_airlines", airlines: ["BA", "DL", "LH", "UA"], scope: "international" },
  { kind: "approval", aboveUsd: 2500, always: false, scope: "international", countries: [] },
  { kind: "approval", aboveUsd: 5000, always: false, scope: "international", countries: [] },
  { kind: "approval", aboveUsd: 8000, always: false, scope: "international", countries: [] },
  {
    kind: "approval",
    aboveUsd: null,
    always: true,
    scope: "international",
    countries: ["AF", "IQ", "LY", "SO", "SD", "SY", "YE"],
  },
];
