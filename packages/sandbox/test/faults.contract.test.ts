import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import {
  adf,
  caller,
  graphClient,
  jiraClient,
  listOf,
  resendClient,
  runSandbox,
  type RunningSandbox,
} from "./sandbox-client.ts";

let running: RunningSandbox;
beforeAll(async () => {
  running = await runSandbox();
});
afterAll(() => running.stop());
beforeEach(() => running.sandbox.faults.clear());

const comment = () =>
  jiraClient(running.sandbox)("POST", "/rest/api/3/issue/ATLAS-31/comment", { body: adf("Hello.") });

describe("faults on demand", () => {
  test("each vendor answers 429 with Retry-After in its own shape, as often as asked", async () => {
    const { faults } = running.sandbox;
    faults.jira.rateLimit(2, 7);
    for (const _attempt of [1, 2]) {
      const limited = await comment();
      expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "7"]);
      expect(limited.body).toHaveProperty("errorMessages");
    }
    expect((await comment()).status).toBe(201);

    faults.graph.rateLimit(1, 3, "/v1.0/");
    const throttled = await (await graphClient(running.sandbox))("GET", "/users");
    expect([throttled.status, throttled.headers.get("retry-after")]).toEqual([429, "3"]);
    expect(throttled.body["error"]).toMatchObject({ code: "ApplicationThrottled" });

    faults.resend.rateLimit(1, 2);
    const limited = await resendClient(running.sandbox)("GET", "/domains");
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "2"]);
    expect(limited.body).toMatchObject({ statusCode: 429, name: "rate_limit_exceeded" });
  });

  test("a failing server has no effect", async () => {
    const before = await running.sandbox.effects();
    running.sandbox.faults.jira.serverError(1, 502);
    expect((await comment()).status).toBe(502);
    expect(await running.sandbox.effects()).toEqual(before);
  });

  test("a reset connection leaves an effect and no answer", async () => {
    const before = (await running.sandbox.effects()).length;
    running.sandbox.faults.jira.resetAfterEffect();
    expect((await jiraClient(running.sandbox)("GET", "/rest/api/3/myself")).status).toBe(200);
    await expect(comment()).rejects.toThrow("fetch failed");
    expect(await running.sandbox.effects()).toHaveLength(before + 1);
    expect((await comment()).status).toBe(201);
  });

  test("a slow answer comes all the same", async () => {
    running.sandbox.faults.jira.slow(1, 30);
    expect((await comment()).status).toBe(201);
  });

  test("a fault for one route leaves the others alone", async () => {
    running.sandbox.faults.jira.serverError(1, 500, "/transitions");
    expect((await comment()).status).toBe(201);
    expect((await jiraClient(running.sandbox)("GET", "/rest/api/3/issue/ATLAS-31/transitions")).status).toBe(500);
  });

  test("requests are counted by route, the refused ones too", async () => {
    const route = "POST /rest/api/3/issue/{key}/comment";
    const before = running.sandbox.requests().jira[route] ?? 0;
    running.sandbox.faults.jira.rateLimit();
    await comment();
    await comment();
    expect(running.sandbox.requests().jira[route]).toBe(before + 2);
  });
});

describe("control from another process", () => {
  const control = (token?: string) =>
    caller(`${running.sandbox.jira.baseUrl}/__sandbox`, token === undefined ? {} : { "x-sandbox-control": token });
  const open = () => control(running.sandbox.controlToken);

  test("nothing is answered without the token", async () => {
    expect((await control()("GET", "/effects")).status).toBe(403);
    expect((await control("guess")("POST", "/faults", { kind: "clear" })).status).toBe(403);
  });

  test("faults are ordered over HTTP", async () => {
    expect((await open()("POST", "/faults", { kind: "rateLimit", times: 1, retryAfterSeconds: 4 })).status).toBe(204);
    expect((await comment()).headers.get("retry-after")).toBe("4");
    const graph = await graphClient(running.sandbox);
    expect((await open()("POST", "/faults", { kind: "expireGraphTokens" })).status).toBe(204);
    expect((await graph("GET", "/users")).status).toBe(401);
    expect((await open()("POST", "/faults", { kind: "earthquake" })).status).toBe(400);
    expect((await open()("POST", "/faults", { kind: "slow", delayMs: "long" })).status).toBe(400);
    expect((await open()("POST", "/faults", "[]")).status).toBe(400);
  });

  test("deliveries, effects, state and counters are reached over HTTP", async () => {
    const posted = await open()("POST", "/deliver", {
      kind: "jiraComment",
      issueKey: "ATLAS-42",
      text: "From outside.",
    });
    expect(posted.status).toBe(201);
    const state = await open()("GET", "/state");
    expect(listOf(state.body, "comments").map(({ id }) => id)).toContain(posted.body["commentId"]);
    const from = { address: "x@calderfinch.example" };
    expect((await open()("POST", "/deliver", { kind: "mail", subject: "Hi", text: "Hi", from })).status).toBe(201);
    expect((await open()("POST", "/deliver", { kind: "jiraIssue", summary: "New" })).body).toMatchObject({
      key: "ATLAS-61",
    });
    const unknown = await open()("POST", "/deliver", { kind: "jiraComment", issueKey: "ATLAS-999", text: "x" });
    expect([unknown.status, unknown.body["code"]]).toEqual([400, "SANDBOX_UNKNOWN_TARGET"]);
    expect((await open()("POST", "/deliver", { kind: "telegram" })).status).toBe(400);
    const { body } = await open()("GET", "/effects");
    expect(listOf(body, "effects")).toEqual(JSON.parse(JSON.stringify(await running.sandbox.effects())));
    expect((await open()("GET", "/requests")).body).toHaveProperty("graph");
    expect((await open()("GET", "/nowhere")).status).toBe(404);
  });
});
