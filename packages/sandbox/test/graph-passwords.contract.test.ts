import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startSandbox } from "../src/index.ts";
import { graphClient, requestToken, runSandbox, type RunningSandbox } from "./sandbox-client.ts";

let now = new Date("2026-03-10T14:30:00Z");
let running: RunningSandbox;
beforeAll(async () => {
  running = await runSandbox({ clock: () => now, seed: "empty" });
});
afterAll(() => running.stop());

/** Signs in anew for each call: the clock moves by days. */
const rotatorOf =
  (whose: "reader" | "sender"): Awaited<ReturnType<typeof graphClient>> =>
  async (...call) => {
    const { graph, graphRotators } = running.sandbox;
    return (await graphClient({ graph: { ...graph, ...graphRotators[whose] } }))(...call);
  };
const rotator = rotatorOf("reader");
const of = (clientId: string): string => `/applications(appId='${clientId}')`;
const reader = () => running.sandbox.readOnly.graph;
const signsIn = async (clientSecret: string): Promise<number> =>
  (await requestToken({ graph: { ...reader(), clientSecret } })).status;
const add = async (passwordCredential: object = {}) =>
  (await rotator("POST", `${of(reader().clientId)}/addPassword`, { passwordCredential })).body;

describe("an application's passwords", () => {
  test("are added with a text that is told once, and several are good at a time", async () => {
    const added = await add({ displayName: "second", endDateTime: "2026-06-01T00:00:00Z" });
    expect(added).toMatchObject({ displayName: "second", endDateTime: "2026-06-01T00:00:00Z" });
    const text = String(added["secretText"]);
    expect(added["hint"]).toBe(text.slice(0, 3));
    expect([await signsIn(text), await signsIn(reader().clientSecret)]).toEqual([200, 200]);
    const { body } = await rotator("GET", `${of(reader().clientId)}?$select=passwordCredentials`);
    expect(body["passwordCredentials"]).toMatchObject([
      { displayName: null, secretText: null },
      { displayName: "second", secretText: null, keyId: added["keyId"] },
    ]);
  });

  test("end at their date, and at once when they are removed", async () => {
    const { secretText, keyId } = await add({ endDateTime: "2026-03-11T00:00:00Z" });
    now = new Date("2026-03-12T00:00:00Z");
    const graph = { ...reader(), clientSecret: String(secretText) };
    expect((await requestToken({ graph })).body).toMatchObject({ error_codes: [7000222] });
    const removed = await rotator("POST", `${of(graph.clientId)}/removePassword`, { keyId });
    expect(removed.status).toBe(204);
    expect((await requestToken({ graph })).body).toMatchObject({ error_codes: [7000215] });
    const again = await rotator("POST", `${of(graph.clientId)}/removePassword`, { keyId });
    expect([again.status, again.body["error"]?.["code"]]).toEqual([400, "Request_BadRequest"]);
  });

  test("may be refused until the directory's replicas have them", async () => {
    running.sandbox.faults.refuseNewPasswords(2);
    const text = String((await add())["secretText"]);
    running.sandbox.faults.clear();
    expect([await signsIn(text), await signsIn(text), await signsIn(text)]).toEqual([401, 401, 200]);
  });

  test("come and go as effects, without their text, and are there after a restart", async () => {
    const { secretText, keyId } = await add({ displayName: "kept" });
    const effects = await running.sandbox.effects();
    expect(effects.at(-1)).toMatchObject({ kind: "password.added", target: reader().clientId, detail: { keyId } });
    expect(JSON.stringify(effects)).not.toContain(String(secretText));
    const { stop } = running;
    await running.sandbox.close();
    const sandbox = await startSandbox({ dataDir: running.dataDir, clock: () => now });
    running = { ...running, sandbox, stop: () => sandbox.close().then(stop) };
    expect(await signsIn(String(secretText))).toBe(200);
  });
});

describe("whoever renews passwords", () => {
  const idsOf = (whose: "reader" | "sender"): readonly string[] => {
    const { graph, readOnly, graphRotators } = running.sandbox;
    return [whose === "reader" ? readOnly.graph.clientId : graph.clientId, graphRotators[whose].clientId];
  };

  test.each([
    ["reader", "sender"],
    ["sender", "reader"],
  ] as const)("of the %s owns it and itself, and can do nothing in a mailbox", async (whose, other) => {
    const owner = rotatorOf(whose);
    for (const clientId of idsOf(whose)) expect((await owner("GET", of(clientId))).status).toBe(200);
    const mailbox = `/users/${encodeURIComponent(running.sandbox.graph.mailbox)}`;
    expect((await owner("GET", `${mailbox}/messages/x`)).status).toBe(403);
    expect((await owner("POST", `${mailbox}/sendMail`, {})).status).toBe(403);
    for (const clientId of idsOf(other)) expect((await owner("GET", of(clientId))).status).toBe(403);
  });

  test.each([
    ["reader", "sender"],
    ["sender", "reader"],
  ] as const)(
    "of the %s can neither add a password to the %s or its rotator nor take one away",
    async (whose, other) => {
      for (const clientId of idsOf(other)) {
        const before = running.sandbox.passwordsOf(clientId);
        const calls = [
          ["addPassword", { passwordCredential: {} }],
          ["removePassword", { keyId: before[0]?.keyId }],
        ] as const;
        for (const [action, body] of calls) {
          const refused = await rotatorOf(whose)("POST", `${of(clientId)}/${action}`, body);
          expect([refused.status, refused.body["error"]?.["code"]]).toEqual([403, "Authorization_RequestDenied"]);
        }
        expect(running.sandbox.passwordsOf(clientId)).toEqual(before);
      }
    },
  );

  test("is nobody else", async () => {
    const read = await graphClient({ graph: reader() });
    for (const path of [of(reader().clientId), `${of(reader().clientId)}/addPassword`]) {
      const refused = await read(
        path.endsWith("Password") ? "POST" : "GET",
        path,
        path.endsWith("Password") ? {} : undefined,
      );
      expect([refused.status, refused.body["error"]?.["code"]]).toEqual([403, "Authorization_RequestDenied"]);
    }
  });

  test.each([
    ["no such application", "GET", "/applications(appId='none')", undefined, 404],
    ["a password that is none", "POST", "addPassword", { passwordCredential: "x" }, 400],
    ["a date that is none", "POST", "addPassword", { passwordCredential: { endDateTime: "soon" } }, 400],
  ])("is refused %s", async (_what, method, path, body, status) => {
    const target = path.startsWith("/") ? path : `${of(reader().clientId)}/${path}`;
    expect((await rotator(method, target, body)).status).toBe(status);
  });
});
