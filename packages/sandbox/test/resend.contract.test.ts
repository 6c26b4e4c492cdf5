import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { caller, listOf, resendClient, runSandbox, type RunningSandbox } from "./sandbox-client.ts";

const DAY_MS = 86_400_000;
let now = new Date("2026-03-10T14:30:00Z");
let running: RunningSandbox;
let resend: ReturnType<typeof resendClient>;
beforeAll(async () => {
  running = await runSandbox({ clock: () => now });
  resend = resendClient(running.sandbox);
});
afterAll(() => running.stop());

const email = (other: object = {}) => ({
  from: running.sandbox.resend.from,
  to: "eleanor.marsh@calderfinch.example",
  subject: "Test accounts",
  text: "Forty of sixty are ready.",
  ...other,
});
const send = (payload: unknown, key?: string) =>
  resend("POST", "/emails", payload, key === undefined ? {} : { "idempotency-key": key });

describe("Resend", () => {
  test("a missing and a wrong key are refused", async () => {
    const { baseUrl } = running.sandbox.resend;
    expect((await caller(baseUrl, {})("GET", "/domains")).body).toEqual({
      statusCode: 401,
      name: "missing_api_key",
      message: "Missing API Key",
    });
    const wrong = await caller(baseUrl, { authorization: "Bearer re_wrong" })("POST", "/emails", email());
    expect(wrong.body).toEqual({ statusCode: 401, name: "validation_error", message: "API key is invalid" });
  });

  test("a mail is sent once, can be read, and is one effect", async () => {
    const before = (await running.sandbox.effects()).length;
    const { status, body } = await send(email({ cc: ["rhys.penhallow@calderfinch.example"] }));
    expect(status).toBe(200);
    const read = await resend("GET", `/emails/${String(body["id"])}`);
    expect(read.body).toMatchObject({
      object: "email",
      to: ["eleanor.marsh@calderfinch.example"],
      last_event: "delivered",
      created_at: "2026-03-10 14:30:00.000000+00",
    });
    expect((await running.sandbox.effects()).slice(before)).toMatchObject([
      {
        vendor: "resend",
        kind: "email",
        target: "eleanor.marsh@calderfinch.example, rhys.penhallow@calderfinch.example",
        detail: { text: "Forty of sixty are ready." },
      },
    ]);
    expect((await resend("GET", "/emails/unknown")).body).toMatchObject({ statusCode: 404, name: "not_found" });
  });

  test("the same key and payload give the same id and no second effect", async () => {
    const first = await send(email(), "key-1");
    const before = await running.sandbox.effects();
    const second = await send(email(), "key-1");
    expect(second.body).toEqual(first.body);
    expect(await running.sandbox.effects()).toEqual(before);
    expect(before.at(-1)).toMatchObject({ idempotencyKey: "key-1" });
  });

  test("the same key with another payload is a conflict, until a day has passed", async () => {
    await send(email(), "key-2");
    const conflict = await send(email({ subject: "Something else" }), "key-2");
    expect(conflict.status).toBe(409);
    expect(conflict.body).toMatchObject({ statusCode: 409, name: "invalid_idempotent_request" });
    now = new Date(now.getTime() + DAY_MS);
    expect((await send(email({ subject: "Something else" }), "key-2")).status).toBe(200);
  });

  test("a key of more than 256 characters is refused", async () => {
    expect((await send(email(), "k".repeat(257))).body).toMatchObject({
      statusCode: 400,
      name: "invalid_idempotency_key",
    });
  });

  test.each([
    [{ from: undefined }, 422, "missing_required_field", "Missing `from` field."],
    [{ to: undefined }, 422, "missing_required_field", "Missing `to` field."],
    [{ subject: undefined }, 422, "missing_required_field", "Missing `subject` field."],
    [{ text: undefined }, 422, "missing_required_field", "Missing `html` or `text` field."],
    [{ to: "not an address" }, 422, "validation_error", "Invalid `to` field."],
    [{ to: [] }, 422, "validation_error", "Invalid `to` field."],
    [{ to: Array.from({ length: 51 }, (_, n) => `p${n}@x.example`) }, 422, "validation_error", "at most 50"],
    [{ subject: "a\r\nBcc: x@evil.example" }, 422, "validation_error", "not allowed in the `subject`"],
    [{ from: "x@northwind-atlas.example.evil.example" }, 403, "validation_error", "domain is not verified"],
    [{ from: "x@evilnorthwind-atlas.example" }, 403, "validation_error", "domain is not verified"],
  ])("the mail with %j is refused", async (other, status, name, message) => {
    const before = await running.sandbox.effects();
    const answer = await send(email(other));
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ statusCode: status, name, message: expect.stringContaining(message) });
    expect(await running.sandbox.effects()).toEqual(before);
  });

  test("the verified domain is listed", async () => {
    const { body } = await resend("GET", "/domains");
    expect(listOf(body, "data")).toMatchObject([{ name: "northwind-atlas.example", status: "verified" }]);
  });

  test("a body of more than 16 MB is refused", async () => {
    expect((await send(email({ text: "x".repeat(17 * 1024 * 1024) }))).body).toMatchObject({ statusCode: 413 });
  });

  test("a body that is no JSON, an unknown path and a wrong method have Resend's errors", async () => {
    expect((await send("{")).body).toMatchObject({ statusCode: 400 });
    expect((await resend("GET", "/nothing")).body).toMatchObject({ name: "not_found" });
    expect((await resend("DELETE", "/emails")).body).toMatchObject({ name: "method_not_allowed" });
  });
});
