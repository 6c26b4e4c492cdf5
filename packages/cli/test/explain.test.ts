import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { ROOT } from "@agentic-pm/packaging";
import { runVerb } from "./run-verb.ts";

jest.setTimeout(60_000);

const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:/agentic-pm/jira/read-token-AbCdEf";

let data: string;
let server: Server;

/** IAM as the cloud answers it: `intake` may read, nobody else is known but `sanitise`. */
const answer = (role: string): { status: number; body: string } => {
  const result = (decision: string, details: Record<string, string>, policy: string) =>
    `<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults><member><EvalActionName>a</EvalActionName><EvalDecision>${decision}</EvalDecision><MatchedStatements>${policy === "" ? "" : `<member><SourcePolicyId>${policy}</SourcePolicyId></member>`}</MatchedStatements><EvalDecisionDetails>${Object.entries(
      details,
    )
      .map(([key, value]) => `<entry><key>${key}</key><value>${value}</value></entry>`)
      .join(
        "",
      )}</EvalDecisionDetails></member></EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`;
  if (role.endsWith("-intake")) {
    const details = { sid: "ReadJiraAndMailWithReadTokens", reason: "It allows it." };
    return { status: 200, body: result("allowed", details, "agentic-pm-dev-intake/inline") };
  }
  if (role.endsWith("-sanitise")) {
    const details = {
      reason: "No policy allows it.",
      nearestSid: "ReadOwnDatabasePassword",
      nearestPolicy: "p",
      nearestWhy: "Resource",
    };
    return { status: 200, body: result("implicitDeny", details, "") };
  }
  const error = `<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>No role ${role}</Message></Error></ErrorResponse>`;
  return { status: 404, body: error };
};

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "agentic-pm-explain-"));
  mkdirSync(join(data, "cloud"));
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    request.on("end", () => {
      const { status, body: xml } = answer(new URLSearchParams(body).get("PolicySourceArn") ?? "");
      response.writeHead(status, { "content-type": "text/xml" }).end(xml);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const cloud = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: "us-east-1",
    account: "111122223333",
    pid: process.pid,
    exports: { "agentic-pm-dev-JiraReadSecretArn": SECRET, "agentic-pm-dev-AuditTableName": "audit" },
    webSockets: [{ apiName: "agentic-pm-chat-dev", url: "ws://127.0.0.1:4600/dev" }],
  };
  writeFileSync(join(data, "cloud", "cloud.json"), JSON.stringify(cloud));
  writeFileSync(
    join(data, "sign-in.json"),
    JSON.stringify({ issuer: "http://127.0.0.1:4700", secretKey: "sk_test", origin: "http://chat.example" }),
  );
  writeFileSync(
    join(data, "cloud", "operator-credentials.json"),
    JSON.stringify({ accessKeyId: "AKIAEXAMPLE", secretAccessKey: "s" }),
  );
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  rmSync(data, { recursive: true });
});

const explain = (...args: readonly string[]) => runVerb(data, ["iam", "explain", ...args]);

describe("agentic-pm iam explain", () => {
  test("names the deciding statement, with the file and the line where it is written, and ends with 0", async () => {
    const { code, stdout } = await explain("intake", "secretsmanager:GetSecretValue", "JiraReadSecretArn", "--json");
    expect(code).toBe(0);
    const { sid, decision, resource, places } = JSON.parse(stdout) as {
      sid: string;
      decision: string;
      resource: string;
      places: { file: string; line: number }[];
    };
    expect({ sid, decision, resource }).toEqual({
      sid: "ReadJiraAndMailWithReadTokens",
      decision: "allowed",
      resource: SECRET,
    });
    for (const { file, line } of places)
      expect(readFileSync(join(ROOT, file), "utf8").split("\n")[line - 1]).toContain(sid);
    expect(places.map(({ file }) => file)).toEqual(["services/executor/serverless.yml"]);
  });

  test("names the nearest statement, of this function among those of one name, and ends with 1", async () => {
    const { code, stdout } = await explain("sanitise", "secretsmanager:GetSecretValue", SECRET, "--json");
    expect(code).toBe(1);
    const { nearest, places } = JSON.parse(stdout) as {
      nearest: { sid: string };
      places: { file: string; line: number }[];
    };
    expect(nearest.sid).toBe("ReadOwnDatabasePassword");
    expect(places).toHaveLength(1);
    expect(places[0]?.file).toBe("services/triage/serverless.yml");
  });

  test.each([
    {
      what: "function",
      args: ["sanitize", "s3:GetObject", "*"],
      code: "FUNCTION_UNKNOWN",
      remedy: "Closest: sanitise",
    },
    {
      what: "action",
      args: ["intake", "secretsmanager:GetSecret", "*"],
      code: "ACTION_UNKNOWN",
      remedy: "secretsmanager:GetSecretValue",
    },
    { what: "service", args: ["intake", "secrets:Get", "*"], code: "ACTION_UNKNOWN", remedy: "service:Action" },
    { what: "action, for it is a pattern", args: ["intake", "s3:*", "*"], code: "ACTION_UNKNOWN", remedy: "Closest" },
    {
      what: "resource",
      args: ["intake", "s3:GetObject", "JiraSecretArn"],
      code: "RESOURCE_UNKNOWN",
      remedy: "JiraReadSecretArn",
    },
  ])("says of an unknown $what what is close to it", async ({ args, code, remedy }) => {
    const run = await explain(...args);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(`${code}: `);
    expect(run.stderr).toContain(remedy);
  });
});
