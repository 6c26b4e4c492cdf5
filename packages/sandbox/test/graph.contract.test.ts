import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  caller,
  graphClient,
  listOf,
  requestToken,
  runSandbox,
  type Answer,
  type Json,
  type RunningSandbox,
} from "./sandbox-client.ts";

const HOUR_MS = 3_600_000;
let now = new Date("2026-03-10T14:30:00Z");
let running: RunningSandbox;
let graph: Awaited<ReturnType<typeof graphClient>>;
let reader: typeof graph;
beforeAll(async () => {
  running = await runSandbox({ clock: () => now });
  await signIn();
});
const signIn = async () => {
  graph = await graphClient(running.sandbox);
  reader = await graphClient(running.sandbox.readOnly);
};
afterAll(() => running.stop());

const user = () => `/users/${encodeURIComponent(running.sandbox.graph.mailbox)}`;
const delta = () => `${user()}/mailFolders/inbox/messages/delta`;
const PROPERTY = "String {66f5a359-4659-4830-9070-00047ec6ac6e} Name agentic-pm-idempotency-key";

async function wholeRound(first: string, headers: Record<string, string> = {}) {
  const messages: Json[] = [];
  let pages = 0;
  let answer: Answer = await graph("GET", first, undefined, headers);
  for (;;) {
    pages += 1;
    messages.push(...listOf(answer.body, "value"));
    const next = answer.body["@odata.nextLink"];
    if (next === undefined) return { messages, pages, deltaLink: String(answer.body["@odata.deltaLink"]) };
    answer = await graph("GET", String(next), undefined, headers);
  }
}

describe("the token endpoint", () => {
  test("client credentials give a bearer token for 3,599 seconds", async () => {
    const { status, body } = await requestToken(running.sandbox);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599 });
    expect(String(body["access_token"]).split(".")).toHaveLength(3);
  });

  test.each([
    [{ client_secret: "wrong" }, 401, "invalid_client", 7000215],
    [{ client_secret: "" }, 401, "invalid_client", 7000218],
    [{ client_id: "wrong" }, 400, "unauthorized_client", 700016],
    [{ grant_type: "password" }, 400, "unsupported_grant_type", 70003],
    [{ grant_type: "" }, 400, "invalid_request", 900144],
    [{ scope: "Mail.Read" }, 400, "invalid_scope", 1002012],
  ])("the form %j is refused in Entra's words", async (other, status, error, code) => {
    const answer = await requestToken(running.sandbox, other);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ error, error_codes: [code] });
    expect(String(answer.body["error_description"])).toMatch(new RegExp(`^AADSTS${code}: .*Trace ID: .*Timestamp: `));
  });

  test("another tenant is unknown", async () => {
    const other = { graph: { ...running.sandbox.graph, tenantId: "elsewhere" } };
    expect((await requestToken(other)).body).toMatchObject({ error_codes: [90002] });
  });
});

describe("access tokens", () => {
  test("no token, a made-up token and an altered token are refused", async () => {
    const { baseUrl } = running.sandbox.graph;
    const empty = await caller(baseUrl, {})("GET", user());
    expect(empty.status).toBe(401);
    expect(empty.body["error"]).toMatchObject({
      code: "InvalidAuthenticationToken",
      message: "Access token is empty.",
    });
    expect(empty.headers.get("www-authenticate")).toContain("Bearer");
    const madeUp = await caller(baseUrl, { authorization: "Bearer a.b.c" })("GET", user());
    expect(madeUp.body["error"]).toMatchObject({ code: "InvalidAuthenticationToken" });
    const token = String((await requestToken(running.sandbox)).body["access_token"]);
    const altered = token.replace(/\.[^.]+\./, `.${btoa('{"exp":9999999999}')}.`);
    expect((await caller(baseUrl, { authorization: `Bearer ${altered}` })("GET", user())).status).toBe(401);
  });

  test("a token ends after its lifetime, and all end on demand", async () => {
    const old = graph;
    now = new Date(now.getTime() + HOUR_MS);
    const expired = await old("GET", delta());
    expect(expired.status).toBe(401);
    expect(expired.body["error"]).toMatchObject({
      code: "InvalidAuthenticationToken",
      message: "Lifetime validation failed, the token is expired.",
    });
    await signIn();
    expect((await graph("GET", delta())).status).toBe(200);
    running.sandbox.faults.expireGraphTokens();
    expect((await graph("GET", delta())).status).toBe(401);
    await signIn();
    expect((await graph("GET", delta())).status).toBe(200);
  });
});

