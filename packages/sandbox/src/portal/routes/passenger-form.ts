import type { Passenger } from "../portal-types.ts";

const LONGEST_NAME = 80;
const LONGEST_EMAIL = 254;
export const LONGEST_REFERENCE = 64;

/** What is wrong with the passenger's form, by the name of the field. */
export type PassengerProblems = Readonly<Record<string, string>>;

type ReadPassenger =
  | { readonly kind: "read"; readonly passenger: Passenger; readonly reference: string }
  | { readonly kind: "wrong"; readonly problems: PassengerProblems };

/** Reads the passenger's form; spaces at the ends do not count. */
export function readPassenger(form: URLSearchParams): ReadPassenger {
  const given = (name: string) => (form.get(name) ?? "").trim();
  const passenger = { givenName: given("givenName"), familyName: given("familyName"), email: given("email") };
  const reference = given("reference");
  const found = {
    givenName: nameProblem(passenger.givenName),
    familyName: nameProblem(passenger.familyName),
    email: isEmail(passenger.email) ? undefined : "Give an email address such as name@example.com.",
    reference: isReference(reference) ? undefined : `Your reference has at most ${LONGEST_REFERENCE} characters.`,
  };
  const problems = Object.entries(found).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]));
  return problems.length === 0
    ? { kind: "read", passenger, reference }
    : { kind: "wrong", problems: Object.fromEntries(problems) as PassengerProblems };
}

function nameProblem(name: string): string | undefined {
  if (name === "") return "Give the name as it stands in the passport.";
  if (name.length > LONGEST_NAME) return `A name has at most ${LONGEST_NAME} characters.`;
  return /^[\p{L}\p{M}][\p{L}\p{M}' .’-]*$/u.test(name) ? undefined : "A name has letters, spaces, hyphens and dots.";
}

function isEmail(text: string): boolean {
  return text.length <= LONGEST_EMAIL && /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(text);
}

function isReference(text: string): boolean {
  return text.length <= LONGEST_REFERENCE && !/\p{Cc}/u.test(text);
}
