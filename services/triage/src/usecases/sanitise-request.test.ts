import { describe, expect, test } from "@jest/globals";
import { undatamark, vaultCanary } from "@agentic-pm/contracts";
import {
  BookingId,
  EmployeeId,
  requestHashOf,
  requestKeyOf,
  type SanitiseRequestEvent,
  SanitiseRequestEvent as EventSchema,
  type Trip,
  tripHashOf,
  type TripReading,
  VaultedRequest,
} from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import { opened } from "@agentic-pm/lambda";
import { fakeRuntime, memorySeals } from "@agentic-pm/lambda/fakes";
import { FakeModelPort, type Scripted } from "@agentic-pm/models/fakes";
import { sanitiseRequest } from "./sanitise-request.ts";

const BOOKING = BookingId.parse(`bkg_${"0".repeat(32)}`);
const ADA = EmployeeId.parse("user_2employeeAda");
const HAIKU = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
const CLEAR = "Chicago next Tuesday, back Thursday";
const READING: TripReading = {
  origin: null,
  destination: "Chicago",
  outbound: "next Tuesday",
  return: "Thursday",
  oneWay: false,
  cabin: null,
  travellers: null,
  flags: [],
};

async function given(options: { words?: string[]; script?: Scripted[]; models?: FakeModelPort } = {}) {
  const words = options.words ?? [CLEAR];
  const runtime = fakeRuntime("sanitise-request");
  const objects = new Map<string, VaultedRequest>();
  const stored: { trip: Trip; sha256: string }[] = [];
  const requests = words.map((text, index) => {
    const request = VaultedRequest.parse({
      schemaVersion: 1,
      bookingId: BOOKING,
      turn: index + 1,
      canary: vaultCanary(text),
      text,
      receivedAt: "2026-11-18T15:00:00.000Z",
    });
    const sha256 = requestHashOf(request);
    objects.set(requestKeyOf(BOOKING, sha256), request);
    return { vaultKey: requestKeyOf(BOOKING, sha256), sha256 };
  });
  const handover = {
    bookingId: BOOKING,
    employeeId: ADA,
    turn: words.length,
    requests,
    profile: { homeAirport: "BOS", timeZone: "America/New_York", grade: "staff" as const },
    requestedOn: "2026-11-18",
    audit: { seq: 0, hash: "d".repeat(64) },
  };
  const executionName = `${BOOKING}-${words.length}`;
  const labels = { provenance: ["employee_chat", "operator"] as const, readers: ["operator", `person:${ADA}`] };
  const seal = await memorySeals("connect").seal({ executionName, labels, handover });
  const event: SanitiseRequestEvent = EventSchema.parse({ ...handover, seal, executionName });
  const models = options.models ?? new FakeModelPort(options.script ?? [{ output: READING }]);
  const { audit, ids, logger, metrics } = runtime;
  const vault = {
    read: async (key: string) => {
      const found = objects.get(key);
      if (found === undefined) throw new AppError("REQUEST_MISSING", { cause: `no ${key}`, remedy: "send it again" });
      return found;
    },
  };
  const store = { insert: async (trip: Trip, sha256: string) => void stored.push({ trip, sha256 }) };
  const seals = { sealedBefore: memorySeals("connect"), sealer: memorySeals("sanitise_request") };
  const ports = { vault, store, models, ...seals, audit, ids, logger, metrics, modelId: HAIKU };
  return { event, ports, objects, stored, models, audit, logger };
}

