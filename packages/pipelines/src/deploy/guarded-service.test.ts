import { createServer, type Server } from "node:http";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";

interface Step {
  run(): Promise<void>;
}
interface Removing {
  prepare(): Promise<void>;
  tell(): void;
}
const load = createRequire(import.meta.url);
const AfterDeploy = load("../../../serverless-guard/src/after-deploy.cjs") as new (serverless: unknown) => Step;
const Removal = load("../../../serverless-guard/src/removal.cjs") as new (serverless: unknown) => Removing;

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the account answers next. */
let answer: Answer;
/** What it answers of some stacks. */
let ofStacks: Readonly<Record<string, Answer>>;
/** The paths of calls, in order. */
let called: string[];
let account: Server;
let endpoint: string;
let told: string;

beforeAll(async () => {
  account = createServer(async (request, response) => {
    called.push(request.url ?? "");
    const asked = await new Response(Readable.toWeb(request) as ReadableStream).text();
    const { status = 200, headers, body } = ofStacks[new URLSearchParams(asked).get("StackName") ?? ""] ?? answer;
    response.writeHead(status, headers ?? { "content-type": "text/xml" });
    response.end(body);
  });
  await new Promise<void>((resolve) => account.listen(0, "127.0.0.1", resolve));
  const address = account.address();
  endpoint = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => {
  account.closeAllConnections();
  account.close();
});
beforeEach(() => {
  called = [];
  ofStacks = {};
  told = "";
  jest.spyOn(process.stderr, "write").mockImplementation((words) => {
    told += String(words);
    return true;
  });
});

/** As much of the framework as is asked. */
function framework(afterDeploy: readonly string[] = [], stackName = "agentic-pm-platform-dev") {
  const credentials = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "example" };
  const provider = {
    naming: { getStackName: () => stackName },
    getAwsSdkV3Config: async () => ({ region: "us-east-1", endpoint, credentials, maxAttempts: 1 }),
  };
  const service = {
    provider: { stage: "dev" },
    custom: { guard: { afterDeploy } },
    functions: { migrate: { name: "agentic-pm-dev-migrate" } },
  };
  return { service, classes: { Error }, getProvider: () => provider };
}

describe("a step of a deploy", () => {
  test("is called when the stack stands, and what it answers is told", async () => {
    answer = { headers: {}, body: '{"applied":3}' };
    await new AfterDeploy(framework(["migrate"])).run();
    expect(called).toEqual([expect.stringContaining("/functions/agentic-pm-dev-migrate/invocations")]);
    expect(told).toBe('migrate: {"applied":3}\n');
  });

  test("fails the deploy when it fails", async () => {
    answer = { headers: { "x-amz-function-error": "Unhandled" }, body: '{"errorMessage":"no such schema"}' };
    await expect(new AfterDeploy(framework(["migrate"])).run()).rejects.toThrow(
      /AFTER_DEPLOY_FAILED: .*agentic-pm-dev-migrate failed: .*no such schema.*\n→ Correct it and deploy again/,
    );
  });

  test("has to be a function of the service", async () => {
    await expect(new AfterDeploy(framework(["migrat"])).run()).rejects.toThrow("migrat: no such function");
    expect(called).toEqual([]);
  });

  test("of platform is its migrations", () => {
    const file = new URL("../../../../services/platform/serverless.yml", import.meta.url);
    expect(readFileSync(file, "utf8")).toMatch(/^ {4}afterDeploy: \[migrate\]$/m);
  });
});

describe("a removal", () => {
  const cluster = (protection: unknown, more: object = {}) => ({
    Type: "AWS::RDS::DBCluster",
    Properties: { DBClusterIdentifier: "agentic-pm-dev", DeletionProtection: protection },
    ...more,
  });

  function templateOf(resources: object): Answer {
    const template = JSON.stringify({ Resources: resources }).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    return {
      body: `<GetTemplateResponse><GetTemplateResult><TemplateBody>${template}</TemplateBody></GetTemplateResult></GetTemplateResponse>`,
    };
  }
  const deployed = (resources: object): void => void (answer = templateOf(resources));

  describe("by compose", () => {
    beforeEach(() => void (process.env["SLS_COMPOSE"] = "1"));
    afterEach(() => void delete process.env["SLS_COMPOSE"]);

    test("is refused in the first service where a later one is protected", async () => {
      deployed({});
      ofStacks = { "agentic-pm-platform-dev": templateOf({ Cluster: cluster(true) }) };
      await expect(new Removal(framework([], "agentic-pm-booking-dev")).prepare()).rejects.toThrow(
        /REMOVAL_PROTECTED: agentic-pm-dev \(Cluster\) of agentic-pm-platform-dev .*Nothing was removed.\n→ .* in services\/platform;/,
      );
    });

    test("goes on where none is, and where the others are not deployed", async () => {
      deployed({ Cluster: cluster(false) });
      await expect(new Removal(framework([], "agentic-pm-booking-dev")).prepare()).resolves.toBeUndefined();
      refused("ValidationError", "Stack with id agentic-pm-platform-dev does not exist");
      await expect(new Removal(framework([], "agentic-pm-booking-dev")).prepare()).resolves.toBeUndefined();
    });
  });

  test("in a service's own folder minds that service alone", async () => {
    deployed({});
    ofStacks = { "agentic-pm-platform-dev": templateOf({ Cluster: cluster(true) }) };
    await expect(new Removal(framework([], "agentic-pm-booking-dev")).prepare()).resolves.toBeUndefined();
  });

  test.each([true, "true"])("of what is protected (%p) is refused before anything is gone", async (protection) => {
    deployed({ Cluster: cluster(protection) });
    await expect(new Removal(framework()).prepare()).rejects.toThrow(
      /REMOVAL_PROTECTED: agentic-pm-dev \(Cluster\) is protected.*\n→ Switch the protection off first/,
    );
  });

  test("lists at the end what is kept, and how", async () => {
    deployed({
      Cluster: cluster(false, { DeletionPolicy: "Snapshot" }),
      Rows: { Type: "AWS::DynamoDB::Table", Properties: { TableName: "rows" }, DeletionPolicy: "Retain" },
      Gone: { Type: "AWS::SNS::Topic" },
    });
    const removal = new Removal(framework());
    await removal.prepare();
    removal.tell();
    expect(told).toMatch(
      /Kept on purpose.*\n {2}AWS::RDS::DBCluster {2}agentic-pm-dev {2}\(as a snapshot\)\n {2}AWS::DynamoDB::Table {2}rows {2}\(as it was\)\n/,
    );
    expect(told).not.toContain("Gone");
  });

  function refused(code: string, message: string): void {
    const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
    answer = { status: 400, body };
  }

  test("of a stack that is not there is the framework's to tell", async () => {
    refused("ValidationError", "Stack with id agentic-pm-platform-dev does not exist");
    const removal = new Removal(framework());
    await expect(removal.prepare()).resolves.toBeUndefined();
    removal.tell();
    expect(told).toBe("");
  });

  test("of a stack whose first change set was never executed goes on", async () => {
    answer = { body: "<GetTemplateResponse><GetTemplateResult/></GetTemplateResponse>" };
    await expect(new Removal(framework()).prepare()).resolves.toBeUndefined();
  });

  test.each([
    ["AccessDenied", "not authorized to perform: cloudformation:GetTemplate"],
    ["Throttling", "Rate exceeded"],
    ["ValidationError", "the name is too long"],
  ])("whose protections cannot be read (%s) does not begin", async (code, message) => {
    refused(code, message);
    await expect(new Removal(framework()).prepare()).rejects.toThrow(message);
  });
});
