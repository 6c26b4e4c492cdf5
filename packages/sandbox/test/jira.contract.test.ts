import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { adf, caller, jiraClient, listOf, runSandbox, type RunningSandbox } from "./sandbox-client.ts";

let running: RunningSandbox;
let jira: ReturnType<typeof jiraClient>;
beforeAll(async () => {
  running = await runSandbox();
  jira = jiraClient(running.sandbox);
});
afterAll(() => running.stop());

const search = (body: unknown) => jira("POST", "/rest/api/3/search/jql", body);
const keysOf = async (jql: string) => {
  const { body } = await search({ jql, fields: ["summary"], maxResults: 100 });
  return listOf(body, "issues").map(({ key }) => String(key));
};

describe("signing in to Jira", () => {
  test("a call without credentials is refused with 401 and Jira's body", async () => {
    const anonymous = caller(running.sandbox.jira.baseUrl, {});
    const { status, body, headers } = await anonymous("GET", "/rest/api/3/myself");
    expect(status).toBe(401);
    expect(body).toEqual({ errorMessages: ["Client must be authenticated to access this resource."], errors: {} });
    expect(headers.get("www-authenticate")).toContain("OAuth realm");
  });

  test("a wrong token is refused, and says so in the login header", async () => {
    const stranger = caller(running.sandbox.jira.baseUrl, { authorization: `Basic ${btoa("a@b.example:wrong")}` });
    const { status, headers } = await stranger("GET", "/rest/api/3/issue/ATLAS-1");
    expect(status).toBe(401);
    expect(headers.get("x-seraph-loginreason")).toBe("AUTHENTICATED_FAILED");
  });

  test("myself is the product's own account", async () => {
    const { status, body } = await jira("GET", "/rest/api/3/myself");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      emailAddress: running.sandbox.jira.email,
      displayName: "Atlas PM Agent",
      active: true,
    });
  });
});

