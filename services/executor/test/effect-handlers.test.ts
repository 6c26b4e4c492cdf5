import { ActionId, label, type ResolvedCommand, type ResolvedEffect, SignalId } from "@agentic-pm/contracts";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { GraphMailHandler } from "../src/adapters/graph/mail-effect.graph.ts";
import { JiraCommentHandler } from "../src/adapters/jira/jira-comment-effect.ts";
import { JiraTransitionHandler } from "../src/adapters/jira/jira-transition-effect.ts";
import { ResendNotifyHandler } from "../src/adapters/resend/notify-effect.resend.ts";
import { inverseOf } from "../src/domain/effect-inverse.ts";
import type { CommandOf, EffectHandler } from "../src/ports/effect-handler.ts";
import { FakeVendor } from "./fakes/execution-world.ts";
import { sandboxWithClients, type SandboxClients } from "./fakes/sandboxes.ts";

const ACTION = ActionId.parse("act_0123456789abcdef0123456789abcdef");
const TEXT = "The vendor is late.\nWe wait until Monday.";

/** What a handler is tried on: the handler, its effect, and the vendor's own count of what reached it. */
interface Subject {
  readonly handler: EffectHandler;
  readonly effect: ResolvedEffect;
  readonly count: () => Promise<number>;
  /** The next call takes effect and then loses its answer. */
  readonly loseAnswer: () => void;
}

function commandOf(effect: ResolvedEffect, actionId = ACTION): CommandOf<ResolvedEffect> {
  const command: ResolvedCommand = {
    schemaVersion: 1,
    actionId,
    signalId: SignalId.parse("sig_0123456789abcdef0123456789abcdef"),
    tier: "T1",
    effect,
    policyVersion: "policy-1",
    expiresAt: "2099-01-01T00:00:00.000Z",
  };
  return { command, effect };
}

let clients: SandboxClients;
beforeEach(async () => {
  clients = await sandboxWithClients("atlas");
});
afterEach(() => clients.stop());

const reached = async (vendor: string) =>
  (await clients.sandbox.effects()).filter((effect) => effect.vendor === vendor).length;
const issueIn = (status: string) => clients.sandbox.state().issues.find((issue) => issue.status === status)?.key ?? "";

const comment = (): ResolvedEffect => ({
  type: "jira.comment",
  issueKey: label(issueIn("In Progress"), "registry"),
  text: label(TEXT, "model"),
});
const transition = (): Extract<ResolvedEffect, { type: "jira.transition" }> => ({
  type: "jira.transition",
  issueKey: label(issueIn("In Progress"), "registry"),
  fromStatus: label("In Progress", "registry"),
  to: label("blocked", "model"),
});
const mail = (): ResolvedEffect => ({
  type: "mail.send",
  to: label([{ address: clients.sandbox.graph.mailbox, displayName: "PMO", internal: true }], "registry"),
  subject: label("Late vendor", "model"),
  text: label(TEXT, "model"),
});
const notify = (): ResolvedEffect => ({
  type: "operator.notify",
  subject: label("Late", "model"),
  text: label(TEXT, "model"),
});

/** The union of handlers as one: the test hands each the effect that is its own. */
const asHandler = (handler: unknown) => handler as EffectHandler;

const SUBJECTS: Readonly<Record<string, () => Subject>> = {
  "Jira's comment": () => ({
    handler: asHandler(new JiraCommentHandler(clients.writing.jira)),
    effect: comment(),
    count: () => reached("jira"),
    loseAnswer: () => clients.sandbox.faults.jira.resetAfterEffect(),
  }),
  "Jira's transition": () => ({
    handler: asHandler(new JiraTransitionHandler(clients.writing.jira)),
    effect: transition(),
    count: () => reached("jira"),
    loseAnswer: () => clients.sandbox.faults.jira.resetAfterEffect(),
  }),
  "Graph's mail": () => ({
    handler: asHandler(new GraphMailHandler(clients.writing.graph)),
    effect: mail(),
    count: () => reached("graph"),
    loseAnswer: () => clients.sandbox.faults.graph.resetAfterEffect(1, "sendMail"),
  }),
  "Resend's mail": () => ({
    handler: asHandler(new ResendNotifyHandler(clients.resendSecret, clients.http)),
    effect: notify(),
    count: () => reached("resend"),
    loseAnswer: () => clients.sandbox.faults.resend.resetAfterEffect(),
  }),
  "the fake": () => {
    const vendor = new FakeVendor();
    return {
      handler: vendor.handler("jira"),
      effect: comment(),
      count: async () => vendor.effects.length,
      loseAnswer: () => vendor.next.push("unclear_after"),
    };
  },
};

describe.each(Object.keys(SUBJECTS))("%s, as an effect handler,", (name) => {
  const subject = () => SUBJECTS[name]?.() as Subject;

  test("finds nothing before, performs once, and does not act again on what it then finds", async () => {
    const { handler, effect, count } = subject();
    const of = commandOf(effect);
    expect(await handler.drift(of, true)).toBeNull();
    expect(["absent", "repeat"]).toContain(await handler.reconcile(of));
    await handler.perform(of);
    expect(await count()).toBe(1);
    if (typeof (await handler.reconcile(of)) !== "object") await handler.perform(of);
    expect(await count()).toBe(1);
  });

  test("a lost answer never becomes a second effect", async () => {
    const { handler, effect, count, loseAnswer } = subject();
    const of = commandOf(effect);
    loseAnswer();
    await handler
      .perform(of)
      .catch((error: unknown) => expect(error).toMatchObject({ code: "EFFECT_OUTCOME_UNKNOWN" }));
    expect(await count()).toBe(1);
    if (typeof (await handler.reconcile(of)) !== "object") await handler.perform(of);
    expect(await count()).toBe(1);
  });
});