describe("the directory", () => {
  test("people are listed in pages and read by id or name", async () => {
    const first = await reader("GET", "/users?$top=5&$select=id,displayName,mail");
    expect(listOf(first.body, "value")).toHaveLength(5);
    const second = await reader("GET", String(first.body["@odata.nextLink"]));
    const people = [...listOf(first.body, "value"), ...listOf(second.body, "value")];
    expect(new Set(people.map(({ id }) => String(id))).size).toBe(10);
    expect(Object.keys(people[0] ?? {}).toSorted()).toEqual(["displayName", "id", "mail"]);
    const byId = await reader("GET", `/users/${String(people[0]?.["id"])}`);
    expect(byId.body).toMatchObject({ mail: people[0]?.["mail"] });
    const byMail = await reader(
      "GET",
      `/users?$filter=${encodeURIComponent("mail eq 'amara.okonjo@northwind-atlas.example'")}`,
    );
    expect(byMail.body).toMatchObject({ value: [{ displayName: "Amara Okonjo" }] });
  });

  test("guests of the customer are told from the staff", async () => {
    const { body } = await reader("GET", "/users?$select=mail,userType,userPrincipalName&$top=999");
    const guests = listOf(body, "value").filter(({ userType }) => String(userType) === "Guest");
    expect(guests.map(({ mail }) => mail)).toContain("eleanor.marsh@calderfinch.example");
    for (const { userPrincipalName } of guests) expect(String(userPrincipalName)).toContain("#EXT#");
  });

  test("an unknown person is 404, an unknown option or path 400", async () => {
    const { status, body } = await reader("GET", "/users/nobody@northwind-atlas.example");
    expect(status).toBe(404);
    expect(body["error"]).toMatchObject({ code: "Request_ResourceNotFound" });
    expect(body["error"]?.["innerError"]).toHaveProperty("request-id");
    expect((await reader("GET", "/users?$search=x")).status).toBe(400);
    expect((await reader("GET", "/planets")).status).toBe(400);
    expect((await graph("DELETE", "/users")).status).toBe(405);
  });

  test("the mailbox of a colleague is closed", async () => {
    const { status, body } = await graph(
      "GET",
      "/users/chiara.bellandi@northwind-atlas.example/mailFolders/inbox/messages/delta",
    );
    expect(status).toBe(403);
    expect(body["error"]).toMatchObject({ code: "ErrorAccessDenied" });
  });
});

