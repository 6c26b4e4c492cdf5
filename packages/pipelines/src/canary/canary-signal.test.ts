import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { canarySignal } from "./canary-signal.ts";
import { sendCanaries } from "./canaries.ts";

const EXTERNAL_ID = "10024/comment/7";
let asked: string[];
let status: number;
let server: Server;

beforeEach(async () => {
  [asked, status] = [[], 200];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const body = request.url?.endsWith("/comment") === true ? { id: "7" } : { id: "10024" };
    if (request.method === "DELETE") response.writeHead(204).end();
    else response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

function jira() {
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}`, email: "a@b.example", apiToken: "token", issueKey: "ATLAS-24" };
}

/** The signal's statuses, look by look; the last one stays. */
function looking(...statuses: readonly (string | undefined)[]) {
  let [looks, polls] = [0, 0];
  return {
    polls: () => polls,
    ports: {
      poll: async () => void (polls += 1),
      signal: async (id: string) => {
        const found = id === EXTERNAL_ID ? statuses[Math.min(looks, statuses.length - 1)] : undefined;
        looks += 1;
        return found === undefined ? undefined : { status: found, failureCode: "MODEL_UNAVAILABLE" };
      },
      wait: () => Promise.resolve(),
    },
  };
}

const REMOVED = "DELETE /rest/api/3/issue/ATLAS-24/comment/7";

describe("a canary signal", () => {
  test("is a comment that is polled, waited for, and removed", async () => {
    const { ports, polls } = looking(undefined, "received", "done");
    expect(await canarySignal(jira(), ports)).toBe(EXTERNAL_ID);
    expect(polls()).toBe(1);
    expect(asked).toEqual([
      "GET /rest/api/3/issue/ATLAS-24?fields=summary",
      "POST /rest/api/3/issue/ATLAS-24/comment",
      REMOVED,
    ]);
  });

  test("that Jira's search does not know yet is polled for again", async () => {
    const { ports, polls } = looking(...Array.from({ length: 7 }, () => undefined), "done");
    await canarySignal(jira(), ports);
    expect(polls()).toBe(2);
  });

  test.each(["failed", "quarantined"])("that ends %s fails the deploy, and is removed all the same", async (ended) => {
    await expect(canarySignal(jira(), looking(ended).ports)).rejects.toMatchObject({
      code: "CANARY_SIGNAL_FAILED",
      message: expect.stringContaining(`${ended} (MODEL_UNAVAILABLE)`),
    });
    expect(asked.at(-1)).toBe(REMOVED);
  });

  test("that never ends fails the deploy", async () => {
    await expect(canarySignal(jira(), looking("received").ports)).rejects.toMatchObject({
      code: "CANARY_SIGNAL_FAILED",
    });
  });

  test("that Jira does not take is said with its ticket, not with the token", async () => {
    status = 401;
    await expect(canarySignal(jira(), looking("done").ports)).rejects.toMatchObject({
      code: "CANARY_JIRA_REFUSED",
      message: expect.not.stringContaining("token"),
    });
  });
});

describe("the canaries of a stage", () => {
  test("that has none say so, and the deploy goes on", async () => {
    const said: string[] = [];
    await sendCanaries(undefined, looking("done").ports, (line) => said.push(line));
    expect(said).toEqual([expect.stringContaining("No canary is set up")]);
  });

  test("whose portal is no sandbox book nothing, and say so", async () => {
    const said: string[] = [];
    await sendCanaries({ jira: jira() }, looking("done").ports, (line) => said.push(line));
    expect(said).toEqual([`canary signal ${EXTERNAL_ID}: done`, expect.stringContaining("no sandbox")]);
  });
});
