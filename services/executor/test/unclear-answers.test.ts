import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ActionId, label, type ResolvedEffect } from "@agentic-pm/contracts";
import { fakeRuntime } from "@agentic-pm/lambda/fakes";
import { FixedSecret } from "@agentic-pm/secrets/fakes";
import { afterEach, describe, expect, test } from "@jest/globals";
import { FetchVendorHttp } from "../src/adapters/http/vendor-http.fetch.ts";
import { JiraApi } from "../src/adapters/jira/jira-api.ts";
import { JiraCommentHandler } from "../src/adapters/jira/jira-comment-effect.ts";
import { ResendNotifyHandler } from "../src/adapters/resend/notify-effect.resend.ts";
import type { CommandOf } from "../src/ports/effect-handler.ts";

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(null) : server.close(resolve)));
});

/** A vendor that takes every call and gives this answer; with the count of calls. */
async function vendorAnswering(status: number, body: string) {
  const calls: string[] = [];
  server = createServer((request, response) => {
    calls.push(request.method ?? "");
    request.resume().on("end", () => response.writeHead(status).end(body));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { clock, logger } = fakeRuntime();
  const backoff = { attempts: 3, baseMs: 1, capMs: 2 };
  return { calls, baseUrl, http: new FetchVendorHttp({ clock, logger, remainingMs: () => 60_000, backoff }) };
}

type Vendor = Awaited<ReturnType<typeof vendorAnswering>>;

function jiraOf({ baseUrl, http }: Vendor): JiraApi {
  const secret = { baseUrl, email: "a@b.example", apiToken: "t", projectKey: "ATLAS", boardId: 1 };
  return new JiraApi(new FixedSecret("jira", secret), http);
}

function commandOf<Effect extends ResolvedEffect>(effect: Effect): CommandOf<Effect> {
  const actionId = ActionId.parse("act_0123456789abcdef0123456789abcdef");
  return { effect, command: { actionId, effect } as CommandOf<Effect>["command"] };
}

const comment = commandOf({
  type: "jira.comment",
  issueKey: label("ATLAS-1", "registry"),
  text: label("Noted.", "model"),
});
const notice = commandOf({
  type: "operator.notify",
  subject: label("Late", "model"),
  text: label("Noted.", "model"),
});

const TOO_LARGE = "x".repeat(33 * 1024 * 1024);

describe("an answer that nobody understands, after the request went out", () => {
  test.each([
    { what: "201 that is no JSON", status: 201, body: "<html>" },
    { what: "201 without an id", status: 201, body: "{}" },
    { what: "201 of 33 MB", status: 201, body: TOO_LARGE },
    { what: "408", status: 408, body: "" },
    { what: "500", status: 500, body: "" },
  ])("$what leaves open whether the comment stands, and it is not sent again", async ({ status, body }) => {
    const vendor = await vendorAnswering(status, body);
    const made = new JiraCommentHandler(jiraOf(vendor)).perform(comment);
    await expect(made).rejects.toMatchObject({ code: "EFFECT_OUTCOME_UNKNOWN", retryable: true });
    expect(vendor.calls).toEqual(["POST"]);
  });

  test("a refusal is still a refusal", async () => {
    const vendor = await vendorAnswering(400, "{}");
    await expect(new JiraCommentHandler(jiraOf(vendor)).perform(comment)).rejects.toMatchObject({
      code: "JIRA_REFUSED",
      retryable: false,
    });
  });

  test("a question may be asked again: 408 is repeated, and what is malformed is called that", async () => {
    const busy = await vendorAnswering(408, "");
    await expect(new JiraCommentHandler(jiraOf(busy)).reconcile(comment)).rejects.toMatchObject({
      code: "VENDOR_UNAVAILABLE",
    });
    expect(busy.calls).toHaveLength(3);
    server?.close();
    const odd = await vendorAnswering(200, "<html>");
    await expect(new JiraCommentHandler(jiraOf(odd)).reconcile(comment)).rejects.toMatchObject({
      code: "VENDOR_ANSWER_MALFORMED",
    });
  });

  test("a notice that Resend took without an id is not called refused", async () => {
    const { baseUrl, http } = await vendorAnswering(200, "{}");
    const from = { from: "pm@northwind.example", operatorAddress: "operator@northwind.example" };
    const secret = new FixedSecret("resend", { baseUrl, apiKey: "k", ...from });
    await expect(new ResendNotifyHandler(secret, http).perform(notice)).rejects.toMatchObject({
      code: "EFFECT_OUTCOME_UNKNOWN",
    });
  });
});
