import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type EmployeeId, Traveller } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import type { Sandbox } from "@agentic-pm/sandbox";
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
 * Puts the shipped policies into their bucket, where no others of their name are, and waits until each is in force.
 * Throws POLICY_REFUSED with the reason that its reading gave, and the signal's own reason when that is aborted.
 */
export async function putShippedPolicies(travel: TravelApi, stop: AbortSignal): Promise<void> {
  await Promise.all(
    SHIPPED.map((name) => {
      const path = fileURLToPath(import.meta.resolve(`@agentic-pm/travel-policy/policies/${name}.pdf`));
      return travel.putPolicy(name, readFileSync(path), false);
    }),
  );
  await Promise.all(SHIPPED.map((name) => untilInForce(travel, name, stop)));
}

const LOOK_AGAIN_MS = 200;

const LONGEST_MS = 120_000;

/**
 * Waits until a version of the policy is in force. Throws POLICY_REFUSED when its newest version was refused, and
 * POLICY_NOT_READ when nothing came of it in two minutes.
 */
export async function untilInForce(travel: TravelApi, name: string, stop: AbortSignal): Promise<void> {
  const giveUpAt = Date.now() + LONGEST_MS;
  for (;;) {
    stop.throwIfAborted();
    if (Date.now() > giveUpAt) throw notRead(name);
    const versions = (await travel.policies()).filter((policy) => policy.name === name);
    if (versions.some(({ status }) => status === "active")) return;
    const newest = versions.at(-1);
    if (newest?.status === "failed") {
      throw new AppError("POLICY_REFUSED", {
        cause: `The policy ${name} was refused: ${newest.reason ?? "no reason given"}.`,
        remedy: "Put a PDF that has text and is neither encrypted nor broken.",
      });
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

function notRead(name: string): AppError {
  return new AppError("POLICY_NOT_READ", {
    cause: `The policy ${name} was put, and two minutes later no version of it is in force.`,
    remedy: "Look at the last execution of agentic-pm-policy-ingestion and at index-policy's log.",
    retryable: true,
  });
}
