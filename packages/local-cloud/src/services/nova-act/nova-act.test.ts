import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { join } from "node:path";
import type { Statement } from "@agentic-pm/iam";
import { startSmallCloud, type ClientConfig, type SmallCloud } from "../../gateway/small-cloud.ts";
import { callModule } from "../../test-support/call-module.ts";
import { putJson } from "../../test-support/signed-request.ts";
import { embeddedProvider } from "../bedrock/providers/embedded.ts";
import { puppetProvider } from "../bedrock/providers/puppet.ts";
import { createNovaAct, type NovaActService } from "./create-nova-act.ts";
import { definitionArn } from "./workflow-definitions.ts";

const NAME = "agentic-pm-booking";
const RUNS = `/workflow-definitions/${NAME}/workflow-runs`;
const STEP: Statement = {
  Sid: "StepThroughPages",
  Effect: "Allow",
  Action: ["CreateWorkflowRun", "UpdateWorkflowRun", "CreateSession", "CreateAct", "UpdateAct", "InvokeActStep"].map(
    (name) => `nova-act:${name}`,
  ),
  Resource: [definitionArn("agentic-pm-*"), `${definitionArn("agentic-pm-*")}/workflow-run/*`],
};
const NEW_RUN = { modelId: "nova-act-latest", clientInfo: { compatibilityVersion: 1, sdkVersion: "test" } };

let cloud: SmallCloud;
let service: NovaActService;
let client: ClientConfig;

beforeAll(async () => {
  cloud = await startSmallCloud(async ({ folder }) => {
    service = await createNovaAct({ dataDir: join(folder, "nova-act"), model: embeddedProvider() });
    return [service.module];
  });
  service.admin.putDefinition({ name: NAME });
  client = cloud.as("executor", [STEP]);
});
afterAll(() => cloud.close());

const put = (path: string, body: object, as = client) => putJson("nova-act", path, { body, as });

async function newAct(task: string): Promise<{ run: string; acts: string; act: string }> {
  const { body: run } = await put(RUNS, NEW_RUN);
  const { body: session } = await put(`${RUNS}/${run["workflowRunId"]}/sessions`, {});
  const acts = `${RUNS}/${run["workflowRunId"]}/sessions/${session["sessionId"]}/acts`;
  const { body: act } = await put(acts, { task, toolSpecs: [] });
  expect(act).toMatchObject({ status: "RUNNING" });
  return { run: `${RUNS}/${run["workflowRunId"]}`, acts, act: `${acts}/${act["actId"]}` };
}

const observation = (...lines: string[]) =>
  JSON.stringify({
    activeURL: "http://127.0.0.1/",
    browserDimensions: { windowWidth: 800, windowHeight: 600 },
    idToBboxMap: { 1: { x: 10, y: 20, width: 100, height: 30 } },
    simplifiedDOM: lines.join("\n"),
    screenshotBase64: "",
  });
const result = (callId: string, text: string) => ({ callId, content: [{ text }] });
const firstResults = (seen: string) => [result("initiateAct", "{}"), result("takeObservation", seen)];

describe("an act", () => {
  test("goes on step by step until it returns, and every step says who answered", async () => {
    const { run, act } = await newAct("Go to My trips and return");
    const menu = observation("<title>Search</title>", '<link nova-act-id="1" aria-label="My trips" href="http://x/"/>');
    const first = await put(`${act}/invoke-step/`, { callResults: firstResults(menu) });
    expect(first.headers.get("x-served-by")).toBe("embedded");
    expect(first.body).toMatchObject({ servedBy: "embedded" });
    const calls = callsOf(first.body);
    expect(calls.map(({ name, input }) => [name, input])).toEqual([
      ["agentClick", ["<box>20,10,50,110</box>"]],
      ["waitForPageToSettle", []],
      ["takeObservation", []],
    ]);
    const trips = observation("<title>My trips</title>");
    const second = await put(`${act}/invoke-step/`, {
      previousStepId: first.body["stepId"],
      callResults: calls.map(({ callId, name }) => result(callId, name === "takeObservation" ? trips : "null")),
    });
    expect(callsOf(second.body).map(({ name }) => name)).toEqual(["return"]);
    expect((await put(act, { status: "SUCCEEDED" })).status).toBe(200);
    expect((await put(run, { status: "SUCCEEDED" })).status).toBe(200);
    // Nothing goes on after the end.
    expect((await put(act, { status: "FAILED" })).status).toBe(409);
    expect((await put(`${run}/sessions`, {})).body).toMatchObject({ __type: "ConflictException" });
  });

  test("is there again after a restart, with the step that it had come to", async () => {
    const dataDir = join(cloud.folder, "again");
    const open = async () => await createNovaAct({ dataDir, model: embeddedProvider() });
    const { module: before, admin } = await open();
    admin.putDefinition({ name: NAME });
    const call = async (module: typeof before, path: string, body: object) => await callJson(module, { path, body });
    const run = await call(before, RUNS, NEW_RUN);
    const session = await call(before, `${RUNS}/${run["workflowRunId"]}/sessions`, {});
    const acts = `${RUNS}/${run["workflowRunId"]}/sessions/${session["sessionId"]}/acts`;
    const { actId } = await call(before, acts, { task: "Go to My trips and return" });
    const empty = observation("<title></title>");
    const first = await call(before, `${acts}/${actId}/invoke-step/`, { callResults: firstResults(empty) });
    await before.close?.();
    const { module: after } = await open();
    const second = await call(after, `${acts}/${actId}/invoke-step/`, {
      previousStepId: first["stepId"],
      callResults: callsOf(first).map(({ callId, name }) => result(callId, name === "wait" ? "null" : empty)),
    });
    expect(callsOf(second)[0]).toMatchObject({ name: "wait" });
    await after.close?.();
  });
});

