import { fakeRuntime } from "@agentic-pm/lambda/fakes";
import { FixedSecret } from "@agentic-pm/secrets/fakes";
import { describe, expect, test } from "@jest/globals";
import { Directory } from "../domain/directory.ts";
import type { VendorHttp } from "../ports/vendor-http.ts";
import { GraphApi } from "./graph/graph-api.ts";
import { GraphToken } from "./graph/graph-token.ts";
import { OutlookSource } from "./graph/signal-source.outlook.ts";
import { JiraApi } from "./jira/jira-api.ts";
import { JiraSource } from "./jira/signal-source.jira.ts";

/** A vendor that answers each path with a prepared body. */
function answering(bodies: Readonly<Record<string, unknown>>): VendorHttp {
  return {
    send: async ({ url }) => {
      const path = Object.keys(bodies).find((part) => url.includes(part));
      return { status: path === undefined ? 404 : 200, body: path === undefined ? null : bodies[path] };
    },
  };
}

const directory = { people: async () => new Directory([], "northwind.example") };
const { clock, logger } = fakeRuntime();
const time = "2026-01-15T09:00:00.000+0000";

const issue = (key: string, changes: object = {}) => ({
  id: key.replace("ATLAS-", "1000"),
  key,
  fields: {
    summary: "A ticket",
    status: { name: "To Do" },
    issuetype: { name: "Task" },
    updated: time,
    created: time,
    project: { key: "ATLAS" },
    ...changes,
  },
});

function jiraWith(search: unknown) {
  const http = answering({
    "/myself": { accountId: "agent", displayName: "Agent" },
    "/project/": { lead: null },
    "/sprint": { values: [] },
    "/search/jql": search,
  });
  const secret = {
    baseUrl: "http://127.0.0.1:1",
    email: "a@b.example",
    apiToken: "t",
    projectKey: "ATLAS",
    boardId: 1,
  };
  return new JiraSource(new JiraApi(new FixedSecret("jira", secret), http), { directory, clock, logger });
}

function outlookWith(messages: unknown) {
  const http = answering({ "/token": { access_token: "t", expires_in: 3600 }, "/delta": messages });
  const baseUrl = "http://127.0.0.1:1/v1.0";
  const credentials = { authority: "http://127.0.0.1:1", tenantId: "t", clientId: "c", clientSecret: "s" };
  const secret = new FixedSecret("graph", {
    ...credentials,
    baseUrl,
    mailbox: "pmo@northwind.example",
    folder: "inbox",
  });
  const graph = new GraphApi(secret, { http, token: new GraphToken(secret, { http, clock }) });
  const projectLead = { lead: async () => null };
  return new OutlookSource(graph, { directory, projectLead, logger, projectKey: "ATLAS" });
}

describe("malformed vendor data", () => {
  test.each([
    { what: "no fields", bad: { id: "1", key: "ATLAS-2" } },
    { what: "a summary that is a number", bad: issue("ATLAS-2", { summary: 7 }) },
    { what: "a time that is none", bad: issue("ATLAS-2", { updated: "yesterday" }) },
    { what: "a key with a path in it", bad: issue("ATLAS-2/../../x") },
    { what: "no object", bad: "ATLAS-2" },
  ])("an issue with $what is refused alone", async ({ bad }) => {
    const delta = await jiraWith({ issues: [issue("ATLAS-1"), bad, issue("ATLAS-3")] }).fetchDelta(null);
    expect(delta.signals.map(({ externalId }) => externalId)).toEqual(["10001", "10003"]);
    expect(delta.refused).toMatchObject([{ code: "SIGNAL_MALFORMED" }]);
  });

  test("a search that is no search is a typed error", async () => {
    await expect(jiraWith("<html>").fetchDelta(null)).rejects.toMatchObject({ code: "VENDOR_ANSWER_MALFORMED" });
  });

  test("a mail without a body is refused alone", async () => {
    const sound = {
      id: "AAMk1",
      receivedDateTime: "2026-01-15T09:00:00Z",
      subject: "Hi",
      body: { contentType: "text", content: "Hi" },
    };
    const page = {
      value: [sound, { ...sound, id: "AAMk2", body: null }],
      "@odata.deltaLink": "http://127.0.0.1:1/v1.0/delta",
    };
    const delta = await outlookWith(page).fetchDelta(null);
    expect(delta.signals).toHaveLength(1);
    expect(delta.refused).toMatchObject([{ externalId: "AAMk2", code: "SIGNAL_MALFORMED" }]);
  });
});