describe("message delta", () => {
  test("a first round gives all forty mails in pages of ten and ends with a delta link", async () => {
    const { messages, pages, deltaLink } = await wholeRound(delta());
    expect(pages).toBe(4);
    expect(messages).toHaveLength(40);
    expect(new Set(messages.map(({ id }) => String(id))).size).toBe(40);
    expect(deltaLink).toContain("$deltatoken=");
    expect(messages[0]).toMatchObject({
      from: { emailAddress: { address: expect.any(String) } },
      toRecipients: [{ emailAddress: { address: "ingrid.solheim@northwind-atlas.example" } }],
      body: { contentType: expect.stringMatching(/^(text|html)$/) },
      internetMessageId: expect.stringMatching(/^<.+@.+>$/),
      receivedDateTime: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/),
    });
    expect(messages[0]).not.toHaveProperty("internetMessageHeaders");
  });

  test("the page size and the selection are honoured through every page", async () => {
    const headers = { prefer: "odata.maxpagesize=25" };
    const first = await graph("GET", `${delta()}?$select=subject,internetMessageHeaders`, undefined, headers);
    expect(first.headers.get("preference-applied")).toBe("odata.maxpagesize=25");
    expect(listOf(first.body, "value")).toHaveLength(25);
    const second = await graph("GET", String(first.body["@odata.nextLink"]), undefined, headers);
    expect(listOf(second.body, "value")).toHaveLength(15);
    expect(Object.keys(listOf(second.body, "value")[0] ?? {}).toSorted()).toEqual([
      "@odata.etag",
      "@odata.type",
      "id",
      "internetMessageHeaders",
      "subject",
    ]);
  });

  test("a later round gives what is new and what was removed, once", async () => {
    const { deltaLink } = await wholeRound(delta());
    const quiet = await wholeRound(deltaLink);
    expect(quiet.messages).toEqual([]);
    const mail = await running.sandbox.deliver.mail({
      from: { name: "Rhys", address: "rhys.penhallow@calderfinch.example" },
      subject: "New",
      html: "<p>Hello &amp; <b>good morning</b></p>",
    });
    const changed = await wholeRound(quiet.deltaLink, { prefer: 'outlook.body-content-type="text"' });
    expect(changed.messages).toMatchObject([
      { id: mail.id, subject: "New", body: { contentType: "text", content: "Hello & good morning" } },
    ]);
    await running.sandbox.deliver.mailRemoved(mail.id);
    const removed = await wholeRound(changed.deltaLink);
    expect(removed.messages).toMatchObject([{ id: mail.id, "@removed": { reason: "deleted" } }]);
    expect((await wholeRound(removed.deltaLink)).messages).toEqual([]);
  });

  test("a mail that arrives between two pages comes in the next round", async () => {
    const first = await graph("GET", delta(), undefined, { prefer: "odata.maxpagesize=39" });
    const from = { name: "Late", address: "late@calderfinch.example" };
    const mail = await running.sandbox.deliver.mail({ from, subject: "Late", text: "Late" });
    const rest = await wholeRound(String(first.body["@odata.nextLink"]));
    expect(rest.messages.map(({ id }) => id)).not.toContain(mail.id);
    expect((await wholeRound(rest.deltaLink)).messages).toMatchObject([{ id: mail.id }]);
  });

  test("a bad token and tokens that were invalidated answer 410 with a place to start again", async () => {
    const { deltaLink } = await wholeRound(delta());
    for (const link of [`${delta()}?$deltatoken=made-up`, `${deltaLink}x`]) {
      expect((await graph("GET", link)).status).toBe(410);
    }
    running.sandbox.faults.invalidateDeltaTokens();
    const gone = await graph("GET", deltaLink);
    expect(gone.status).toBe(410);
    expect(gone.body["error"]).toMatchObject({ code: "syncStateNotFound" });
    const again = await wholeRound(gone.headers.get("location") ?? "");
    expect(again.messages.length).toBeGreaterThanOrEqual(40);
  });

  test("only a filter on the date of reception is allowed", async () => {
    const since = encodeURIComponent("receivedDateTime ge 2026-03-09T00:00:00Z");
    const { messages } = await wholeRound(`${delta()}?$filter=${since}`);
    expect(messages.length).toBeGreaterThan(5);
    expect(messages.length).toBeLessThan(40);
    expect((await graph("GET", `${delta()}?$filter=${encodeURIComponent("isRead eq true")}`)).status).toBe(400);
    expect((await graph("GET", `${delta()}?$search=x`)).status).toBe(400);
  });
});

describe("a client that follows the links", () => {
  test("ends up with the inbox, whatever came and went between the pages", async () => {
    const own = await runSandbox({ seed: "empty" });
    const client = await graphClient(own.sandbox);
    const first = `/users/${own.sandbox.graph.mailbox}/mailFolders/inbox/messages/delta?$select=subject`;
    let link = first;
    const replica = new Set<string>();
    const step = fc.record({
      arrive: fc.nat(4),
      remove: fc.nat(2),
      pages: fc.nat(3),
      size: fc.integer({ min: 1, max: 4 }),
    });

    const readPage = async (size: number) => {
      const { body } = await client("GET", link, undefined, { prefer: `odata.maxpagesize=${size}` });
      for (const entry of listOf(body, "value")) {
        if (entry["@removed"] === undefined) replica.add(String(entry["id"]));
        else replica.delete(String(entry["id"]));
      }
      link = String(body["@odata.nextLink"] ?? body["@odata.deltaLink"]);
      return body["@odata.nextLink"] === undefined;
    };
    const inbox = () => own.sandbox.state().mails.inbox.map(({ id }) => id);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        for (const { arrive, remove, pages, size } of steps) {
          const from = { name: "A", address: "a@calderfinch.example" };
          for (let n = 0; n < arrive; n += 1) await own.sandbox.deliver.mail({ from, subject: "S", text: "T" });
          for (const id of inbox().slice(0, remove)) await own.sandbox.deliver.mailRemoved(id);
          for (let n = 0; n < pages; n += 1) await readPage(size);
        }
        // The round that is open, and one more for what came meanwhile.
        while (!(await readPage(3))) continue;
        while (!(await readPage(3))) continue;
        expect([...replica].toSorted()).toEqual(inbox().toSorted());
      }),
      { numRuns: 20 },
    );
    await own.stop();
  });
});

