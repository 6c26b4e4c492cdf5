import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { embeddedProvider, openFunctionEnvironment, resolveEvent, runOnce } from "@agentic-pm/local-cloud";
import { functionNames, packageServices, ROOT, servicesInDeployOrder } from "@agentic-pm/packaging";
import { connect, OperatorApi, runMainJob, startWorld, type World } from "@agentic-pm/world";
import { runVerb, type VerbRun } from "./run-verb.ts";

/** A limit for a machine that has much else to do, and no figure. */
const SLOW = 900_000;
jest.setTimeout(SLOW);
const READER = "/agentic-pm/graph/read-credentials";
let dataDir: string;
let world: World;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "agentic-pm-by-hand-"));
  const services = await packageServices();
  world = await startWorld({
    dataDir,
    cacheDir: join(ROOT, ".cache"),
    services,
    model: embeddedProvider(),
    seed: "empty",
  });
}, SLOW);
beforeAll(async () => {
  // The main job, small: a ticket that says it is blocked.
  await world.sandbox.deliver.jiraIssue({
    summary: "Connect the production tenant",
    text: "We are blocked: the supplier has not sent the metadata.",
    reporter: "henrik",
  });
  const api = new OperatorApi(connect(dataDir));
  await runMainJob(api, AbortSignal.timeout(SLOW));
  api.close();
  const seeded = await runVerb(dataDir, ["events", "seed"]);
  if (seeded.code !== 0) throw new Error(seeded.stderr);
}, SLOW);
afterAll(async () => {
  await world.close();
  rmSync(dataDir, { recursive: true, force: true });
});

interface EventRow {
  readonly service: string;
  readonly folder: string;
  readonly file: string;
  readonly functionName: string;
  /** An error's code, or "answers". */
  readonly expected: string;
}

/** What the READMEs of the events' folders promise: rows of file, function, answer, why. */
const rows: readonly EventRow[] = servicesInDeployOrder().flatMap(({ name: service, folder }) => {
  const readme = join(folder, "events", "README.md");
  if (!existsSync(readme)) return [];
  const table = [...readFileSync(readme, "utf8").matchAll(/^\| `([\w-]+\.json)` \| ([\w-]+) \| `?(\w+)`? \|/gm)];
  return table.map(([, file = "", functionName = "", expected = ""]) => ({
    service,
    folder,
    file,
    functionName,
    expected,
  }));
});

/** Whether it ends a booking that others go on with. */
function endsBooking({ functionName }: EventRow): boolean {
  return functionName === "close-booking";
}

/** One test a row, by `pnpm invoke`'s own way. */
function straight(some: readonly EventRow[]): void {
  test.each(some)(
    "$service $functionName with $file: $expected",
    async ({ service, folder, file, functionName, expected }) => {
      const opened = await openFunctionEnvironment(dataDir, `agentic-pm-${service}-dev-${functionName}`);
      expect(opened.variables["AWS_ACCESS_KEY_ID"]).toMatch(/^ASIA/);
      const event = await resolveEvent(dataDir, JSON.parse(readFileSync(join(folder, "events", file), "utf8")));
      const outcome = await runOnce(opened, event, () => undefined);
      expect(outcome.ok ? "answers" : outcome.error).toEqual(
        expected === "answers" ? "answers" : expect.objectContaining({ errorType: expected }),
      );
    },
    SLOW,
  );
}

describe("each function, straight", () => {
  test("has an event whose answer its README tells", () => {
    const functions = servicesInDeployOrder().flatMap((service) =>
      functionNames(service).map((name) => `${service.name} ${name}`),
    );
    expect([...new Set(rows.map(({ service, functionName }) => `${service} ${functionName}`))].toSorted()).toEqual(
      functions.toSorted(),
    );
  });

  straight(rows.filter((row) => !endsBooking(row)));

  test.each([
    ["denies what is no token", "authorizer", "authorizer.json", '"Effect":"Deny"'],
    ["allows a token that was signed for the event", "authorizer", "authorizer-allowed.json", '"Effect":"Allow"'],
    ["shuts out an old session", "connection-manager", "connection-manager-connect.json", '"statusCode":401'],
    [
      "lets in whom the authorizer let in",
      "connection-manager",
      "connection-manager-connected.json",
      '"statusCode":200',
    ],
    [
      "and does so again, with another token",
      "connection-manager",
      "connection-manager-connected.json",
      '"statusCode":200',
    ],
  ])("the chat's door %s", async (_what, functionName, file, expected) => {
    const opened = await openFunctionEnvironment(dataDir, `agentic-pm-websocket-gateway-dev-${functionName}`);
    const folder = join(ROOT, "services", "websocket-gateway", "events");
    const event = await resolveEvent(dataDir, JSON.parse(readFileSync(join(folder, file), "utf8")));
    expect(await runOnce(opened, event, () => undefined)).toMatchObject({ payload: expect.stringContaining(expected) });
  });
});