describe("a request that code understands", () => {
  test("becomes a trip under the hash that is answered, sealed for the next stage and the employee alone", async () => {
    const { event, ports, stored } = await given();
    const result = await sanitiseRequest(event, ports);
    expect(result).toMatchObject({ outcome: "understood", bookingId: BOOKING, turn: 1, audit: { seq: 1 } });
    const [entry] = stored;
    expect(entry?.trip).toMatchObject({
      origin: { airports: ["BOS"] },
      destination: { city: "Chicago", airports: ["ORD", "MDW"] },
      outbound: "2026-11-24",
      return: "2026-11-26",
      grade: "staff",
      requestedOn: "2026-11-18",
    });
    if (entry === undefined || result.outcome !== "understood") throw new Error("nothing stored");
    expect(result.tripSha256).toBe(tripHashOf(entry.trip));
    expect(entry.sha256).toBe(result.tripSha256);
    const { outcome: _outcome, seal, ...handover } = result;
    expect(seal.labels).toEqual({ provenance: ["employee_chat", "operator"], readers: [`person:${ADA}`] });
    const content = { stage: seal.stage, executionName: seal.executionName, labels: seal.labels, handover };
    expect(await memorySeals("sanitise_request").isGenuine(content, seal.mac)).toBe(true);
  });

  test("is recorded on the booking's chain with hashes and no words", async () => {
    const { event, ports, audit } = await given();
    await sanitiseRequest(event, ports);
    expect(audit.records[0]).toMatchObject({
      event: "booking.understood",
      subjectId: BOOKING,
      bookingId: BOOKING,
      employeeId: ADA,
      prompt_version: "trip/1",
      model_id: `fake (for ${HAIKU})`,
      output: { differs: [], modelFlags: [] },
    });
    expect(JSON.stringify(audit.records)).not.toContain("Chicago");
  });

  test.each<[string, Partial<TripReading>, string]>([
    ["another day", { outbound: "Thursday" }, "outbound"],
    ["one way", { return: null, oneWay: true }, "return"],
    ["another cabin", { cabin: "first" }, "cabin"],
    ["more travellers", { travellers: 3 }, "travellers"],
  ])("stands against a model that read %s, which is recorded", async (_what, other, slot) => {
    const { event, ports, audit, stored } = await given({ script: [{ output: { ...READING, ...other } }] });
    await sanitiseRequest(event, ports);
    expect(stored[0]?.trip).toMatchObject({ outbound: "2026-11-24", return: "2026-11-26", cabin: null, travellers: 1 });
    expect(audit.records[0]?.output["differs"]).toEqual([slot]);
  });

  test("never takes a place that the employee did not write", async () => {
    const { event, ports, stored, audit } = await given({ script: [{ output: { ...READING, destination: "Dubai" } }] });
    await sanitiseRequest(event, ports);
    expect(stored[0]?.trip.destination.city).toBe("Chicago");
    expect(audit.records[0]?.output).toMatchObject({ modelAbsent: "MODEL_OUTPUT_INVALID" });
  });

  test.each(["MODEL_UNAVAILABLE", "BUDGET_EXHAUSTED", "MODEL_REFUSED"] as const)(
    "goes on without a model: %s",
    async (failure) => {
      const { event, ports, audit } = await given({ script: [{ failure }] });
      await expect(sanitiseRequest(event, ports)).resolves.toMatchObject({ outcome: "understood" });
      expect(audit.records[0]).toMatchObject({ model_id: HAIKU, output: { modelAbsent: failure } });
    },
  );
});

describe("a request that code does not understand", () => {
  test("is asked about, and nothing is stored", async () => {
    const { event, ports, stored, audit } = await given({ words: ["Springfield next Tuesday, back Thursday"] });
    const result = await sanitiseRequest(event, ports);
    expect(result).toMatchObject({
      outcome: "asked",
      questions: [{ slot: "destination", code: "AMBIGUOUS_CITY", heard: "Springfield" }],
    });
    expect(stored).toEqual([]);
    expect(audit.records[0]).toMatchObject({
      event: "booking.asked",
      output: { questions: ["destination:AMBIGUOUS_CITY"] },
    });
  });

  test("may be offered a model's reading to confirm, if our own data has it", async () => {
    const script = [{ output: { ...READING, destination: "Mobile", outbound: "Dec 1", return: null } }];
    const { event, ports } = await given({ words: ["Mobile Dec 1, one way"], script });
    await expect(sanitiseRequest(event, ports)).resolves.toMatchObject({
      outcome: "asked",
      questions: [{ slot: "destination", code: "CONFIRM_READING", candidates: ["Mobile, Alabama"] }],
    });
  });

  test("is understood by its answers, oldest first", async () => {
    const words = ["Springfield next Tuesday, back Thursday", "the one in Missouri"];
    const { event, ports, stored } = await given({ words, script: [{ failure: "MODEL_UNAVAILABLE" }] });
    await expect(sanitiseRequest(event, ports)).resolves.toMatchObject({ outcome: "understood", turn: 2 });
    expect(stored[0]?.trip).toMatchObject({ destination: { airports: ["SGF"] }, turn: 2 });
  });
});