describe("searching", () => {
  test("the old search answers 410 and names its successor", async () => {
    for (const version of ["2", "3"]) {
      const { status, body } = await jira("GET", `/rest/api/${version}/search?jql=project%3DATLAS`);
      expect(status).toBe(410);
      expect(JSON.stringify(body)).toContain("/rest/api/3/search/jql");
    }
  });

  test("without fields it gives ids only", async () => {
    const { body } = await search({ jql: "key = ATLAS-24" });
    expect(listOf(body, "issues")).toEqual([{ id: "10024" }]);
    expect(body["isLast"]).toBe(true);
    expect(body).not.toHaveProperty("total");
  });

  test("pages follow nextPageToken, and each issue comes once", async () => {
    const jql = "project = ATLAS ORDER BY updated ASC";
    const seen: string[] = [];
    let token: unknown;
    do {
      const page = await search({ jql, fields: ["updated"], maxResults: 17, nextPageToken: token });
      seen.push(...listOf(page.body, "issues").map(({ key }) => String(key)));
      token = page.body["nextPageToken"];
      expect(page.body["isLast"]).toBe(token === undefined);
    } while (token !== undefined);
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
  });

  test("an issue that is updated between two pages pushes none off the second", async () => {
    const own = await runSandbox();
    const client = jiraClient(own.sandbox);
    const ask = (nextPageToken?: unknown) =>
      client("POST", "/rest/api/3/search/jql", {
        jql: "project = ATLAS ORDER BY updated ASC",
        fields: ["updated"],
        maxResults: 30,
        nextPageToken,
      });
    const first = await ask();
    const keys = listOf(first.body, "issues").map(({ key }) => String(key));
    await own.sandbox.deliver.jiraComment({ issueKey: keys[3] ?? "", text: "New." });
    const second = await ask(first.body["nextPageToken"]);
    const rest = listOf(second.body, "issues").map(({ key }) => String(key));
    const third = await ask(second.body["nextPageToken"]);
    rest.push(...listOf(third.body, "issues").map(({ key }) => String(key)));
    await own.stop();
    expect(new Set([...keys, ...rest]).size).toBe(60);
  });

  test("a search shows twenty comments of a busy issue and says how many there are", async () => {
    for (let n = 0; n < 21; n += 1)
      await running.sandbox.deliver.jiraComment({ issueKey: "ATLAS-57", text: `Note ${n}` });
    const { body } = await search({ jql: "key = ATLAS-57", fields: ["comment"], expand: "changelog" });
    const comment = listOf(body, "issues")[0]?.["fields"]?.["comment"] ?? {};
    expect([listOf(comment, "comments").length, comment["total"]]).toEqual([20, 21]);
    const whole = await jira("GET", "/rest/api/3/issue/ATLAS-57?fields=comment");
    expect(listOf(whole.body["fields"]?.["comment"] ?? {}, "comments")).toHaveLength(21);
  });

  test("a page token of another query is refused", async () => {
    const { body } = await search({ jql: "project = ATLAS", maxResults: 5 });
    const other = await search({ jql: "project = ATLAS ORDER BY key", nextPageToken: body["nextPageToken"] });
    expect(other.status).toBe(400);
    expect((await search({ jql: "project = ATLAS", nextPageToken: "made-up" })).status).toBe(400);
  });

  test("issuekey in, sprint functions and sprint ids select the right issues", async () => {
    expect(await keysOf("issuekey in (ATLAS-3, atlas-5) ORDER BY key")).toEqual(["ATLAS-3", "ATLAS-5"]);
    const open = await keysOf("sprint in openSprints()");
    expect(open).toContain("ATLAS-19");
    expect(open).toHaveLength(25);
    expect(await keysOf("sprint = 42")).toEqual(open);
    expect(await keysOf("project = ATLAS AND status = Blocked ORDER BY key ASC")).toEqual([
      "ATLAS-24",
      "ATLAS-27",
      "ATLAS-31",
      "ATLAS-36",
    ]);
    expect(await keysOf('status = Blocked AND (labels = security OR labels = "customer") ORDER BY key')).toEqual([
      "ATLAS-27",
      "ATLAS-36",
    ]);
  });

  test("updated compares with dates, periods and epoch milliseconds", async () => {
    const { body } = await search({ jql: "project = ATLAS ORDER BY updated DESC", fields: ["updated"], maxResults: 1 });
    const updated = String(listOf(body, "issues")[0]?.["fields"]?.["updated"]);
    expect(updated).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}\+0000$/);
    const minute = updated.slice(0, 16).replaceAll("-", "/").replace("T", " ");
    expect(await keysOf(`updated >= "${minute}"`)).toHaveLength(1);
    expect(await keysOf(`updated > ${Date.parse(updated.replace("+0000", "Z"))}`)).toHaveLength(0);
    expect(await keysOf("updated >= -52w")).toHaveLength(60);
    expect(await keysOf("updated < -52w")).toHaveLength(0);
  });

  test.each([
    ["colour = red", "Field 'colour' does not exist or you do not have permission to view it."],
    ["constructor = 1", "Field 'constructor' does not exist or you do not have permission to view it."],
    ["project = NOPE", "The value 'NOPE' does not exist for the field 'project'."],
    ["project ATLAS", "Error in the JQL Query: Expecting operator but got 'ATLAS'. (line 1, character 9)"],
    ["ORDER BY updated", "Unbounded JQL queries are not allowed here. Please add a search restriction to your query."],
    ["", "Unbounded JQL queries are not allowed here. Please add a search restriction to your query."],
    ["project = ATLAS ORDER BY colour", "Not able to sort using field 'colour'."],
    ["sprint in sometimes()", "Unable to find JQL function 'sometimes()'."],
    ["key = ATLAS-999", "An issue with key 'ATLAS-999' does not exist for field 'key'."],
  ])("the query %j is refused as Jira refuses it", async (jql, message) => {
    const { status, body } = await search({ jql });
    expect(status).toBe(400);
    expect(body).toEqual({ errorMessages: [message], errors: {} });
  });

  test("an unknown key in the body and a body that is no JSON are refused", async () => {
    expect((await search({ jql: "project = ATLAS", startAt: 50 })).status).toBe(400);
    expect((await search("{")).status).toBe(400);
    expect((await search("null")).status).toBe(400);
  });
});