/** The framework's own command in a service's folder. */
async function serverless(
  folder: string,
  words: readonly string[],
  variables: Record<string, string>,
): Promise<VerbRun> {
  const command = join(ROOT, "node_modules", "serverless", "bin", "serverless.js");
  const env = { ...process.env, ...variables, NO_COLOR: "1", SLS_NOTIFICATIONS_MODE: "off", NODE_OPTIONS: "" };
  const child = spawn(process.execPath, [command, ...words], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  // The framework tells its own errors on standard output.
  return { code, stdout, stderr: `${stdout}${stderr}` };
}

/** `serverless invoke local`, as the card says. */
function framework(
  { folder, functionName, file }: Pick<EventRow, "folder" | "functionName" | "file">,
  data = dataDir,
): Promise<VerbRun> {
  const words = ["invoke", "local", "-f", functionName, "-p", `events/${file}`];
  return serverless(folder, words, { AGENTIC_PM_DATA: data });
}

/** Each function's own event, and of each service one that fails: a start of the framework takes seconds. */
const byFramework = rows.filter(
  (row) =>
    row.file === `${row.functionName}.json` ||
    row === rows.find(({ service, expected }) => service === row.service && expected !== "answers"),
);

/** Runs them two at a time, which is what a small machine has cores for. */
async function inPairs<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all([worker(), worker()]);
}

describe("the framework's own command in the service's folder", () => {
  test(
    "runs each function with its event, and ends with 0, or with 1 and the handler's code",
    async () => {
      const ended: string[] = [];
      await inPairs(byFramework, async (row) => {
        const { code, stdout, stderr } = await framework(row);
        const isWell = row.expected === "answers" ? code === 0 : code === 1 && stdout.includes(row.expected);
        ended.push(`${row.service} ${row.file} ${isWell ? row.expected : `ended with ${code}: ${stderr}`}`);
      });
      const promised = byFramework.map(({ service, file, expected }) => `${service} ${file} ${expected}`);
      expect(ended.toSorted()).toEqual(promised.toSorted());
    },
    SLOW,
  );

  test(
    "says where no cloud runs, and which functions and events there are",
    async () => {
      const [row] = byFramework;
      if (row === undefined) throw new Error("no events");
      const asked = [
        ["CLOUD_NOT_RUNNING", row, join(dataDir, "nowhere")],
        ["FUNCTION_UNKNOWN", { ...row, functionName: "nothing" }, dataDir],
        ["nothing.json", { ...row, file: "nothing.json" }, dataDir],
      ] as const;
      await inPairs(asked, async ([words, event, data]) => {
        expect(await framework(event, data)).toMatchObject({ code: 1, stderr: expect.stringContaining(words) });
      });
    },
    SLOW,
  );
});

describe("what ends a booking that the others go on with, straight", () => {
  straight(rows.filter(endsBooking));
});

/** Functions that the main job and the booking have called, one of each service that has any. */
const CALLED: Readonly<Record<string, string>> = {
  platform: "migrate",
  triage: "sanitise",
  "websocket-gateway": "connection-manager",
  reasoning: "recommend",
  executor: "intake",
  booking: "reason-and-plan",
};

describe("the framework's other commands in each service's folder", () => {
  const owner = (): Record<string, string> => {
    const { accessKeyId, secretAccessKey, sessionToken } = world.cloud.ownerSession();
    return {
      AWS_ENDPOINT_URL: world.cloud.endpoint,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    };
  };

  test(
    "info tells each stack with its functions",
    async () => {
      await inPairs(servicesInDeployOrder(), async (service) => {
        const { code, stderr } = await serverless(service.folder, ["info", "--verbose"], owner());
        expect([service.name, code, stderr]).toEqual([service.name, 0, expect.stringContaining("stack: agentic-pm-")]);
        for (const name of functionNames(service)) expect(stderr).toContain(`agentic-pm-${service.name}-dev-${name}`);
      });
    },
    SLOW,
  );

  test(
    "logs shows what a function wrote",
    async () => {
      const services = servicesInDeployOrder().filter((service) => functionNames(service).length > 0);
      await inPairs(services, async ({ name, folder }) => {
        const { code, stderr } = await serverless(
          folder,
          ["logs", "-f", CALLED[name] ?? "none", "--startTime", "2h"],
          owner(),
        );
        expect([name, code, stderr]).toEqual([name, 0, expect.stringContaining("INVOCATION_DONE")]);
      });
    },
    SLOW,
  );
});

