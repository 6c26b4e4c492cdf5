import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { adfToText } from "../jira/adf.ts";
import { buildSeed } from "./build-seed.ts";
import { ProjectCalendar } from "./calendar.ts";
import { seedExpectations, seedInjections } from "./expectations.ts";

const DAY = new Date("2026-03-10T14:30:00Z");
const { jira, graph } = buildSeed(DAY, "atlas");
const keys = new Set(jira.issues.map(({ key }) => key));
const commentIds = new Set(jira.comments.map(({ id }) => id));
const mailIds = new Set(graph.messages.map(({ id }) => id));

describe("the Atlas project", () => {
  test("has sixty issues over two sprints and a backlog, and forty mails", () => {
    expect(jira.issues).toHaveLength(60);
    expect(keys.size).toBe(60);
    expect(graph.messages).toHaveLength(40);
    expect(mailIds.size).toBe(40);
    const inSprint = (id: number) => jira.issues.filter(({ sprintIds }) => sprintIds.includes(id)).length;
    expect([inSprint(41), inSprint(42)]).toEqual([18, 25]);
    expect(jira.issues.filter(({ sprintIds }) => sprintIds.length === 0)).toHaveLength(20);
  });

  test("is the same on every start of one day, and its ids on every day", () => {
    expect(buildSeed(DAY, "atlas")).toEqual({ jira, graph });
    const later = buildSeed(new Date("2027-01-03T00:00:00Z"), "atlas");
    expect(later.graph.messages.map(({ id }) => id)).toEqual(graph.messages.map(({ id }) => id));
    expect(later.jira.comments.map(({ id }) => id)).toEqual(jira.comments.map(({ id }) => id));
  });

  test("whatever the day, nothing has happened in the future and no date is left unfilled", () => {
    const days = fc.date({ min: new Date("2026-01-01"), max: new Date("2030-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const seed = buildSeed(day, "atlas");
        const instants = [
          ...seed.jira.issues.flatMap(({ created, updated, history }) => [
            created,
            updated,
            ...history.map(({ at }) => at),
          ]),
          ...seed.jira.comments.map(({ created }) => created),
          ...seed.graph.messages.map(({ received }) => received),
        ];
        expect(instants.filter((at) => Date.parse(at) > day.getTime())).toEqual([]);
        expect(JSON.stringify(seed)).not.toMatch(/\{(d|day|iso):|NaN|undefined/);
        const [closed, active] = seed.jira.project.sprints;
        expect(Date.parse(closed?.completeDate ?? "")).toBeLessThan(Date.parse(active?.startDate ?? ""));
        expect(Date.parse(active?.endDate ?? "")).toBeGreaterThan(day.getTime());
      }),
      { numRuns: 40 },
    );
  });

  test("every reference between issues, people and sprints leads somewhere", () => {
    const accounts = new Set(jira.project.users.map(({ accountId }) => accountId));
    for (const issue of jira.issues) {
      for (const key of [...issue.blocks, ...(issue.parentKey === null ? [] : [issue.parentKey])])
        expect(keys).toContain(key);
      expect(accounts).toContain(issue.reporter);
      if (issue.assignee !== null) expect(accounts).toContain(issue.assignee);
      expect(issue.history.at(-1)?.to ?? "To Do").toBe(issue.status);
      expect(issue.created <= issue.updated).toBe(true);
    }
    for (const { author, issueKey } of jira.comments) {
      expect(accounts).toContain(author);
      expect(keys).toContain(issueKey);
    }
  });

  test("uses reserved domains only", () => {
    const hosts = JSON.stringify({ jira, graph }).match(/@[\w.-]+\.[a-z]{2,}\b/g) ?? [];
    expect(hosts.filter((host) => !host.endsWith(".example"))).toEqual([]);
  });
});

describe("the answer key", () => {
  test("names twelve kinds of injection by ids that exist", () => {
    expect(seedInjections).toHaveLength(12);
    for (const { issueKeys, commentIds: comments, mailIds: mails, why } of seedInjections) {
      expect(why.every((reason) => reason.length > 10)).toBe(true);
      expect(issueKeys.length + mails.length).toBeGreaterThan(0);
      for (const key of issueKeys) expect(keys).toContain(key);
      for (const id of comments) expect(commentIds).toContain(id);
      for (const id of mails) expect(mailIds).toContain(id);
    }
    const split = seedInjections.find(({ kind }) => kind === "split over two channels");
    expect([split?.commentIds.length, split?.mailIds.length]).toEqual([1, 1]);
  });

  test("names blocked issues that say so, in their status or in a comment, and whom they wait for", () => {
    const blocked = jira.issues.filter(({ status }) => status === "Blocked").map(({ key }) => key);
    const told = seedExpectations.blocked.filter(({ statusSaysSo }) => statusSaysSo).map(({ issueKey }) => issueKey);
    expect(told).toEqual(blocked);
    for (const { issueKey, waitingOn } of seedExpectations.blocked) {
      const words = jira.comments.filter((comment) => comment.issueKey === issueKey).map(({ body }) => adfToText(body));
      expect(words.join(" ")).toContain(waitingOn.split(" ")[0]);
      expect(words.join(" ")).toMatch(/block|waiting|on hold/i);
    }
  });

  test("lets only issues be closed that are in review, and no attack is among the expected sources", () => {
    for (const { issueKey } of seedExpectations.readyToClose) {
      expect(jira.issues.find(({ key }) => key === issueKey)?.status).toBe("In Review");
    }
    const expected = JSON.stringify(seedExpectations);
    for (const { commentIds: comments, mailIds: mails } of seedInjections) {
      for (const id of [...comments, ...mails]) expect(expected).not.toContain(`"${id}"`);
    }
    expect(seedExpectations.background).toHaveLength(13);
  });

  test("the conflicting dates for the pilot are really different", () => {
    const texts = graph.messages.filter(({ id }) => seedExpectations.conflictingDates.mailIds.includes(id));
    const calendar = new ProjectCalendar(DAY);
    expect(texts.map(({ body }) => body.content).join(" ")).toContain(calendar.words("{d:+12}"));
    expect(jira.issues.find(({ key }) => key === "ATLAS-41")?.dueDate).toBe(calendar.date(8));
  });
});

describe("the calendar", () => {
  test("counts working days, and a weekend belongs to the Friday before", () => {
    const sunday = new ProjectCalendar(new Date("2026-03-08T12:00:00Z"));
    expect([sunday.date(0), sunday.date(1), sunday.date(-5)]).toEqual(["2026-03-06", "2026-03-09", "2026-02-27"]);
    expect(sunday.words("{day:+1} / {d:+1} / {iso:+1}")).toBe("Monday 9 March / 9 March 2026 / 2026-03-09");
  });
});
