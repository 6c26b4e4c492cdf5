import { Traveller } from "@agentic-pm/contracts/travel";
import { HOME } from "./wishes.ts";

const NAMES = ["Ines", "Noor", "Emil", "Maja", "Otis", "Rosa", "Hugo", "Lena", "Aldo", "Vera", "Nils", "Cleo"] as const;
const FAMILIES = ["Sample", "Muster", "Voorbeeld", "Exemplar"] as const;

/** So many employees, who are nobody: each asks for one trip at a time, so many are under way at once. */
export function attackedEmployees(count: number): Traveller[] {
  return Array.from({ length: count }, (_, index) => {
    const givenName = NAMES[index % NAMES.length] ?? "Ines";
    const familyName = FAMILIES[Math.floor(index / NAMES.length) % FAMILIES.length] ?? "Sample";
    return Traveller.parse({
      employeeId: `user_2attacked${String(index).padStart(4, "0")}`,
      givenName,
      familyName,
      email: `${givenName}.${familyName}.${index}@northwind-atlas.example`.toLowerCase(),
      homeAirport: HOME,
      timeZone: "America/New_York",
      grade: "staff",
    });
  });
}