/** Given to a packaged function's own environment in its bundle's place. */
const PROBE = `
import { once } from "node:events";
import dns from "node:dns/promises";
import { get } from "node:http";
import { connect as connectHttp2 } from "node:http2";
import { get as getTls } from "node:https";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
const socket = async (opened) => { await once(opened, "connect"); opened.destroy(); };
const ways = {
  net: ({ port }) => socket(connect(port, "127.0.0.1")),
  tls: ({ port }) => socket(connectTls(port, "127.0.0.1")),
  http: async ({ port }) => void (await once(get({ port, host: "127.0.0.1" }), "response")),
  https: async ({ port }) => void (await once(getTls({ port, host: "127.0.0.1" }), "response")),
  fetch: async ({ port }) => { try { await fetch("http://127.0.0.1:" + port); } catch (error) { throw error.cause ?? error; } },
  http2: ({ port }) => new Promise((done, fail) => connectHttp2("http://127.0.0.1:" + port).on("error", fail).on("remoteSettings", done)),
  dns: () => dns.lookup("sandbox.invalid"),
};
export const handler = async (event) => {
  try { await ways[event.way](event); return { code: "connected" }; }
  catch (error) { return { code: error.code, cause: error.cause }; }
};
`;

describe("the network of the packaged functions", () => {
  const ways = ["net", "tls", "http", "https", "fetch", "http2"];
  const probe = async (
    service: string,
    functionName: string,
    way: string,
  ): Promise<{ code?: string; cause?: unknown }> => {
    const opened = await openFunctionEnvironment(dataDir, `agentic-pm-${service}-dev-${functionName}`);
    writeFileSync(join(dataDir, "probe.mjs"), PROBE);
    const port = Number(new URL(world.sandbox.readOnly.jira.baseUrl).port);
    const probing = { ...opened, taskRoot: dataDir, handler: "probe.handler" };
    const outcome = await runOnce(probing, { way, port }, () => undefined);
    return outcome.ok ? JSON.parse(outcome.payload) : { code: outcome.error.errorMessage };
  };
  const calls = (): number => Object.values(world.sandbox.requests().jira).reduce((sum, count) => sum + count, 0);

  test.each([
    ["triage", "sanitise"],
    ["triage", "sanitise-request"],
    ["reasoning", "recommend"],
    ["executor", "decide"],
    ["booking", "reason-and-plan"],
  ])(
    "%s %s reaches Jira by no way, and no name is looked up for it",
    async (service, functionName) => {
      const before = calls();
      for (const way of ways) {
        expect([way, await probe(service, functionName, way)]).toEqual([
          way,
          { code: "ETIMEDOUT", cause: expect.stringContaining("no route to 0.0.0.0/0") },
        ]);
      }
      expect(await probe(service, functionName, "dns")).toMatchObject({
        code: "ENOTFOUND",
        cause: expect.stringContaining("DNS firewall"),
      });
      expect(calls()).toBe(before);
    },
    SLOW,
  );

  test("intake, which has the route, gets through", async () => {
    for (const way of ["net", "http", "fetch"]) {
      expect([way, await probe("executor", "intake", way)]).toEqual([way, { code: "connected" }]);
    }
  });
});