describe("reading messages", () => {
  test("a message is read by id; a malformed and an unknown id have their own errors", async () => {
    const { messages } = await wholeRound(delta());
    const id = String(messages[0]?.["id"]);
    expect((await graph("GET", `${user()}/messages/${id}`)).body).toMatchObject({ id });
    expect((await graph("GET", `${user()}/messages/short`)).body["error"]).toMatchObject({
      code: "ErrorInvalidIdMalformed",
    });
    const unknown = await graph("GET", `${user()}/messages/AAMk${"x".repeat(40)}`);
    expect(unknown.status).toBe(404);
    expect(unknown.body["error"]).toMatchObject({ code: "ErrorItemNotFound" });
    expect((await graph("GET", `${user()}/mailFolders/attic/messages`)).status).toBe(404);
  });

  test("an invitation says when and where", async () => {
    const { messages } = await wholeRound(delta());
    expect(messages).toContainEqual(
      expect.objectContaining({ meetingMessageType: "meetingRequest", subject: "Atlas steering committee" }),
    );
  });
});

describe("sendMail", () => {
  const message = (other: object = {}) => ({
    subject: "Status of Atlas",
    body: { contentType: "Text", content: "Two tickets are blocked." },
    toRecipients: [{ emailAddress: { address: "chiara.bellandi@northwind-atlas.example" } }],
    ...other,
  });
  const send = (payload: unknown) => graph("POST", `${user()}/sendMail`, payload);

  test("a mail is accepted with 202 and nothing in it, and is one effect", async () => {
    const before = (await running.sandbox.effects()).length;
    const cc = [{ emailAddress: { address: "sofia.lindqvist@northwind-atlas.example", name: "Sofia" } }];
    const { status, body } = await send({ message: message({ ccRecipients: cc }), saveToSentItems: false });
    expect([status, body]).toEqual([202, null]);
    expect((await running.sandbox.effects()).slice(before)).toMatchObject([
      {
        vendor: "graph",
        kind: "sendMail",
        target: "chiara.bellandi@northwind-atlas.example, sofia.lindqvist@northwind-atlas.example",
        detail: { subject: "Status of Atlas", text: "Two tickets are blocked.", savedToSentItems: false },
      },
    ]);
  });

  test("a sent mail is found again by its extended property, and only by it", async () => {
    const singleValueExtendedProperties = [{ id: PROPERTY, value: "act-77" }];
    await send({ message: message({ singleValueExtendedProperties }) });
    const find = (value: string) => {
      const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${PROPERTY}' and ep/value eq '${value}')`;
      const expand = `singleValueExtendedProperties($filter=id eq '${PROPERTY}')`;
      const query = `$filter=${encodeURIComponent(filter)}&$expand=${encodeURIComponent(expand)}&$count=true`;
      return graph("GET", `${user()}/mailFolders/sentitems/messages?${query}`);
    };
    const { status, body } = await find("act-77");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      "@odata.count": 1,
      value: [{ subject: "Status of Atlas", singleValueExtendedProperties }],
    });
    expect(listOf((await find("act-78")).body, "value")).toEqual([]);
    expect((await running.sandbox.effects()).at(-1)).toMatchObject({ idempotencyKey: "act-77" });
  });

  test("sent items are listed newest first, in pages, with simple filters", async () => {
    for (const subject of ["one", "two", "three"]) {
      now = new Date(now.getTime() + 1000);
      await send({ message: message({ subject }) });
    }
    const list = `${user()}/mailFolders/sentitems/messages`;
    const first = await graph("GET", `${list}?$top=2&$select=subject,internetMessageId`);
    expect(listOf(first.body, "value").map(({ subject }) => subject)).toEqual(["three", "two"]);
    const second = await graph("GET", String(first.body["@odata.nextLink"]));
    expect(listOf(second.body, "value")[0]).toMatchObject({ subject: "one" });
    const id = String(listOf(first.body, "value")[0]?.["internetMessageId"]);
    const byId = await graph("GET", `${list}?$filter=${encodeURIComponent(`internetMessageId eq '${id}'`)}`);
    expect(listOf(byId.body, "value")).toHaveLength(1);
    expect((await graph("GET", `${list}?$filter=${encodeURIComponent("subject eq 'one'")}`)).status).toBe(400);
  });

  test.each([
    ["no recipient", { toRecipients: [] }, 400, "ErrorInvalidRecipients"],
    [
      "a bad address",
      { toRecipients: [{ emailAddress: { address: "a@b.example; c@d.example" } }] },
      400,
      "ErrorInvalidRecipients",
    ],
    ["an unknown property", { urgency: "very" }, 400, "RequestBodyRead"],
    [
      "a foreign sender",
      { from: { emailAddress: { address: "chiara.bellandi@northwind-atlas.example" } } },
      403,
      "ErrorSendAsDenied",
    ],
    [
      "a standard header",
      { internetMessageHeaders: [{ name: "Subject", value: "x" }] },
      400,
      "InvalidInternetMessageHeader",
    ],
    [
      "a malformed extended property",
      { singleValueExtendedProperties: [{ id: "Name x", value: "y" }] },
      400,
      "ErrorInvalidProperty",
    ],
    ["a body that is no text", { body: { contentType: "Text", content: 7 } }, 400, "RequestBodyRead"],
    ["an unknown importance", { importance: "extreme" }, 400, "RequestBodyRead"],
  ])("a mail with %s is refused and sends nothing", async (_what, other, status, code) => {
    const before = await running.sandbox.effects();
    const answer = await send({ message: message(other) });
    expect(answer.status).toBe(status);
    expect(answer.body["error"]).toMatchObject({ code });
    expect(await running.sandbox.effects()).toEqual(before);
  });

  test("a body without a message, or that is no JSON, is refused", async () => {
    expect((await send({})).status).toBe(400);
    expect((await send({ message: message(), extra: 1 })).status).toBe(400);
    expect((await send("{")).body["error"]).toMatchObject({ code: "BadRequest" });
  });
});

