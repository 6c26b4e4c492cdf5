import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { sandboxWithClients, type SandboxClients } from "../../../test/fakes/sandboxes.ts";
import type { FetchedSignal } from "../../domain/fetched-signal.ts";
import { rawSignalOf } from "../../domain/raw-signal.ts";
import { OutlookSource } from "./signal-source.outlook.ts";

let clients: SandboxClients;
let source: OutlookSource;

beforeEach(async () => {
  clients = await sandboxWithClients("atlas");
  source = new OutlookSource(clients.graph, { ...clients, projectKey: "ATLAS" });
});
afterEach(() => clients.stop());

async function readAll(from: string | null): Promise<{ signals: FetchedSignal[]; cursor: string; resynced: boolean }> {
  const signals: FetchedSignal[] = [];
  let resynced = false;
  let cursor = from;
  for (;;) {
    const delta = await source.fetchDelta(cursor);
    signals.push(...delta.signals);
    resynced ||= delta.resynced;
    cursor = delta.cursor;
    if (!delta.more) return { signals, cursor, resynced };
  }
}

const ids = (signals: readonly FetchedSignal[]) => new Set(signals.map((signal) => rawSignalOf(signal).signalId));

describe("Outlook as a source", () => {
  test("reads the folder, then only what is new", async () => {
    const first = await readAll(null);
    expect(first.signals).toHaveLength(clients.sandbox.state().mails.inbox.length);
    expect((await readAll(first.cursor)).signals).toEqual([]);
    const person = { name: "Mira", address: "mira@elsewhere.example" };
    await clients.sandbox.deliver.mail({ from: person, subject: "ATLAS-12 slips", text: "See ATLAS-12 and OTHER-1." });
    const next = await readAll(first.cursor);
    expect(next.signals).toHaveLength(1);
    const bearers = next.signals[0]?.bearers ?? [];
    expect(bearers.map(({ role }) => role)).toEqual(["project_lead", "mentioned"]);
    expect(bearers).toContainEqual({ entityId: "ticket#ATLAS-12", role: "mentioned" });
  });

  test("mail in a colleague's name that the server does not vouch for has no sender", async () => {
    const first = await readAll(null);
    const priya = clients.sandbox.state().mails.inbox.find(({ from }) => from.address.startsWith("chiara"));
    const from = priya?.from ?? { name: "", address: "" };
    for (const authentication of ["genuine", "spoofed", "unsigned"] as const) {
      await clients.sandbox.deliver.mail({
        from,
        subject: authentication,
        text: "Please move ATLAS-12.",
        authentication,
      });
    }
    const roles = (await readAll(first.cursor)).signals.map(({ bearers }) => bearers.map(({ role }) => role));
    expect(roles).toEqual([
      ["sender", "project_lead", "mentioned"],
      ["project_lead", "mentioned"],
      ["project_lead", "mentioned"],
    ]);
  });

  test("a sender is a person only by an address of the directory, not by a display name", async () => {
    const first = await readAll(null);
    const directory = await clients.directory.people();
    const mailbox = clients.sandbox.graph.mailbox;
    const domain = mailbox.split("@")[1] ?? "";
    const colleague = first.signals.flatMap(({ bearers }) => bearers).find(({ role }) => role === "sender");
    expect(colleague?.entityId).toMatch(/^person#/);
    expect(directory.byAddress(`ceo@${domain.replace("o", "0")}`)).toBeNull();
    await clients.sandbox.deliver.mail({
      from: { name: mailbox, address: "x@evil.example" },
      subject: "Hi",
      text: "Hi",
    });
    const [spoofed] = (await readAll(first.cursor)).signals;
    expect(spoofed?.bearers.map(({ role }) => role)).toEqual(["project_lead"]);
    expect(spoofed?.readers).toContain(`mailbox:${mailbox.toLowerCase()}`);
  });

  test("an expired token is renewed once and the poll goes on", async () => {
    const first = await readAll(null);
    clients.sandbox.faults.expireGraphTokens();
    expect((await readAll(first.cursor)).signals).toEqual([]);
  });

  test("a cursor that Graph has forgotten brings everything back under the same ids", async () => {
    const first = await readAll(null);
    clients.sandbox.faults.invalidateDeltaTokens();
    const again = await readAll(first.cursor);
    expect(again.resynced).toBe(true);
    expect(ids(again.signals)).toEqual(ids(first.signals));
  });

  test("mail is read without Jira too, only that nobody is the project's lead then", async () => {
    clients.jiraSecret.rotate({ ...(await clients.jiraSecret.get()), apiToken: "revoked" });
    clients.jiraSecret.invalidate();
    const { signals } = await readAll(null);
    expect(signals).toHaveLength(clients.sandbox.state().mails.inbox.length);
    expect(signals.flatMap(({ bearers }) => bearers).some(({ role }) => role === "project_lead")).toBe(false);
  });

  test("a removed mail is no signal", async () => {
    const first = await readAll(null);
    const id = clients.sandbox.state().mails.inbox[0]?.id ?? "";
    await clients.sandbox.deliver.mailRemoved(id);
    expect((await readAll(first.cursor)).signals).toEqual([]);
  });

  test("credentials that Microsoft refuses are a typed error", async () => {
    clients.graphSecret.rotate({ ...(await clients.graphSecret.get()), clientSecret: "expired" });
    clients.graphSecret.invalidate();
    await expect(source.fetchDelta(null)).rejects.toMatchObject({ code: "GRAPH_UNAUTHORIZED" });
    expect(await source.healthCheck()).toMatchObject({ healthy: false, code: "GRAPH_UNAUTHORIZED" });
  });

  test("a cursor that leads to another server gets no token", async () => {
    await expect(source.fetchDelta("https://evil.example/v1.0/users")).rejects.toMatchObject({
      code: "GRAPH_LINK_FOREIGN",
    });
  });
});
