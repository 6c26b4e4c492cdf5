import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { formTo, PortalBrowser, tableOf } from "./portal-browser.ts";
import { ADA, paymentOf, reviewOf, signedIn, someFare, TODAY } from "./portal-trip.ts";
import { runSandbox, type RunningSandbox } from "./sandbox-client.ts";

let running: RunningSandbox;
let now: Date;
beforeEach(async () => {
  now = TODAY;
  running = await runSandbox({ seed: "empty", clock: () => now });
});
afterEach(() => running.stop());

const kinds = async () => (await running.sandbox.effects()).map(({ kind }) => kind);
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

describe("a login", () => {
  test("with the right password replaces the cookie, and is an effect", async () => {
    const { portal } = running.sandbox;
    const browser = new PortalBrowser(portal);
    await browser.get("/login");
    const planted = browser.cookie;
    expect(planted).toMatch(/^farefield_session=[\w-]{32}$/);
    const page = await browser.logIn(portal);
    expect([page.place, page.status]).toEqual(["/search", 200]);
    expect(browser.cookie).not.toBe(planted);
    expect(page.text).toContain(portal.username);
    expect(await running.sandbox.effects()).toMatchObject([
      { vendor: "portal", kind: "login.succeeded", target: portal.username, detail: { account: portal.username } },
    ]);
    const stale = new PortalBrowser(portal);
    stale.cookie = planted;
    expect((await stale.get("/trips")).place).toMatch(/^\/login\?next=/);
  });

  test("is locked for a quarter of an hour after five wrong passwords, for the right one too", async () => {
    const { portal } = running.sandbox;
    const browser = new PortalBrowser(portal);
    const wrong = { username: portal.username, password: "wrong" };
    const statuses = [];
    for (let attempt = 0; attempt < 5; attempt += 1) statuses.push((await browser.logIn(wrong)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 429]);
    const right = await browser.logIn(portal);
    expect([right.status, right.text]).toEqual([429, expect.stringContaining("locked for 15 minutes")]);
    expect((await new PortalBrowser(portal).logIn(portal)).status).toBe(429);
    // Another account is not locked by it.
    expect((await new PortalBrowser(portal).logIn(portal.other)).status).toBe(200);
    now = minutes(15);
    expect((await browser.logIn(portal)).place).toBe("/search");
    const reasons = (await running.sandbox.effects()).filter(({ kind }) => kind === "login.failed");
    expect(reasons.map(({ detail }) => detail["reason"])).toEqual([
      ...Array<string>(5).fill("wrong_password"),
      "locked",
      "locked",
    ]);
    expect(JSON.stringify(await running.sandbox.effects())).not.toContain('wrong"');
  });

  test("that succeeds forgets the failures before it, and unknown users are no different from wrong passwords", async () => {
    const { portal } = running.sandbox;
    const browser = new PortalBrowser(portal);
    const wrong = { username: portal.username, password: "" };
    for (let round = 0; round < 3; round += 1) {
      for (let attempt = 0; attempt < 4; attempt += 1) expect((await browser.logIn(wrong)).status).toBe(401);
      expect((await browser.logIn({ ...portal, username: ` ${portal.username.toUpperCase()} ` })).place).toBe(
        "/search",
      );
      browser.cookie = "";
    }
    const known = await browser.logIn(wrong);
    const unknown = await browser.logIn({ username: "nobody@example.com", password: "" });
    const message = "The user name or the password is wrong.";
    expect([known.status, known.text.includes(message)]).toEqual([401, true]);
    expect([unknown.status, unknown.text.includes(message)]).toEqual([401, true]);
  });

  test("leads to pages of this site only", async () => {
    const { portal } = running.sandbox;
    for (const next of [
      "https://evil.example/",
      "//evil.example",
      "/\\evil.example",
      "javascript:alert(1)",
      "/login",
    ]) {
      const browser = new PortalBrowser(portal);
      const login = await browser.get(`/login?${new URLSearchParams({ next })}`);
      const { username, password } = portal;
      expect((await browser.submit(formTo(login, "/login"), { username, password })).place).toBe("/search");
    }
  });

  test("ends after an hour, and when one signs out", async () => {
    const { sandbox } = running;
    const browser = await signedIn(sandbox);
    now = minutes(59);
    expect((await browser.get("/trips")).place).toBe("/trips");
    now = minutes(1);
    expect((await browser.get("/trips")).place).toBe(`/login?next=${encodeURIComponent("/trips")}`);
    await browser.logIn(sandbox.portal);
    const signedInCookie = browser.cookie;
    await browser.submit(formTo(await browser.get("/trips"), "/logout"));
    browser.cookie = signedInCookie;
    expect((await browser.get("/trips")).place).toMatch(/^\/login/);
  });
});

