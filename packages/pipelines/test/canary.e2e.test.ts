import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { embeddedProvider } from "@agentic-pm/local-cloud";
import { packageServices, ROOT } from "@agentic-pm/packaging";
import {
  connect,
  type Connection,
  EMPLOYEES,
  putShippedPolicies,
  startWorld,
  TravelApi,
  type World,
} from "@agentic-pm/world";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { canaryBooking } from "../src/canary/canary-booking.ts";
import { canarySignal } from "../src/canary/canary-signal.ts";
import { signalPorts } from "../src/canary/canaries.ts";
import { CanaryBooking, type CanaryJira } from "../src/canary/canary-target.ts";

const SLOW = 240_000;

let folder: string;
let world: World;
let connection: Connection;
let jira: CanaryJira;
let booking: CanaryBooking;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "agentic-pm-canary-"));
  world = await startWorld({
    dataDir: folder,
    cacheDir: join(ROOT, ".cache"),
    services: await packageServices({}),
    model: embeddedProvider(),
    seed: "empty",
  });
  connection = connect(folder);
  const ticket = await world.sandbox.deliver.jiraIssue({ summary: "Canary of deploys", reporter: "henrik" });
  const { baseUrl, email, apiToken } = world.sandbox.canary.jira;
  const { chatUrl, signIn } = connection;
  jira = { baseUrl, email, apiToken, issueKey: ticket.key };
  const text = "San Francisco to Denver in five weeks, back two days later";
  booking = CanaryBooking.parse({ chatUrl, signIn, employeeId: EMPLOYEES[1]?.employeeId, text });
  const travel = new TravelApi(connection);
  await putShippedPolicies(travel, AbortSignal.timeout(SLOW));
  travel.close();
}, SLOW);

afterAll(async () => {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Nobody's credentials but the operator's: the pipeline's role is not part of the services. */
function ports() {
  const { endpoint, region, credentials } = connection;
  const access = { endpoint, region, credentials };
  return signalPorts("dev", new DynamoDBClient(access), new LambdaClient(access));
}

describe("after a deploy", () => {
  test(
    "a canary signal goes through all stages, and its comment is gone",
    async () => {
      const externalId = await canarySignal(jira, ports());
      expect(await ports().signal(externalId)).toEqual({ status: "done", failureCode: undefined });
      expect(world.sandbox.state().comments.filter(({ issueKey }) => issueKey === jira.issueKey)).toEqual([]);
    },
    SLOW,
  );

  test(
    "a canary books a trip in the portal by the chat alone",
    async () => {
      const confirmationNumber = await canaryBooking(booking);
      expect(world.sandbox.state().trips).toMatchObject([{ confirmationNumber }]);
    },
    SLOW,
  );

  test(
    "a canary that asks for what no policy allows fails, and leaves its employee free to ask again",
    async () => {
      const failing = { ...booking, text: "San Francisco to San Francisco tomorrow" };
      for (let attempt = 0; attempt < 2; attempt += 1) {
        await expect(canaryBooking(failing)).rejects.toMatchObject({
          code: "CANARY_BOOKING_FAILED",
          message: expect.not.stringContaining("ACTIVE"),
        });
      }
    },
    SLOW,
  );
});