describe("what reaches the vendors", () => {
  test("a comment is paragraphs of plain text, marked with its action", async () => {
    const handler = new JiraCommentHandler(clients.writing.jira);
    const effect = comment() as Parameters<typeof handler.perform>[0]["effect"];
    const of = { ...commandOf(effect), effect };
    const done = await handler.perform(of);
    const [made] = await clients.sandbox.effects();
    expect(made?.detail).toMatchObject({
      text: TEXT,
      properties: [{ key: "agentic-pm", value: { actionId: ACTION } }],
    });
    const other = { ...commandOf(effect, ActionId.parse(`act_${"9".repeat(32)}`)), effect };
    expect(await handler.reconcile(other)).toBe("absent");
    const { reference } = done;
    expect(inverseOf(of.command, { reference, executedAt: "2026-01-01T00:00:00.000Z" })).toMatchObject({
      type: "jira.comment.delete",
      commentId: reference,
    });
  });

  test("a mail is plain text to the resolved recipients and nobody else", async () => {
    await new GraphMailHandler(clients.writing.graph).perform({ ...commandOf(mail()), effect: mail() as never });
    const [sent] = await clients.sandbox.effects();
    expect(sent?.detail).toMatchObject({
      recipients: [clients.sandbox.graph.mailbox],
      contentType: "text",
      text: TEXT,
      savedToSentItems: true,
    });
  });

  test("a comment that had to wait is drift once its ticket has moved; one that goes out at once is not", async () => {
    const handler = new JiraCommentHandler(clients.writing.jira);
    const issueKey = issueIn("In Progress");
    const said = comment() as Extract<ResolvedEffect, { type: "jira.comment" }>;
    const effect = { ...said, ticketStatus: label("In Progress", "registry") };
    const of = { ...commandOf(effect), effect };
    expect(await handler.drift(of, true)).toBeNull();
    await clients.sandbox.deliver.jiraStatus({ issueKey, status: "Done" });
    expect(await handler.drift(of, true)).toBe("TICKET_MOVED");
    expect(await handler.drift(of, false)).toBeNull();
    expect(await handler.drift({ ...of, effect: said }, true)).toBeNull();
  });

  test("a moved ticket is drift; one that is there already is not, and is not moved again", async () => {
    const handler = new JiraTransitionHandler(clients.writing.jira);
    const effect = transition();
    const of = { ...commandOf(effect), effect };
    await clients.sandbox.deliver.jiraStatus({ issueKey: effect.issueKey.value, status: "Done" });
    expect(await handler.drift(of)).toBe("TICKET_MOVED");
    await expect(handler.perform(of)).rejects.toMatchObject({ code: "TRANSITION_NOT_OFFERED" });
    await clients.sandbox.deliver.jiraStatus({ issueKey: effect.issueKey.value, status: "Blocked" });
    expect(await handler.drift(of)).toBeNull();
    await handler.perform(of);
    expect(await reached("jira")).toBe(0);
  });

  test("a server error on a call that must not be repeated is an unknown outcome, on any other it is repeated", async () => {
    clients.sandbox.faults.jira.serverError(1, 503, "/comment");
    await expect(
      new JiraCommentHandler(clients.writing.jira).perform({ ...commandOf(comment()), effect: comment() as never }),
    ).rejects.toMatchObject({
      code: "EFFECT_OUTCOME_UNKNOWN",
      retryable: true,
    });
    expect(await reached("jira")).toBe(0);
    clients.sandbox.faults.resend.serverError(2);
    await new ResendNotifyHandler(clients.resendSecret, clients.http).perform({
      ...commandOf(notify()),
      effect: notify() as never,
    });
    expect(await reached("resend")).toBe(1);
  });

  test("a throttled call waits as it is told, and gives up with a typed error when that is too long", async () => {
    const handler = new JiraCommentHandler(clients.writing.jira);
    const of = { ...commandOf(comment()), effect: comment() as never };
    clients.sandbox.faults.jira.rateLimit(1, 0, "/comment");
    await handler.perform(of);
    clients.sandbox.faults.jira.rateLimit(1, 3600, "/comment");
    await expect(handler.perform(of)).rejects.toMatchObject({
      code: "JIRA_RATE_LIMITED",
      retryable: true,
      details: { retryAfterMs: 3_600_000 },
    });
    expect(await reached("jira")).toBe(1);
  });

  test("a token that Graph forgot is renewed once", async () => {
    const handler = new GraphMailHandler(clients.writing.graph);
    expect(await handler.reconcile({ ...commandOf(mail()), effect: mail() as never })).toBe("absent");
    clients.sandbox.faults.expireGraphTokens();
    await handler.perform({ ...commandOf(mail()), effect: mail() as never });
    expect(await reached("graph")).toBe(1);
  });

  test("a vendor that cannot be reached is unavailable, and certainly did nothing", async () => {
    const secret = await clients.resendSecret.get();
    clients.resendSecret.rotate({ ...secret, baseUrl: "http://127.0.0.1:9" });
    clients.resendSecret.invalidate();
    const handler = new ResendNotifyHandler(clients.resendSecret, clients.http);
    await expect(handler.perform({ ...commandOf(notify()), effect: notify() as never })).rejects.toMatchObject({
      code: "VENDOR_UNAVAILABLE",
    });
  });
});
