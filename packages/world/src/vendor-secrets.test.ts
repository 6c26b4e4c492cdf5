import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startSandbox, type GraphAccess, type JiraAccess, type Sandbox } from "@agentic-pm/sandbox";
import { vendorSecrets } from "./vendor-secrets.ts";

let dataDir: string;
let sandbox: Sandbox;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "vendor-secrets-"));
  sandbox = await startSandbox({ dataDir });
});
afterAll(async () => {
  await sandbox.close();
  await rm(dataDir, { recursive: true, force: true });
});

const stored = <Shape>(name: string) => JSON.parse(vendorSecrets(sandbox)[name] ?? "null") as Shape;

async function comment(name: string): Promise<number> {
  const { baseUrl, email, apiToken } = stored<JiraAccess>(name);
  const authorization = `Basic ${Buffer.from(`${email}:${apiToken}`).toString("base64")}`;
  const content = [{ type: "paragraph", content: [{ type: "text", text: "Noted." }] }];
  const body = JSON.stringify({ body: { type: "doc", version: 1, content } });
  const headers = { authorization, "content-type": "application/json" };
  return (await fetch(`${baseUrl}/rest/api/3/issue/ATLAS-24/comment`, { method: "POST", headers, body })).status;
}

async function send(name: string): Promise<number> {
  const { authority, baseUrl, tenantId, clientId, clientSecret, mailbox } = stored<GraphAccess>(name);
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope: "https://graph.microsoft.com/.default",
  });
  const granted = await fetch(`${authority}/${tenantId}/oauth2/v2.0/token`, { method: "POST", body: form });
  const { access_token: token } = (await granted.json()) as { access_token: string };
  const message = { subject: "S", toRecipients: [{ emailAddress: { address: mailbox } }] };
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const body = JSON.stringify({ message });
  return (await fetch(`${baseUrl}/users/${mailbox}/sendMail`, { method: "POST", headers, body })).status;
}

describe("the vendors' secrets", () => {
  test("what intake holds writes no comment and sends no mail", async () => {
    expect(await comment("/agentic-pm/jira/read-token")).toBe(401);
    expect(await send("/agentic-pm/graph/read-credentials")).toBe(403);
    expect(await sandbox.effects()).toEqual([]);
  });

  test("what execute holds does both", async () => {
    expect(await comment("/agentic-pm/jira/api-token")).toBe(201);
    expect(await send("/agentic-pm/graph/credentials")).toBe(202);
    expect((await sandbox.effects()).map(({ kind }) => kind)).toEqual(["comment", "sendMail"]);
  });

  test("no credential that writes is in a secret of intake", () => {
    const { jira, graph, resend } = sandbox;
    const readable = ["/agentic-pm/jira/read-token", "/agentic-pm/graph/read-credentials"];
    const intake = readable.map((name) => vendorSecrets(sandbox)[name]).join();
    for (const secret of [jira.apiToken, graph.clientSecret, resend.apiKey]) expect(intake).not.toContain(secret);
  });

  test("both secrets of a vendor have the same fields, and the operator's address is the mailbox", () => {
    const fields = (name: string) => Object.keys(stored<object>(name));
    expect(fields("/agentic-pm/jira/read-token")).toEqual(fields("/agentic-pm/jira/api-token"));
    expect(fields("/agentic-pm/graph/read-credentials")).toEqual(fields("/agentic-pm/graph/credentials"));
    expect(stored("/agentic-pm/resend/api-key")).toEqual({
      ...sandbox.resend,
      operatorAddress: sandbox.graph.mailbox,
    });
  });
});