describe("two registrations", () => {
  const sent = () => `${user()}/mailFolders/sentitems/messages?$top=1&$select=id`;
  const mail = () => ({
    message: { subject: "S", toRecipients: [{ emailAddress: { address: "chiara.bellandi@northwind-atlas.example" } }] },
  });
  const rolesOf = async (access: Parameters<typeof requestToken>[0]) => {
    const [, claims = ""] = String((await requestToken(access)).body["access_token"]).split(".");
    return JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as { appid: string; roles: string[] };
  };

  test("each token names its application and that application's permissions", async () => {
    const { sandbox } = running;
    expect(await rolesOf(sandbox)).toMatchObject({
      appid: sandbox.graph.clientId,
      roles: ["Mail.Read", "Mail.Send"],
    });
    expect(await rolesOf(sandbox.readOnly)).toMatchObject({
      appid: sandbox.readOnly.graph.clientId,
      roles: ["Mail.Read", "User.Read.All"],
    });
    expect(sandbox.readOnly.graph.clientId).not.toBe(sandbox.graph.clientId);
  });

  test("the reader reads the directory and the inbox, and can send nothing", async () => {
    expect((await reader("GET", "/users")).status).toBe(200);
    expect((await reader("GET", delta())).status).toBe(200);
    const before = await running.sandbox.effects();
    const refused = await reader("POST", `${user()}/sendMail`, mail());
    expect(refused.status).toBe(403);
    expect(refused.body["error"]).toMatchObject({
      code: "ErrorAccessDenied",
      message: "Access is denied. Check credentials and try again.",
    });
    expect(await running.sandbox.effects()).toEqual(before);
  });

  test("the sender sends and finds its mail again, and is told nothing about people", async () => {
    expect((await graph("POST", `${user()}/sendMail`, mail())).status).toBe(202);
    expect(listOf((await graph("GET", sent())).body, "value")).toHaveLength(1);
    for (const path of ["/users", user()]) {
      const refused = await graph("GET", path);
      expect(refused.status).toBe(403);
      expect(refused.body["error"]).toMatchObject({ code: "Authorization_RequestDenied" });
    }
  });

  test("Graph knows no permission for one folder: the sender can read the inbox, the reader the sent items", async () => {
    expect((await graph("GET", delta())).status).toBe(200);
    expect((await reader("GET", sent())).status).toBe(200);
  });

  test("the secret of one registration is none of the other", async () => {
    const { graph: sender, readOnly } = running.sandbox;
    const mixed = { graph: { ...readOnly.graph, clientSecret: sender.clientSecret } };
    expect((await requestToken(mixed)).body).toMatchObject({ error: "invalid_client", error_codes: [7000215] });
  });
});