describe("a form", () => {
  test("without the visitor's own token is refused, and changes nothing", async () => {
    const { sandbox } = running;
    const mine = await signedIn(sandbox);
    const theirs = await signedIn(sandbox);
    const { fareId } = await someFare(sandbox);
    const payment = await paymentOf(mine, fareId);
    const foreign = formTo(await theirs.get(`/fares/${fareId}`), `/fares/${fareId}`).values["csrf"] ?? "";
    for (const values of [{}, { csrf: "" }, { csrf: "wrong" }, { csrf: foreign }]) {
      expect((await mine.post(payment.place, values)).status).toBe(403);
      expect((await mine.post(`/fares/${fareId}`, values)).status).toBe(403);
      expect((await mine.post("/logout", values)).status).toBe(403);
    }
    const visitor = new PortalBrowser(sandbox.portal);
    const { username, password } = sandbox.portal;
    expect((await visitor.post("/login", { username, password })).status).toBe(403);
    const headers = { cookie: mine.cookie, "content-type": "text/plain" };
    const plain = await fetch(`${sandbox.portal.origin}${payment.place}`, { method: "POST", headers, body: "csrf=x" });
    expect(plain.status).toBe(415);
    expect(await kinds()).not.toContain("booking.created");
    // The page itself still works.
    expect((await mine.submit(formTo(payment, payment.place))).place).toMatch(/confirmation$/);
  });

  test("sent without a login goes to the login first", async () => {
    const { sandbox } = running;
    const browser = await signedIn(sandbox);
    const { fareId } = await someFare(sandbox);
    const payment = await paymentOf(browser, fareId);
    browser.cookie = "";
    const page = await browser.submit(formTo(payment, payment.place));
    expect(page.place).toBe(`/login?next=${encodeURIComponent(payment.place)}`);
    expect(await kinds()).not.toContain("booking.created");
  });
});

describe("two accounts", () => {
  test("see nothing of each other's checkouts and trips", async () => {
    const { sandbox } = running;
    const mine = await signedIn(sandbox);
    const theirs = await signedIn(sandbox, sandbox.portal.other);
    const { fareId } = await someFare(sandbox);
    const payment = await paymentOf(mine, fareId, "bkg_mine");
    const checkout = payment.place.replace(/\/payment$/, "");
    const csrf = formTo(await theirs.get(`/fares/${fareId}`), `/fares/${fareId}`).values["csrf"] ?? "";
    for (const step of ["passenger", "review", "payment", "confirmation"]) {
      const page = await theirs.get(`${checkout}/${step}`);
      expect([page.status, page.text.includes("Ada")]).toEqual([404, false]);
    }
    expect((await theirs.post(`${checkout}/passenger`, { csrf, ...ADA })).status).toBe(404);
    expect((await theirs.post(`${checkout}/payment`, { csrf })).status).toBe(404);
    await mine.submit(formTo(payment, payment.place));
    expect((await theirs.get(`${checkout}/confirmation`)).status).toBe(404);
    expect(tableOf(await theirs.get("/trips"), "My trips")).toHaveLength(1);
    expect(tableOf(await mine.get("/trips"), "My trips")).toHaveLength(2);
    expect((await mine.get("/checkout/nope/review")).status).toBe(404);
  });

  test("share an account's checkouts between its own sessions", async () => {
    const { sandbox } = running;
    const first = await signedIn(sandbox);
    const second = await signedIn(sandbox);
    const { fareId } = await someFare(sandbox);
    const review = await reviewOf(first, fareId, "bkg_shared");
    expect((await second.get(review.place)).text).toContain("bkg_shared");
  });
});

test("what people send is escaped wherever it comes back", async () => {
  const { sandbox } = running;
  const hostile = `"><script>alert(1)</script>'&`;
  const browser = await signedIn(sandbox);
  const { fareId } = await someFare(sandbox);
  for (const skin of [1, 2, 3] as const) {
    sandbox.portal.scenarios.skin(skin);
    const payment = await paymentOf(browser, fareId, hostile);
    const confirmation = await browser.submit(formTo(payment, payment.place));
    const pages = [
      confirmation,
      await browser.get("/trips"),
      await browser.get(`/trips?${new URLSearchParams({ reference: hostile })}`),
      await browser.get(`/search?${new URLSearchParams({ from: hostile, to: hostile, depart: hostile })}`),
      await browser.get(`/results?${new URLSearchParams({ from: hostile, to: hostile, depart: hostile })}`),
      await new PortalBrowser(sandbox.portal).logIn({ username: hostile, password: "x" }),
    ];
    for (const page of pages) {
      expect(page.html).not.toContain("<script>alert");
      expect(page.html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    }
    expect(confirmation.text).toContain(hostile);
  }
});