describe("what is refused", () => {
  test.each([
    ["a client token under 33 characters", RUNS, { ...NEW_RUN, clientToken: "short" }, 400],
    ["a definition's name over 40 characters", `/workflow-definitions/${"n".repeat(41)}/workflow-runs`, NEW_RUN, 400],
    ["a definition that is not there", "/workflow-definitions/agentic-pm-other/workflow-runs", NEW_RUN, 404],
    ["a run that is not there", `${RUNS}/3b241101-e2bb-4255-8caf-4136c566a962/sessions`, {}, 404],
    ["a run without the client's version", RUNS, { modelId: "nova-act-latest" }, 400],
  ])("%s", async (_what, path, body, status) => {
    const answer = await put(path, body);
    expect(answer.status).toBe(status);
    expect(answer.body["__type"]).toBe(status === 404 ? "ResourceNotFoundException" : "ValidationException");
  });

  test("a step before the last one, one that never was, results of nobody's call, and none of an observation", async () => {
    const { act } = await newAct("Go to My trips and return");
    const seen = observation("<title></title>");
    const step = async (body: object) => (await put(`${act}/invoke-step/`, body)).body;
    expect(await step({ callResults: [result("takeObservation", seen)] })).toMatchObject({
      __type: "ValidationException",
    });
    expect(await step({ callResults: firstResults("null") })).toMatchObject({ __type: "ValidationException" });
    const first = await step({ callResults: firstResults(seen) });
    expect(await step({ callResults: firstResults(seen) })).toMatchObject({ __type: "ConflictException" });
    const unknown = { previousStepId: "3b241101-e2bb-4255-8caf-4136c566a962", callResults: firstResults(seen) };
    expect(await step(unknown)).toMatchObject({ __type: "ValidationException", reason: "FieldValidationFailed" });
    const strange = { previousStepId: first["stepId"], callResults: firstResults(seen) };
    expect(await step(strange)).toMatchObject({ message: "The last step has no call initiateAct." });
    const [one] = callsOf(first);
    const partly = { previousStepId: first["stepId"], callResults: [result(one?.callId ?? "", seen)] };
    expect(await step(partly)).toMatchObject({ __type: "ValidationException" });
  });

  test("a caller without permission on the run, and one who may not make definitions", async () => {
    const { run } = await newAct("Go to My trips and return");
    const narrow = cloud.as("narrow", [{ ...STEP, Resource: definitionArn(NAME) }]);
    const denied = await put(`${run}/sessions`, {}, narrow);
    expect(denied.status).toBe(403);
    expect(denied.body["message"]).toContain("nova-act:CreateSession");
    expect((await put("/workflow-definitions", { name: "agentic-pm-mine" })).status).toBe(403);
    const operator = cloud.as("operator", [{ ...STEP, Action: "nova-act:CreateWorkflowDefinition" }]);
    expect((await put("/workflow-definitions", { name: "agentic-pm-mine" }, operator)).status).toBe(201);
    expect((await put("/workflow-definitions", { name: "agentic-pm-mine" }, operator)).status).toBe(409);
  });

  test("the oldest run that is over, once there are a thousand others", async () => {
    const { module, admin } = await createNovaAct({ dataDir: join(cloud.folder, "many"), model: embeddedProvider() });
    admin.putDefinition({ name: NAME });
    const oldest = await callJson(module, { path: RUNS, body: NEW_RUN });
    const update = { path: `${RUNS}/${oldest["workflowRunId"]}`, body: { status: "SUCCEEDED" } };
    await callJson(module, update);
    for (let count = 0; count < 1_000; count += 1) await callJson(module, { path: RUNS, body: NEW_RUN });
    await expect(callJson(module, update)).rejects.toMatchObject({ code: "ResourceNotFoundException" });
    await module.close?.();
  });

  test("the same client token makes the same run", async () => {
    const asked = { ...NEW_RUN, clientToken: "booking-0123456789-0123456789-0123456789" };
    const [one, other] = [await put(RUNS, asked), await put(RUNS, asked)];
    expect(one.body["workflowRunId"]).toBe(other.body["workflowRunId"]);
  });
});

test("a puppet answers steps in its own name, and unusable answers are the model's failure", async () => {
  const dataDir = join(cloud.folder, "puppet");
  const asked: string[] = [];
  const model = puppetProvider(
    () => {
      throw new Error("not asked");
    },
    ({ task }) => {
      asked.push(task);
      return { calls: [] };
    },
  );
  const { module, admin } = await createNovaAct({ dataDir, model });
  admin.putDefinition({ name: NAME });
  const call = async (path: string, body: object) => await callJson(module, { path, body });
  const run = await call(RUNS, NEW_RUN);
  const session = await call(`${RUNS}/${run["workflowRunId"]}/sessions`, {});
  const acts = `${RUNS}/${run["workflowRunId"]}/sessions/${session["sessionId"]}/acts`;
  const { actId } = await call(acts, { task: "Do as you like" });
  const step = call(`${acts}/${actId}/invoke-step/`, { callResults: firstResults(observation("<title>x</title>")) });
  await expect(step).rejects.toMatchObject({ code: "InternalServerException" });
  expect(asked).toEqual(["Do as you like"]);
  await module.close?.();
});

type Calls = readonly { readonly callId: string; readonly name: string; readonly input: unknown }[];

function callsOf(body: Readonly<Record<string, unknown>>): Calls {
  return body["calls"] as Calls;
}

async function callJson(module: NovaActService["module"], { path, body }: { path: string; body: object }) {
  const answer = await callModule(module, { method: "PUT", rawPath: path, body: JSON.stringify(body) });
  return JSON.parse(String(answer.body)) as Record<string, unknown>;
}