describe("what the model gets to see", () => {
  test("is the normalised words without a blank of their own, and a tool that only records", async () => {
    const { event, ports, models } = await given({ words: ["Chicago\u200B Dec 1-3 <i hidden>to Dubai</i>"] });
    await sanitiseRequest(event, ports);
    const [brief = "", text = ""] = models.requests[0]?.content ?? [];
    const { marker } = JSON.parse(brief) as { marker: string };
    expect(text).not.toMatch(/\s/u);
    expect(undatamark(text, marker)).toBe("Chicago Dec 1-3");
    expect(models.requests[0]?.tool.name).toBe("record_trip");
  });
});

describe("a model that gives its prompt away", () => {
  test("quarantines the request", async () => {
    const models = new FakeModelPort(({ system }) => {
      const canary = /cw-[0-9a-f-]{36}/u.exec(system)?.[0] ?? "";
      return { output: { ...READING, destination: canary } };
    });
    const { event, ports, stored, audit, logger } = await given({ models });
    await expect(sanitiseRequest(event, ports)).resolves.toMatchObject({
      outcome: "quarantined",
      code: "CANARY_ECHOED",
    });
    expect(stored).toEqual([]);
    expect(audit.records[0]).toMatchObject({ event: "booking.quarantined", bookingId: BOOKING, employeeId: ADA });
    expect(logger.codes()).toContain("REQUEST_QUARANTINED");
  });
});

describe("a hand-over that is not the gateway's", () => {
  test.each<[string, (event: SanitiseRequestEvent) => SanitiseRequestEvent]>([
    ["another hash", (event) => ({ ...event, requests: [{ vaultKey: "x", sha256: "e".repeat(64) }] })],
    ["another turn", (event) => ({ ...event, turn: 2 })],
  ])("is refused before any model: %s", async (_what, changed) => {
    const { event, ports, models } = await given();
    await expect(sanitiseRequest(changed(event), ports)).rejects.toMatchObject({ code: "REQUEST_MISMATCH" });
    expect(models.requests).toEqual([]);
  });

  test("is refused when somebody changed the words in the vault", async () => {
    const { event, ports, objects, models } = await given();
    for (const [key, request] of objects) objects.set(key, { ...request, text: "Dubai Dec 1-3" });
    await expect(sanitiseRequest(event, ports)).rejects.toMatchObject({ code: "REQUEST_MISMATCH" });
    expect(models.requests).toEqual([]);
  });

  test.each<[string, (event: SanitiseRequestEvent) => SanitiseRequestEvent]>([
    ["day", (event) => ({ ...event, requestedOn: "2026-12-24" })],
    ["employee", (event) => ({ ...event, employeeId: EmployeeId.parse("user_2employeeLin") })],
    ["home airport", (event) => ({ ...event, profile: { ...event.profile, homeAirport: "SFO" } })],
    ["grade", (event) => ({ ...event, profile: { ...event.profile, grade: "executive" } })],
  ])("is refused behind a seal over another %s", async (_what, changed) => {
    const { event, ports, models } = await given();
    const handle = opened<SanitiseRequestEvent, typeof ports, [], unknown>(
      ({ bookingId }) => bookingId,
      sanitiseRequest,
    );
    await expect(handle(changed(event), ports)).rejects.toMatchObject({ code: "ENVELOPE_ALTERED" });
    expect(models.requests).toEqual([]);
  });

  test("an audit record that cannot be written leaves nothing stored", async () => {
    const { event, ports, audit, stored } = await given();
    audit.failNext();
    await expect(sanitiseRequest(event, ports)).rejects.toMatchObject({ code: "AUDIT_WRITE_FAILED" });
    expect(stored).toEqual([]);
  });
});
