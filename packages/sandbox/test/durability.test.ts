import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { startSandbox, type Fare, type Sandbox } from "../src/index.ts";
import { factOf, formTo, PortalBrowser, tableOf } from "./portal-browser.ts";
import { paymentOf } from "./portal-trip.ts";
import type { Reach } from "./sandbox-process.ts";
import { adf, graphClient, jiraClient, listOf, resendClient } from "./sandbox-client.ts";

let dataDir: string;
let open: { close(): Promise<void> }[];
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "sandbox-"));
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((each) => each.close()));
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(options: Partial<Parameters<typeof startSandbox>[0]> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ dataDir, ...options });
  open.push(sandbox);
  return sandbox;
}

async function startProcess(): Promise<{ child: ChildProcess; reach: Reach }> {
  const script = path.join(import.meta.dirname, "sandbox-process.ts");
  const child = spawn(process.execPath, [script, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  open.push({
    close: async () => {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  });
  if (child.stdout === null) throw new Error("The process has no output.");
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { child, reach: JSON.parse(line) as Reach };
}

describe("a killed sandbox", () => {
  test("has kept every change it answered, and its old links still work", async () => {
    const { child, reach } = await startProcess();
    const graph = await graphClient(reach);
    const page = await graph("GET", `/users/${reach.graph.mailbox}/mailFolders/inbox/messages/delta`, undefined, {
      prefer: "odata.maxpagesize=100",
    });
    const jira = jiraClient(reach);
    const comments = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        jira("POST", "/rest/api/3/issue/ATLAS-24/comment", { body: adf(`Note ${n}`) }),
      ),
    );
    await jira("POST", "/rest/api/3/issue/ATLAS-29/transitions", { transition: { id: "31" } });
    const toRecipients = [{ emailAddress: { address: "chiara.bellandi@northwind-atlas.example" } }];
    await graph("POST", `/users/${reach.graph.mailbox}/sendMail`, { message: { subject: "S", toRecipients } });
    const mail = { from: reach.resend.from, to: "eleanor.marsh@calderfinch.example", subject: "S", text: "T" };
    const sent = await resendClient(reach)("POST", "/emails", mail, { "idempotency-key": "once" });
    child.kill("SIGKILL");
    await once(child, "exit");

    const again = await start();
    const effects = await again.effects();
    expect(effects.map(({ kind }) => kind).toSorted()).toEqual(
      [...Array<string>(20).fill("comment"), "email", "sendMail", "transition"].toSorted(),
    );
    const ids = again.state().comments.map(({ id }) => id);
    for (const { body } of comments) expect(ids).toContain(body["id"]);
    expect(again.state().issues.find(({ key }) => key === "ATLAS-29")).toMatchObject({ status: "Done" });
    // Credentials, ports, tokens, delta links and idempotency keys are those of the first life.
    const replayed = await resendClient(reach)("POST", "/emails", mail, { "idempotency-key": "once" });
    expect(replayed.body).toEqual(sent.body);
    const later = await graph("GET", String(page.body["@odata.deltaLink"]));
    expect([later.status, listOf(later.body, "value")]).toEqual([200, []]);
    const next = await jira("POST", "/rest/api/3/issue/ATLAS-24/comment", { body: adf("One more") });
    expect(ids).not.toContain(next.body["id"]);
  });

  test("knows the portal's sessions, checkouts and bookings again, and books nothing twice", async () => {
    const { child, reach } = await startProcess();
    const browser = new PortalBrowser(reach.portal);
    for (let attempt = 0; attempt < 4; attempt += 1) await browser.logIn({ ...reach.portal, password: "wrong" });
    await browser.logIn(reach.portal);
    await new PortalBrowser(reach.portal).logIn({ username: "nobody@example.com", password: "wrong" });
    const depart = new Date(Date.now() + 20 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    const answer = await fetch(`${reach.portal.origin}/api/flights?from=BOS&to=ORD&depart=${depart}`);
    const { fares } = (await answer.json()) as { fares: readonly Fare[] };
    const fareId = fares[0]?.fareId ?? "";
    const waiting = await paymentOf(browser, fareId, "bkg_waiting");
    const unanswered = await paymentOf(browser, fareId, "bkg_unanswered");
    const headers = { "x-sandbox-control": reach.controlToken };
    const body = JSON.stringify({ kind: "timeoutAfterPayment" });
    await fetch(`${reach.portal.origin}/__sandbox/scenarios`, { method: "POST", headers, body });
    const payment = Promise.allSettled([browser.submit(formTo(unanswered, unanswered.place))]);
    while (tableOf(await browser.get("/trips"), "My trips").length < 2) await wait(20);
    child.kill("SIGKILL");
    expect(await payment).toMatchObject([{ status: "rejected" }]);

    const again = await start();
    expect(again.portal.trips().map(({ reference }) => reference)).toEqual(["bkg_unanswered"]);
    const confirmed = await browser.submit(formTo(unanswered, unanswered.place));
    expect(factOf(confirmed, /^confirmation number$/i)).toBe(again.portal.trips()[0]?.confirmationNumber);
    expect((await browser.submit(formTo(waiting, waiting.place))).place).toMatch(/\/confirmation$/);
    expect(again.portal.trips().map(({ reference }) => reference)).toEqual(["bkg_waiting", "bkg_unanswered"]);
    const kinds = (await again.effects()).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "booking.created")).toHaveLength(2);
    expect(kinds.filter((kind) => kind === "login.failed")).toHaveLength(5);
  });

  test("in the middle of a storm of writes has kept each one that it answered", async () => {
    const { child, reach } = await startProcess();
    const jira = jiraClient(reach);
    const answered: unknown[] = [];
    // Each writes until nobody answers any more.
    const write = async (): Promise<never> => {
      for (;;) {
        const { body } = await jira("POST", "/rest/api/3/issue/ATLAS-36/comment", { body: adf("A line") });
        answered.push(body["id"]);
        if (answered.length === 40) child.kill("SIGKILL");
      }
    };
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, write));
    expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
    const ids = new Set((await (await start()).effects()).map(({ detail }) => detail["commentId"]));
    expect(answered.length).toBeGreaterThanOrEqual(40);
    expect(answered.filter((id) => !ids.has(id))).toEqual([]);
  });

  test("forgets a line that was cut off, and nothing else", async () => {
    const first = await start();
    await jiraClient(first)("POST", "/rest/api/3/issue/ATLAS-24/comment", { body: adf("Kept") });
    await first.close();
    appendFileSync(path.join(dataDir, "journal.jsonl"), '{"vendor":"jira","type":"comm');
    const second = await start();
    expect(await second.effects()).toHaveLength(1);
    await jiraClient(second)("POST", "/rest/api/3/issue/ATLAS-24/comment", { body: adf("Also kept") });
    await second.close();
    expect(await (await start()).effects()).toHaveLength(2);
  });

  test("refuses a journal with a broken line in the middle", async () => {
    const first = await start();
    for (const text of ["A", "B"])
      await jiraClient(first)("POST", "/rest/api/3/issue/ATLAS-24/comment", { body: adf(text) });
    await first.close();
    const file = path.join(dataDir, "journal.jsonl");
    writeFileSync(file, readFileSync(file, "utf8").replace('{"vendor"', '{"vend'));
    await expect(start()).rejects.toMatchObject({ code: "SANDBOX_JOURNAL_CORRUPT" });
  });
});

