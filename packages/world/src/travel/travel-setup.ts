import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sha256 } from "@agentic-pm/contracts";
import { type EmployeeId, Traveller } from "@agentic-pm/contracts/travel";
import type { Sandbox } from "@agentic-pm/sandbox";
import { addPolicy, LOOK_AGAIN_MS } from "./add-policy.ts";
import type { TravelApi } from "./travel-api.ts";

/** Who may travel on this machine: two employees who are nobody. */
export const EMPLOYEES: readonly Traveller[] = [
  {
    employeeId: "user_2employeeAda",
    givenName: "Ada",
    familyName: "Example",
    email: "ada.example@northwind-atlas.example",
    homeAirport: "BOS",
    timeZone: "America/New_York",
    grade: "staff",
  },
  {
    employeeId: "user_2employeeLin",
    givenName: "Lin",
    familyName: "Example",
    email: "lin.example@northwind-atlas.example",
    homeAirport: "SFO",
    timeZone: "America/Los_Angeles",
    grade: "manager",
  },
].map((employee) => Traveller.parse(employee));

/** The employee who travels when nobody is named. */
export const DEFAULT_EMPLOYEE: EmployeeId = Traveller.parse(EMPLOYEES[0]).employeeId;

/** The policies that come with the product. */
const SHIPPED = ["us-domestic-travel", "international-travel"] as const;

/** What an operator does before anybody travels: says where the portal is, and who the employees are. */
export async function setUpTravel(travel: TravelApi, { portal }: Pick<Sandbox, "portal">): Promise<void> {
  await Promise.all([travel.namePortal(portal.origin), ...EMPLOYEES.map((employee) => travel.putEmployee(employee))]);
}

/**
 * Has the shipped policies read, where none of their name is in force or they are with vectors of another model, and
 * waits until each is. What an interrupted run left under way is waited for; what an operator put in force under such a
 * name stays. Throws what `addPolicy` does.
 */
export async function putShippedPolicies(travel: TravelApi, stop: AbortSignal): Promise<void> {
  const inForce = async () =>
    new Map(
      (await travel.policies())
        .filter(({ status }) => status === "active")
        .map((row) => [row.name, row.sha256] as const),
    );
  let known = await inForce();
  while (SHIPPED.some((name) => !known.has(name)) && (await travel.isReadingPolicies())) {
    stop.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    known = await inForce();
  }
  await Promise.all(
    SHIPPED.map(async (name) => {
      const path = fileURLToPath(import.meta.resolve(`@agentic-pm/travel-policy/policies/${name}.pdf`));
      const pdf = readFileSync(path);
      const active = known.get(name);
      if (active === undefined || active === sha256(pdf)) await addPolicy(travel, { name, pdf }, stop);
    }),
  );
}