describe("reading issues", () => {
  test("an issue has its description in ADF, its links, sprint and story points", async () => {
    const { status, body } = await jira("GET", "/rest/api/3/issue/ATLAS-24?expand=changelog");
    expect(status).toBe(200);
    expect(body["fields"]).toMatchObject({
      status: { name: "Blocked", statusCategory: { key: "indeterminate" } },
      description: { type: "doc", version: 1 },
      customfield_10016: 5,
      customfield_10020: [{ id: 42, state: "active" }],
      project: { key: "ATLAS" },
      parent: { key: "ATLAS-1" },
      comment: { total: 2 },
      issuelinks: [{ outwardIssue: { key: "ATLAS-41" } }, { outwardIssue: { key: "ATLAS-42" } }],
    });
    expect(listOf(body["changelog"] ?? {}, "histories")).toHaveLength(2);
  });

  test("fields narrows an issue, and a minus leaves one out", async () => {
    const narrow = await jira("GET", "/rest/api/3/issue/10024?fields=summary,status");
    expect(Object.keys(narrow.body["fields"] ?? {})).toEqual(["summary", "status"]);
    const without = await jira("GET", "/rest/api/3/issue/ATLAS-24?fields=*all,-comment");
    expect(without.body["fields"]).not.toHaveProperty("comment");
  });

  test("an unknown issue is 404, an unknown path too, a wrong method 405", async () => {
    const { status, body } = await jira("GET", "/rest/api/3/issue/ATLAS-4711");
    expect(status).toBe(404);
    expect(body["errorMessages"]).toEqual(["Issue does not exist or you do not have permission to see it."]);
    expect((await jira("GET", "/rest/api/3/nothing")).status).toBe(404);
    expect((await jira("DELETE", "/rest/api/3/issue/ATLAS-1")).status).toBe(405);
  });

  test("site, project and people can be read", async () => {
    expect((await jira("GET", "/rest/api/3/serverInfo")).body).toMatchObject({ deploymentType: "Cloud" });
    expect((await jira("GET", "/rest/api/3/project/ATLAS")).body).toMatchObject({ id: "10100", key: "ATLAS" });
    expect((await jira("GET", "/rest/api/3/project/OTHER")).status).toBe(404);
    const found = await jira("GET", "/rest/api/3/user/search?query=okonjo");
    expect(found.body).toMatchObject([{ displayName: "Amara Okonjo" }]);
    const { accountId } = (found.body as unknown as { accountId: string }[])[0] ?? { accountId: "" };
    const person = await jira("GET", `/rest/api/3/user?accountId=${encodeURIComponent(accountId)}`);
    expect(person.body).toMatchObject({ emailAddress: "amara.okonjo@northwind-atlas.example" });
    expect((await jira("GET", "/rest/api/3/user?accountId=nobody")).status).toBe(404);
  });

  test("a guest's address is hidden", async () => {
    const { body } = await jira("GET", "/rest/api/3/user/search?query=penhallow");
    expect((body as unknown as object[])[0]).not.toHaveProperty("emailAddress");
  });
});