describe("a data folder", () => {
  test("cannot be served twice at once", async () => {
    await start();
    await expect(start()).rejects.toMatchObject({ code: "SANDBOX_FOLDER_IN_USE", remedy: expect.any(String) });
  });

  test("keeps its credentials, and one from before there were readers and a portal gets them once", async () => {
    const first = await start();
    const { jira, graph, resend } = first;
    await first.close();
    const file = path.join(dataDir, "site.json");
    const site = JSON.parse(readFileSync(file, "utf8")) as Record<"secrets" | "ports", Record<string, unknown>>;
    delete site.secrets["jiraReadApiToken"];
    delete site.secrets["graphReader"];
    delete site.secrets["portal"];
    delete site.ports["portal"];
    writeFileSync(file, JSON.stringify(site));
    const second = await start();
    expect([second.jira, second.graph, second.resend]).toEqual([jira, graph, resend]);
    expect((await new PortalBrowser(second.portal).logIn(second.portal)).place).toBe("/search");
    expect((await jiraClient(second.readOnly)("GET", "/rest/api/3/myself")).status).toBe(200);
    expect((await (await graphClient(second.readOnly))("GET", "/users")).status).toBe(200);
    await second.close();
    expect((await start()).readOnly).toEqual(second.readOnly);
  });

  test("and all its files belong to their owner alone, also those that an earlier version made", async () => {
    const modes = () => readdirSync(dataDir).map((name) => statSync(path.join(dataDir, name)).mode & 0o777);
    await (await start()).close();
    expect(new Set(modes())).toEqual(new Set([0o600]));
    chmodSync(dataDir, 0o755);
    chmodSync(path.join(dataDir, "journal.jsonl"), 0o644);
    await (await start()).close();
    expect(new Set(modes())).toEqual(new Set([0o600]));
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });

  test("is refused at once where it cannot be made or is a file", async () => {
    const file = path.join(dataDir, "file");
    writeFileSync(file, "");
    for (const place of ["/proc/nope/sandbox", file, path.join(file, "sandbox")]) {
      await expect(start({ dataDir: place })).rejects.toMatchObject({
        code: "DATA_FOLDER_UNUSABLE",
        message: expect.stringContaining(place),
        remedy: expect.any(String),
      });
    }
  });

  test("keeps its dates when it is opened on a later day", async () => {
    const first = await start({ clock: () => new Date("2026-03-10T14:30:00Z") });
    const before = first.state();
    await first.close();
    const second = await start({ clock: () => new Date("2026-09-01T08:00:00Z") });
    expect(second.state()).toEqual(before);
  });

  test("is not taken for another seed", async () => {
    const empty = await start({ seed: "empty" });
    expect(empty.state()).toMatchObject({ issues: [], comments: [], mails: { inbox: [] } });
    const { key } = await empty.deliver.jiraIssue({ summary: "First" });
    expect(key).toBe("ATLAS-1");
    await empty.close();
    await expect(start({ seed: "atlas" })).rejects.toMatchObject({ code: "SANDBOX_SEED_MISMATCH" });
  });

  test("a busy port that was asked for is reported with its remedy", async () => {
    const other = createServer();
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    open.push({ close: async () => void other.close() });
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await expect(start({ ports: { resend: port } })).rejects.toMatchObject({
      code: "SANDBOX_PORT_BUSY",
      details: { port, vendor: "resend" },
    });
    expect((await start()).resend.baseUrl).not.toContain(String(port));
  });
});
