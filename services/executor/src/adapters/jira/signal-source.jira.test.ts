import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { sandboxWithClients, type SandboxClients } from "../../../test/fakes/sandboxes.ts";
import { rawSignalOf } from "../../domain/raw-signal.ts";
import { JiraSource } from "./signal-source.jira.ts";

let clients: SandboxClients;
let source: JiraSource;

beforeEach(async () => {
  clients = await sandboxWithClients("atlas");
  source = new JiraSource(clients.jira, clients);
});
afterEach(() => clients.stop());

const ids = (delta: Awaited<ReturnType<JiraSource["fetchDelta"]>>) =>
  delta.signals.map((signal) => rawSignalOf(signal).signalId);

describe("Jira as a source", () => {
  test("reads the whole project at first, with comments and open sprints, and refuses nothing", async () => {
    const delta = await source.fetchDelta(null);
    const count = (kind: string) => delta.signals.filter((signal) => signal.kind === kind).length;
    expect(count("ticket")).toBe(clients.sandbox.state().issues.length);
    expect(count("comment")).toBeGreaterThan(0);
    expect(count("sprint")).toBeGreaterThan(0);
    expect(delta.refused).toEqual([]);
    expect(new Set(ids(delta)).size).toBe(delta.signals.length);
    const people = delta.entities.filter(({ kind }) => kind === "person");
    expect(people.some((person) => person.kind === "person" && person.internal)).toBe(true);
  });

  test("reads no signal twice: what the overlap brings back has the same ids", async () => {
    const first = await source.fetchDelta(null);
    const second = await source.fetchDelta(first.cursor);
    const known = new Set(ids(first));
    expect(ids(second).filter((id) => !known.has(id))).toEqual([]);
  });

  test("a new comment is one new signal, a restatement of the ticket is none", async () => {
    const first = await source.fetchDelta(null);
    const known = new Set(ids(first));
    const issueKey = clients.sandbox.state().issues[3]?.key ?? "";
    await clients.sandbox.deliver.jiraComment({ issueKey, text: "We are blocked by the vendor." });
    const next = await source.fetchDelta(first.cursor);
    const fresh = next.signals.filter((signal) => !known.has(rawSignalOf(signal).signalId));
    expect(fresh.map(({ kind }) => kind)).toEqual(["comment"]);
    expect(fresh[0]?.bearers).toContainEqual({ entityId: `ticket#${issueKey}`, role: "subject" });
  });

  test("a restricted issue is read by its security level only, and so is what is said on it", async () => {
    const first = await source.fetchDelta(null);
    const known = new Set(ids(first));
    const security = { id: "10021", name: "Contract negotiators" };
    const { key } = await clients.sandbox.deliver.jiraIssue({
      summary: "Penalty clause",
      text: "Walk-away price",
      security,
    });
    await clients.sandbox.deliver.jiraComment({ issueKey: key, text: "They do not know yet." });
    const next = await source.fetchDelta(first.cursor);
    const fresh = next.signals.filter((signal) => !known.has(rawSignalOf(signal).signalId));
    expect(fresh.map(({ kind, readers }) => [kind, readers])).toEqual([
      ["ticket", ["restricted:security:10021", "operator"]],
      ["comment", ["restricted:security:10021", "operator"]],
    ]);
    const entity = next.entities.find((each) => each.kind === "ticket" && each.issueKey === key);
    expect(entity).toMatchObject({ audiences: ["restricted:security:10021"] });
  });

  test("the agent's own comment and its own transition are no signals, but the registry learns the status", async () => {
    const first = await source.fetchDelta(null);
    const known = new Set(ids(first));
    const issue = clients.sandbox.state().issues.find(({ status }) => status === "In Progress");
    const path = `/rest/api/3/issue/${issue?.key ?? ""}`;
    const body = {
      body: { type: "doc", version: 1, content: [{ type: "paragraph", content: [{ type: "text", text: "Noted." }] }] },
    };
    await clients.writing.jira.call({ method: "POST", path: `${path}/comment`, body, repeatable: false }, z.unknown());
    await clients.writing.jira.call(
      { method: "POST", path: `${path}/transitions`, body: { transition: { id: "41" } }, repeatable: false },
      z.unknown(),
    );
    const next = await source.fetchDelta(first.cursor);
    expect(ids(next).filter((id) => !known.has(id))).toEqual([]);
    const entity = next.entities.find((each) => each.kind === "ticket" && each.issueKey === issue?.key);
    expect(entity).toMatchObject({ status: "Blocked" });
  });

  test("a person's change of status is a signal", async () => {
    const first = await source.fetchDelta(null);
    const known = new Set(ids(first));
    const issue = clients.sandbox.state().issues.find(({ status }) => status === "In Progress");
    await clients.sandbox.deliver.jiraStatus({ issueKey: issue?.key ?? "", status: "Done" });
    const next = await source.fetchDelta(first.cursor);
    const fresh = next.signals.filter((signal) => !known.has(rawSignalOf(signal).signalId));
    expect(fresh).toMatchObject([{ kind: "ticket", fields: { status: "Done" } }]);
  });

  test("a refused token is a typed error, and the secret is read anew", async () => {
    clients.jiraSecret.rotate({ ...(await clients.jiraSecret.get()), apiToken: "revoked" });
    clients.jiraSecret.invalidate();
    await expect(source.fetchDelta(null)).rejects.toMatchObject({ code: "JIRA_UNAUTHORIZED" });
    expect(clients.jiraSecret.invalidations).toBe(2);
    expect(await source.healthCheck()).toMatchObject({ healthy: false, code: "JIRA_UNAUTHORIZED" });
  });

  test("throttling is waited for, and server errors are repeated", async () => {
    clients.sandbox.faults.jira.rateLimit(1, 0);
    clients.sandbox.faults.jira.serverError(1);
    const delta = await source.fetchDelta(null);
    expect(delta.signals.length).toBeGreaterThan(60);
    expect(clients.logger.codes()).toEqual(expect.arrayContaining(["VENDOR_THROTTLED", "VENDOR_RETRIED"]));
  });

  test("without the directory tickets are read, with people who have no address", async () => {
    clients.graphSecret.rotate({ ...(await clients.graphSecret.get()), clientSecret: "expired" });
    clients.graphSecret.invalidate();
    const delta = await source.fetchDelta(null);
    expect(delta.signals.length).toBeGreaterThan(60);
    const people = delta.entities.flatMap((entity) => (entity.kind === "person" ? [entity] : []));
    expect(people.every(({ address, internal }) => address === null && !internal)).toBe(true);
  });
});