describe("the board", () => {
  test("sprints are listed by state, in pages", async () => {
    const { boardId } = running.sandbox.jira;
    const all = await jira("GET", `/rest/agile/1.0/board/${boardId}/sprint`);
    expect(listOf(all.body, "values").map(({ state }) => state)).toEqual(["closed", "active"]);
    const active = await jira("GET", `/rest/agile/1.0/board/${boardId}/sprint?state=active&maxResults=1`);
    expect(active.body).toMatchObject({ isLast: true, values: [{ id: 42, originBoardId: boardId }] });
    const first = await jira("GET", `/rest/agile/1.0/board/${boardId}/sprint?maxResults=1`);
    expect(first.body).toMatchObject({ isLast: false, startAt: 0 });
    expect((await jira("GET", `/rest/agile/1.0/board/${boardId}/sprint?state=asleep`)).status).toBe(400);
    expect((await jira("GET", "/rest/agile/1.0/board/99/sprint")).status).toBe(404);
    expect((await jira("GET", `/rest/agile/1.0/board/${boardId}`)).body).toMatchObject({ type: "scrum" });
  });

  test("a sprint's issues come in pages with a total, their description as text", async () => {
    expect((await jira("GET", "/rest/agile/1.0/sprint/42")).body).toMatchObject({ state: "active" });
    const { body } = await jira("GET", "/rest/agile/1.0/sprint/42/issue?startAt=20&maxResults=10");
    expect(body).toMatchObject({ startAt: 20, maxResults: 10, total: 25 });
    const [issue] = listOf(body, "issues");
    expect(typeof issue?.["fields"]?.["description"]).toBe("string");
    expect(issue?.["fields"]?.["sprint"]).toMatchObject({ id: 42 });
    const narrowed = await jira("GET", "/rest/agile/1.0/sprint/42/issue?jql=status%20%3D%20Blocked&fields=summary");
    expect(narrowed.body["total"]).toBe(4);
    expect((await jira("GET", "/rest/agile/1.0/sprint/77/issue")).status).toBe(404);
    expect((await jira("GET", "/rest/agile/1.0/sprint/42/issue?startAt=x")).status).toBe(400);
  });
});

describe("comments", () => {
  test("a comment keeps its ADF and its properties, moves the issue and is one effect", async () => {
    const before = (await running.sandbox.effects()).length;
    const body = adf("Waiting on the vendor since Monday.");
    const properties = [{ key: "agentic-pm.idempotency-key", value: "act-1" }];
    const posted = await jira("POST", "/rest/api/3/issue/ATLAS-31/comment", { body, properties });
    expect(posted.status).toBe(201);
    expect(posted.body).not.toHaveProperty("properties");
    const id = String(posted.body["id"]);
    const read = await jira("GET", `/rest/api/3/issue/ATLAS-31/comment/${id}?expand=properties`);
    expect(read.body).toMatchObject({ id, body, properties, author: { displayName: "Atlas PM Agent" } });
    const issue = await jira("GET", "/rest/api/3/issue/ATLAS-31?fields=updated");
    expect(issue.body["fields"]?.["updated"]).toBe(posted.body["created"]);
    const effects = (await running.sandbox.effects()).slice(before);
    expect(effects).toMatchObject([
      {
        vendor: "jira",
        kind: "comment",
        target: "ATLAS-31",
        idempotencyKey: "act-1",
        detail: { commentId: id, text: "Waiting on the vendor since Monday." },
      },
    ]);
  });

  test("comments come in pages, and newest first where asked", async () => {
    const { body } = await jira("GET", "/rest/api/3/issue/ATLAS-33/comment?maxResults=1&orderBy=-created");
    expect(body).toMatchObject({ startAt: 0, maxResults: 1, total: 2, comments: [{ id: "11331" }] });
    expect((await jira("GET", "/rest/api/3/issue/ATLAS-33/comment?startAt=-1")).status).toBe(400);
  });

  test.each([
    ["nothing", {}, { comment: "Comment body can not be empty!" }],
    [
      "an empty document",
      { body: { type: "doc", version: 1, content: [] } },
      { comment: "Comment body can not be empty!" },
    ],
    ["plain text", { body: "hello" }, { comment: "Comment body is not valid! It has to be an Atlassian Document." }],
    [
      "32,768 characters",
      { body: adf("x".repeat(32_768)) },
      { comment: "The entered text is too long. It exceeds the allowed limit of 32,767 characters." },
    ],
  ])("a comment of %s is refused", async (_what, payload, errors) => {
    const { status, body } = await jira("POST", "/rest/api/3/issue/ATLAS-31/comment", payload);
    expect(status).toBe(400);
    expect(body["errors"]).toEqual(errors);
  });

  test("a malformed document, a malformed property and an unknown key are refused", async () => {
    const post = (payload: unknown) => jira("POST", "/rest/api/3/issue/ATLAS-31/comment", payload);
    expect((await post({ body: { type: "doc", version: 1, content: [{ text: "no type" }] } })).status).toBe(400);
    expect((await post({ body: adf("x"), properties: [{ key: "" }] })).status).toBe(400);
    expect((await post({ body: adf("x"), author: "somebody else" })).status).toBe(400);
    expect(
      (await jira("POST", "/rest/api/3/issue/ATLAS-31/comment", "x", { "content-type": "text/plain" })).status,
    ).toBe(415);
  });

  test("own comments can be deleted, other people's cannot", async () => {
    const posted = await jira("POST", "/rest/api/3/issue/ATLAS-32/comment", { body: adf("A mistake.") });
    const url = `/rest/api/3/issue/ATLAS-32/comment/${String(posted.body["id"])}`;
    expect((await jira("DELETE", url)).status).toBe(204);
    expect((await jira("GET", url)).status).toBe(404);
    expect((await running.sandbox.effects()).at(-1)).toMatchObject({
      kind: "comment.deleted",
      detail: { text: "A mistake." },
    });
    expect((await jira("DELETE", "/rest/api/3/issue/ATLAS-33/comment/11330")).status).toBe(400);
    expect((await jira("DELETE", "/rest/api/3/issue/ATLAS-33/comment/1")).status).toBe(404);
  });
});

