import { fakeRuntime } from "@agentic-pm/lambda/fakes";
import { FixedSecret } from "@agentic-pm/secrets/fakes";
import { describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { Directory } from "../../domain/directory.ts";
import type { VendorHttp } from "../../ports/vendor-http.ts";
import { JiraApi } from "./jira-api.ts";
import { JiraSource } from "./signal-source.jira.ts";

const TIME = "2026-01-15T09:00:00.000+0000";
const Search = z.object({ jql: z.string(), maxResults: z.number(), nextPageToken: z.string().optional() });

/** A project in which a bulk edit changed that many issues in one minute. Its tokens are good until they expire. */
class BulkEditedJira implements VendorHttp {
  readonly searches: z.infer<typeof Search>[] = [];
  expired = false;
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  async send({ url, body }: Parameters<VendorHttp["send"]>[0]) {
    if (url.includes("/myself")) return { status: 200, body: { accountId: "agent", displayName: "Agent" } };
    if (url.includes("/project/")) return { status: 200, body: { lead: null } };
    if (url.includes("/sprint")) return { status: 200, body: { values: [] } };
    const search = Search.parse(body);
    this.searches.push(search);
    if (search.nextPageToken !== undefined && this.expired) {
      this.expired = false;
      return { status: 400, body: {} };
    }
    const from = Number(search.nextPageToken ?? 0);
    const to = Math.min(from + search.maxResults, this.#count);
    const issues = Array.from({ length: to - from }, (_, index) => issue(from + index + 1));
    return { status: 200, body: { issues, ...(to < this.#count ? { nextPageToken: String(to) } : {}) } };
  }
}

const issue = (number: number) => ({
  id: String(10_000 + number),
  key: `ATLAS-${number}`,
  fields: {
    summary: `Ticket ${number}`,
    status: { name: "To Do" },
    issuetype: { name: "Task" },
    updated: TIME,
    created: TIME,
    project: { key: "ATLAS" },
  },
});

function sourceOf(http: VendorHttp): JiraSource {
  const account = { baseUrl: "http://127.0.0.1:1", email: "a@b.example", apiToken: "t", projectKey: "ATLAS" };
  const secret = new FixedSecret("jira", { ...account, boardId: 1 });
  const { clock, logger } = fakeRuntime();
  const directory = { people: async () => new Directory([], "northwind.example") };
  return new JiraSource(new JiraApi(secret, http), { directory, clock, logger });
}

/** Everything from a cursor on, as a poll reads it; ten deltas at most. */
async function readAll(source: JiraSource, from: string | null) {
  const seen = new Set<string>();
  let cursor = from;
  for (let deltas = 1; deltas <= 10; deltas += 1) {
    const delta = await source.fetchDelta(cursor);
    for (const { externalId } of delta.signals) seen.add(externalId);
    cursor = delta.cursor;
    if (!delta.more) return { seen, cursor, deltas };
  }
  throw new Error("The poll does not get to an end.");
}

describe("2,500 issues that changed in one minute", () => {
  test.each([{ from: null }, { from: JSON.stringify({ since: "2026-01-15T09:00:00.000Z" }) }])(
    "are all read, from $from, and the next poll begins behind them",
    async ({ from }) => {
      const { seen, cursor, deltas } = await readAll(sourceOf(new BulkEditedJira(2500)), from);
      expect(seen.size).toBe(2500);
      expect(deltas).toBe(2);
      expect(JSON.parse(cursor ?? "")).toEqual({ since: "2026-01-15T09:00:00.000Z" });
    },
  );

  test("are gone on with where a poll that ran out of time stopped, by the same question", async () => {
    const jira = new BulkEditedJira(2500);
    const first = await sourceOf(jira).fetchDelta(null);
    expect(first).toMatchObject({ more: true });
    expect(first.signals).toHaveLength(2000);
    const rest = await sourceOf(jira).fetchDelta(first.cursor);
    expect(rest).toMatchObject({ more: false });
    expect(rest.signals).toHaveLength(500);
    expect(new Set(jira.searches.map(({ jql }) => jql)).size).toBe(1);
  });

  test("are read from the beginning when Jira no longer takes the token", async () => {
    const jira = new BulkEditedJira(2500);
    const first = await sourceOf(jira).fetchDelta(null);
    jira.expired = true;
    const { seen } = await readAll(sourceOf(jira), first.cursor);
    expect(seen.size).toBe(2500);
  });
});
