import { type ServerMessage, Traveller } from "@agentic-pm/contracts/travel";
import { ChatClient, ClerkSession, type Connection, type TravelApi } from "@agentic-pm/world";

const HOMES = [
  ["BOS", "America/New_York"],
  ["SFO", "America/Los_Angeles"],
  ["DEN", "America/Denver"],
  ["SEA", "America/Los_Angeles"],
  ["ATL", "America/New_York"],
] as const;
const DESTINATIONS = ["Chicago", "New York", "Los Angeles", "Dallas", "Miami", "London", "Houston"] as const;
const DAY_MS = 24 * 3_600_000;
const FIVE_WEEKS = 35;

/** Puts an employee of this number into the directory, who is nobody. */
export async function hire(number: number, travel: TravelApi): Promise<Traveller> {
  const [homeAirport, timeZone] = HOMES[number % HOMES.length] ?? HOMES[0];
  const employee = Traveller.parse({
    employeeId: `user_2bench${number}`,
    givenName: "Bench",
    familyName: "Example",
    email: `bench${number}@northwind-atlas.example`,
    homeAirport,
    timeZone,
    grade: "staff",
  });
  await travel.putEmployee(employee);
  return employee;
}

/** A round trip in plain words, another for each number; five weeks ahead and more, as the policies want it. */
export function wish(number: number, today: Date): string {
  const outbound = new Date(today.getTime() + (FIVE_WEEKS + (number % 20)) * DAY_MS);
  const back = new Date(outbound.getTime() + (2 + (number % 4)) * DAY_MS);
  const spoken = new Intl.DateTimeFormat("en-US", { month: "long", day: "numeric", year: "numeric", timeZone: "UTC" });
  const city = DESTINATIONS[number % DESTINATIONS.length];
  return `A flight to ${city} on ${spoken.format(outbound)}, back on ${spoken.format(back)}`;
}

/** Signs the employee in and opens the chat. */
export async function openChat({ employeeId }: Traveller, connection: Connection): Promise<ChatClient> {
  const session = await ClerkSession.of(employeeId, connection.signIn);
  const { chatUrl: url, signIn } = connection;
  return ChatClient.connect({ url, origin: signIn.origin, token: () => session.token() });
}

/** Whether a message says what came of a request: everything but progress. */
export function isOutcome({ body }: ServerMessage): boolean {
  return body.type !== "progress";
}
