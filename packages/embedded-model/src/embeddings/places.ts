import { countriesNamed } from "@agentic-pm/travel-language";
import { regionNameOf } from "@agentic-pm/travel-policy";

/** A text that names more countries than this is a list of them, and about no region. */
const MOST_COUNTRIES = 2;
const ENGLISH = new Intl.DisplayNames(["en"], { type: "region" });

/** What the places in a text are, in words: "Kenya, Africa" for "Nairobi"; nothing where it names none. */
export function whereaboutsIn(text: string): string {
  const countries = countriesNamed(text);
  if (countries.length === 0 || countries.length > MOST_COUNTRIES) return "";
  const abroad = countries.filter((country) => country !== "US");
  if (abroad.length === 0) return "domestic";
  return abroad.map((country) => `${ENGLISH.of(country) ?? country}, ${regionNameOf(country)}`).join(". ");
}

/** A text with the whereabouts of its places behind it. */
export function withPlaces(text: string): string {
  const whereabouts = whereaboutsIn(text);
  return whereabouts === "" ? text : `${text}. ${whereabouts}`;
}