describe("pnpm invoke", () => {
  test("writes the answer, and exits with 0", async () => {
    const { code, stdout } = await runVerb(dataDir, ["invoke", "platform", "migrate"]);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { applied: [] }]);
  });

  test("says the handler's own code, cause and remedy, and exits with 1", async () => {
    const words = ["invoke", "triage", "sanitise", "--event", "events/sanitise-unsealed.json"];
    const { code, stderr, stdout } = await runVerb(dataDir, words);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^ENVELOPE_ALTERED: .+\n→ .+/m);
  });

  test.each([
    ["a service", ["nothing", "sanitise"], "SERVICE_UNKNOWN"],
    ["a function", ["triage", "nothing"], "FUNCTION_UNKNOWN"],
    ["an event", ["triage", "sanitise", "--event", "nothing.json"], "EVENT_MISSING"],
  ])("refuses %s that is not there", async (_what, words, expected) => {
    const { code, stderr } = await runVerb(dataDir, ["invoke", ...words]);
    expect([code, stderr.split(":")[0]]).toEqual([1, expected]);
  });

  test.each([
    [
      "a hand-over that nobody made",
      { $handover: { machine: "agentic-pm-signal-dev", state: "Nowhere" } },
      "HANDOVER_MISSING",
    ],
    ["a secret that is not there", { SecretId: { $secretArn: "/nothing" } }, "SECRET_MISSING"],
    ["what nothing is called", { $random: 1 }, "EVENT_MALFORMED"],
  ])("refuses an event that refers to %s", async (_what, event, expected) => {
    const file = join(dataDir, "reference.json");
    writeFileSync(file, JSON.stringify(event));
    const { code, stderr } = await runVerb(dataDir, ["invoke", "triage", "sanitise", "--event", file]);
    expect([code, stderr.split(":")[0]]).toEqual([1, expected]);
  });

  test("refuses an event that is no JSON, and a folder on which no cloud runs", async () => {
    const broken = join(dataDir, "broken.json");
    writeFileSync(broken, "{");
    const malformed = await runVerb(dataDir, ["invoke", "triage", "sanitise", "--event", broken, "--json"]);
    expect([malformed.code, JSON.parse(malformed.stdout)]).toMatchObject([1, { error: { code: "EVENT_MALFORMED" } }]);
    const nowhere = await runVerb(join(dataDir, "nowhere"), ["invoke", "triage", "sanitise"]);
    expect([nowhere.code, nowhere.stderr.split(":")[0]]).toEqual([1, "CLOUD_NOT_RUNNING"]);
  });
});

describe("actions show", () => {
  test("tells an action's arguments and its trail from its signal on, and which ids there are none of", async () => {
    const [action] = JSON.parse((await runVerb(dataDir, ["actions", "--status", "executed", "--json"])).stdout);
    const { code, stdout } = await runVerb(dataDir, ["actions", "show", action.actionId.slice(0, 12)]);
    expect([code, stdout]).toEqual([0, expect.stringContaining(action.commandHash)]);
    const events = ["signal.received", "signal.sanitised", "recommendation.made", "action.decided", "action.outcome"];
    expect(events.filter((event) => !stdout.includes(event))).toEqual([]);
    const unknown = await runVerb(dataDir, ["actions", "show", "act_nothing"]);
    expect([unknown.code, unknown.stderr.split(":")[0]]).toEqual([1, "ACTION_UNKNOWN"]);
  });
});

describe("the reader's password is renewed", () => {
  const poll = async (): Promise<unknown> => (await world.cloud.invoke("agentic-pm-executor-dev-intake", {})).payload;
  const outlook = (answer: unknown): unknown =>
    (answer as { sources: { source: string; outcome: string }[] }).sources.find(({ source }) => source === "outlook");

  test(
    "while intake polls, and no mail is lost, also not when the cached password is gone",
    async () => {
      const { sandbox } = world;
      const { clientId } = sandbox.readOnly.graph;
      await poll();
      const rotated = await runVerb(dataDir, ["secrets", "rotate", READER, "--json"]);
      expect(rotated.code).toBe(0);
      expect(sandbox.passwordsOf(clientId).map(({ displayName }) => displayName)).toEqual([
        null,
        `agentic-pm ${String(JSON.parse(rotated.stdout).version)}`,
      ]);
      // The second takes the first password away, which an environment of intake still has in memory.
      expect((await runVerb(dataDir, ["secrets", "rotate", READER])).code).toBe(0);
      sandbox.faults.expireGraphTokens();
      await sandbox.deliver.mail({
        from: { name: "Ada Example", address: "ada.example@northwind-atlas.example" },
        subject: "The server room",
        text: "Please note that the server room is open on Monday.",
      });
      expect(outlook(await poll())).toMatchObject({
        outcome: expect.not.stringMatching(/unhealthy|failed/),
        code: null,
      });
      const api = new OperatorApi(connect(dataDir));
      expect((await api.signals()).filter(({ kind }) => kind === "mail")).toHaveLength(1);
      api.close();
    },
    SLOW,
  );

  test(
    "and so are the sender's and those of whoever renews the two; others are put by hand",
    async () => {
      for (const name of ["read-rotation-credentials", "rotation-credentials", "credentials"]) {
        expect((await runVerb(dataDir, ["secrets", "rotate", `/agentic-pm/graph/${name}`])).code).toBe(0);
      }
      const refused = await runVerb(dataDir, ["secrets", "rotate", "/agentic-pm/resend/api-key"]);
      expect([refused.code, refused.stderr.split(":")[0]]).toEqual([1, "SECRET_NOT_ROTATED"]);
    },
    SLOW,
  );
});
