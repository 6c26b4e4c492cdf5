import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { embeddedProvider, openFunctionEnvironment, runOnce } from "@agentic-pm/local-cloud";
import { functionNames, packageServices, ROOT, servicesInDeployOrder } from "@agentic-pm/packaging";
import { connect, OperatorApi, startWorld, type World } from "@agentic-pm/world";
import { runVerb, type VerbRun } from "./run-verb.ts";

const SLOW = 240_000;
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

describe("each function, straight", () => {
  test("has an event whose answer its README tells", () => {
    const functions = servicesInDeployOrder().flatMap((service) =>
      functionNames(service).map((name) => `${service.name} ${name}`),
    );
    expect([...new Set(rows.map(({ service, functionName }) => `${service} ${functionName}`))].toSorted()).toEqual(
      functions.toSorted(),
    );
  });

  test.each(rows)(
    "$service $functionName with $file: $expected",
    async ({ service, folder, file, functionName, expected }) => {
      const opened = await openFunctionEnvironment(dataDir, `agentic-pm-${service}-dev-${functionName}`);
      expect(opened.variables["AWS_ACCESS_KEY_ID"]).toMatch(/^ASIA/);
      const event: unknown = JSON.parse(readFileSync(join(folder, "events", file), "utf8"));
      const outcome = await runOnce(opened, event, () => undefined);
      expect(outcome.ok ? "answers" : outcome.error).toEqual(
        expected === "answers" ? "answers" : expect.objectContaining({ errorType: expected }),
      );
    },
  );
});

/** `serverless invoke local` in the service's folder, as the card says. */
async function framework(
  { folder, functionName, file }: Pick<EventRow, "folder" | "functionName" | "file">,
  data = dataDir,
): Promise<VerbRun> {
  const command = join(ROOT, "node_modules", "serverless", "bin", "serverless.js");
  const words = [command, "invoke", "local", "-f", functionName, "-p", `events/${file}`];
  const env = { ...process.env, AGENTIC_PM_DATA: data, NO_COLOR: "1", SLS_NOTIFICATIONS_MODE: "off", NODE_OPTIONS: "" };
  const child = spawn(process.execPath, words, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  // The framework tells its own errors on standard output.
  return { code, stdout, stderr: `${stdout}${stderr}` };
}

const firstOfEach = rows.filter(({ service }, at) => rows.findIndex((row) => row.service === service) === at);

describe("the framework's own command in the service's folder", () => {
  test.each(firstOfEach)(
    "runs $service $functionName, and ends with its code",
    async (row) => {
      const { code, stdout } = await framework(row);
      expect(code).toBe(row.expected === "answers" ? 0 : 1);
      if (row.expected !== "answers") expect(stdout).toContain(row.expected);
    },
    SLOW,
  );

  test(
    "says where no cloud runs, and which functions there are",
    async () => {
      const [row] = firstOfEach;
      if (row === undefined) throw new Error("no events");
      const nowhere = await framework(row, join(dataDir, "nowhere"));
      expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining("CLOUD_NOT_RUNNING") });
      const unknown = await framework({ ...row, functionName: "nothing" });
      expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining("FUNCTION_UNKNOWN") });
      const eventless = await framework({ ...row, file: "nothing.json" });
      expect(eventless).toMatchObject({ code: 1, stderr: expect.stringContaining("nothing.json") });
    },
    SLOW,
  );
});

describe("pnpm invoke", () => {
  test("writes the answer, and exits with 0", async () => {
    const { code, stdout } = await runVerb(dataDir, ["invoke", "platform", "migrate"]);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { applied: [] }]);
  });

  test("says the handler's own code, cause and remedy, and exits with 1", async () => {
    const { code, stderr, stdout } = await runVerb(dataDir, ["invoke", "triage", "sanitise"]);
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

  test("refuses an event that is no JSON, and a folder on which no cloud runs", async () => {
    const broken = join(dataDir, "broken.json");
    writeFileSync(broken, "{");
    const malformed = await runVerb(dataDir, ["invoke", "triage", "sanitise", "--event", broken, "--json"]);
    expect([malformed.code, JSON.parse(malformed.stdout)]).toMatchObject([1, { error: { code: "EVENT_MALFORMED" } }]);
    const nowhere = await runVerb(join(dataDir, "nowhere"), ["invoke", "triage", "sanitise"]);
    expect([nowhere.code, nowhere.stderr.split(":")[0]]).toEqual([1, "CLOUD_NOT_RUNNING"]);
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