describe("transitions", () => {
  const transitionsOf = async (key: string) => {
    const { body } = await jira("GET", `/rest/api/3/issue/${key}/transitions`);
    return listOf(body, "transitions").map(({ id, to }) => [String(id), String(to?.["name"])]);
  };
  const transition = (key: string, id: unknown) =>
    jira("POST", `/rest/api/3/issue/${key}/transitions`, { transition: { id } }, { "idempotency-key": "act-9" });

  test("an issue in review may be closed, and the closing is one effect with from and to", async () => {
    expect(await transitionsOf("ATLAS-26")).toContainEqual(["31", "Done"]);
    const before = (await running.sandbox.effects()).length;
    expect((await transition("ATLAS-26", "31")).status).toBe(204);
    expect((await running.sandbox.effects()).slice(before)).toMatchObject([
      { kind: "transition", target: "ATLAS-26", detail: { from: "In Review", to: "Done" }, idempotencyKey: "act-9" },
    ]);
    const { body } = await jira("GET", "/rest/api/3/issue/ATLAS-26?fields=status,resolution");
    expect(body["fields"]).toMatchObject({ status: { name: "Done" }, resolution: { name: "Done" } });
    expect(await transitionsOf("ATLAS-26")).toEqual([["71", "In Progress"]]);
  });

  test("a transition that the status does not allow is refused and changes nothing", async () => {
    const before = await running.sandbox.effects();
    const { status, body } = await transition("ATLAS-24", "31");
    expect(status).toBe(400);
    expect(body["errorMessages"]).toEqual(["Transition id '31' is not valid for this issue."]);
    expect((await transition("ATLAS-24", "4711")).status).toBe(400);
    expect((await transition("ATLAS-24", "Done")).body["errorMessages"]).toEqual([
      "'transition' identifier must be an integer",
    ]);
    expect((await jira("POST", "/rest/api/3/issue/ATLAS-24/transitions", {})).status).toBe(400);
    const fields = { transition: { id: "51" }, fields: { resolution: { name: "Done" } } };
    expect((await jira("POST", "/rest/api/3/issue/ATLAS-24/transitions", fields)).status).toBe(400);
    expect(await running.sandbox.effects()).toEqual(before);
  });

  test("a ticket that a person moved by hand offers the transitions of its new status", async () => {
    await running.sandbox.deliver.jiraStatus({ issueKey: "ATLAS-45", status: "In Review", by: "sofia" });
    expect(await transitionsOf("ATLAS-45")).toContainEqual(["31", "Done"]);
    expect(await running.sandbox.effects()).not.toContainEqual(expect.objectContaining({ target: "ATLAS-45" }));
  });
});

