import { describe, expect, test } from "@jest/globals";
import type { Labels, Seal } from "@agentic-pm/contracts";
import { fakeRuntime, memorySeals } from "./fakes/index.ts";
import { opened } from "./open-envelope.ts";

const LABELS: Labels = { provenance: ["mail_body"], readers: ["mailbox:pmo"] };
const HANDOVER = { signalId: "sig_1", sanitisedSha256: "a".repeat(64) };
interface Event {
  readonly signalId: string;
  readonly sanitisedSha256: string;
  readonly seal: Seal;
  readonly executionName: string;
}

async function sealedEvent(): Promise<Event> {
  const seal = await memorySeals("sanitise").seal({ executionName: "sig_1", labels: LABELS, handover: HANDOVER });
  return { ...HANDOVER, seal, executionName: "sig_1" };
}

function given() {
  const { audit, logger } = fakeRuntime("recommend");
  const done: Event[] = [];
  const ports = { sealedBefore: memorySeals("sanitise"), audit, logger };
  const handle = opened(
    ({ signalId }: Event) => signalId,
    async (event: Event, _ports: typeof ports) => done.push(event),
  );
  return { audit, done, run: (event: Event) => handle(event, ports) };
}

const relabelled = (event: Event, labels: Partial<Labels>) => ({
  ...event,
  seal: { ...event.seal, labels: { ...event.seal.labels, ...labels } },
});

describe("a hand-over", () => {
  test("that is as it was sealed is worked on", async () => {
    const { run, done, audit } = given();
    await run(await sealedEvent());
    expect(done).toHaveLength(1);
    expect(audit.records).toEqual([]);
  });

  test.each<[string, string, (event: Event) => Event]>([
    ["whose readers were widened", "ENVELOPE_ALTERED", (event) => relabelled(event, { readers: "everyone" })],
    ["whose origin was bettered", "ENVELOPE_ALTERED", (event) => relabelled(event, { provenance: ["operator"] })],
    ["with another content", "ENVELOPE_ALTERED", (event) => ({ ...event, sanitisedSha256: "b".repeat(64) })],
    [
      "with another HMAC",
      "ENVELOPE_ALTERED",
      (event) => ({ ...event, seal: { ...event.seal, mac: `${"A".repeat(43)}=` } }),
    ],
    ["in another execution", "ENVELOPE_REPLAYED", (event) => ({ ...event, executionName: "sig_2" })],
    [
      "in another execution, rebound to it",
      "ENVELOPE_ALTERED",
      (event) => ({ ...event, executionName: "sig_2", seal: { ...event.seal, executionName: "sig_2" } }),
    ],
    ["of another stage", "ENVELOPE_WRONG_STAGE", (event) => ({ ...event, seal: { ...event.seal, stage: "decide" } })],
  ])("%s is refused as %s, on record, before anything is done", async (_what, code, change) => {
    const { run, done, audit } = given();
    await expect(run(change(await sealedEvent()))).rejects.toMatchObject({ code, retryable: false });
    expect(done).toEqual([]);
    expect(audit.records).toMatchObject([
      { event: "request.refused", subjectId: "refused_sig_1", seq: 0, prevHash: null, output: { code } },
    ]);
  });

  test("of an honest stage under another stage's name does not pass its HMAC", async () => {
    const { run } = given();
    const seal = await memorySeals("intake").seal({ executionName: "sig_1", labels: LABELS, handover: HANDOVER });
    const event = { ...HANDOVER, seal: { ...seal, stage: "sanitise" as const }, executionName: "sig_1" };
    await expect(run(event)).rejects.toMatchObject({ code: "ENVELOPE_ALTERED" });
  });

  test("is not even refused when the refusal cannot be recorded: the error is the trail's", async () => {
    const { run, audit, done } = given();
    audit.failNext();
    await expect(run({ ...(await sealedEvent()), executionName: "x" })).rejects.toMatchObject({
      code: "AUDIT_WRITE_FAILED",
    });
    expect(done).toEqual([]);
  });
});