describe("two tokens of one account", () => {
  let own: RunningSandbox;
  let reader: typeof jira;
  beforeAll(async () => {
    own = await runSandbox();
    reader = jiraClient(own.sandbox.readOnly);
  });
  afterAll(() => own.stop());

  test("both are the same account, so what one wrote is the other's own", async () => {
    const writer = jiraClient(own.sandbox);
    const made = await writer("POST", "/rest/api/3/issue/ATLAS-24/comment", { body: adf("Noted.") });
    const me = await reader("GET", "/rest/api/3/myself");
    expect(own.sandbox.readOnly.jira.apiToken).not.toBe(own.sandbox.jira.apiToken);
    expect(made.body["author"]).toMatchObject({ accountId: me.body["accountId"] });
  });

  test("the canary's token is somebody else's: its words are not the agent's own", async () => {
    const canary = jiraClient(own.sandbox.canary);
    const made = await canary("POST", "/rest/api/3/issue/ATLAS-24/comment", { body: adf("A canary.") });
    const [its, agents] = await Promise.all([canary("GET", "/rest/api/3/myself"), reader("GET", "/rest/api/3/myself")]);
    expect(made.body["author"]).toMatchObject({ accountId: its.body["accountId"] });
    expect(its.body["accountId"]).not.toBe(agents.body["accountId"]);
    const removed = await canary("DELETE", `/rest/api/3/issue/ATLAS-24/comment/${String(made.body["id"])}`);
    expect(removed.status).toBe(204);
  });

  test.each([
    ["GET", "/rest/api/3/issue/ATLAS-24"],
    ["GET", "/rest/api/3/issue/ATLAS-24/comment"],
    ["GET", "/rest/api/3/issue/ATLAS-24/transitions"],
    ["GET", "/rest/api/3/search/jql?jql=project%3DATLAS"],
    ["GET", "/rest/api/3/project/ATLAS"],
    ["GET", "/rest/api/3/user/search?query=a"],
    ["GET", "/rest/agile/1.0/board/1/sprint"],
    ["POST", "/rest/api/3/search/jql"],
  ])("the read token reads: %s %s", async (method, target) => {
    const path = target.replace("board/1", `board/${own.sandbox.jira.boardId}`);
    const { status } = await reader(method, path, method === "POST" ? { jql: "project = ATLAS" } : undefined);
    expect(status).toBe(200);
  });

  test.each([
    ["POST", "/rest/api/3/issue/ATLAS-24/comment", { body: adf("No.") }],
    ["POST", "/rest/api/3/issue/ATLAS-29/transitions", { transition: { id: "31" } }],
    ["DELETE", "/rest/api/3/issue/ATLAS-24/comment/1", undefined],
    ["POST", "/rest/api/3/issue", { fields: {} }],
  ])("the read token writes nothing: %s %s", async (method, path, body) => {
    const before = await own.sandbox.effects();
    const refused = await reader(method, path, body);
    expect(refused.status).toBe(401);
    expect(refused.body).toEqual({ code: 401, message: "Unauthorized; scope does not match" });
    expect(await own.sandbox.effects()).toEqual(before);
  });
});
