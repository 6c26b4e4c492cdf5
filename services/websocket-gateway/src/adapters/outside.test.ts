import type { BookingHandoff, VaultedRequest } from "@agentic-pm/contracts/travel";
import { describe, expect, test } from "@jest/globals";
import { SfnBookingWorkflows } from "./booking-workflows.sfn.ts";
import { S3RequestVault } from "./request-vault.s3.ts";
import { ApiGatewaySockets } from "./sockets.api-gateway.ts";

/** A client that keeps what it was sent, and answers with the error of that name. */
function client(failure?: string) {
  const sent: unknown[] = [];
  const send = async (command: { input: unknown }) => {
    sent.push(command.input);
    if (failure !== undefined) throw Object.assign(new Error("as AWS says"), { name: failure });
    return {};
  };
  return { sent, send } as { sent: unknown[]; send: never };
}

// The adapters pass these on as they are.
const handoff = { bookingId: "bkg_1", seal: { executionName: "bkg_1-1" } } as unknown as BookingHandoff;
const machines = { planArn: "arn:plan", bookArn: "arn:book" };
const request = { text: "Chicago" } as unknown as VaultedRequest;

describe("the booking workflows", () => {
  test("are started under the name that the hand-over is sealed for, each its own", async () => {
    const states = client();
    const workflows = new SfnBookingWorkflows(states, machines);
    await workflows.plan(handoff);
    await workflows.book(handoff as never);
    expect(states.sent).toEqual([
      { stateMachineArn: "arn:plan", name: "bkg_1-1", input: JSON.stringify(handoff) },
      { stateMachineArn: "arn:book", name: "bkg_1-1", input: JSON.stringify(handoff) },
    ]);
  });

  test("an execution that is there is fine; anything else can be sent again", async () => {
    await new SfnBookingWorkflows(client("ExecutionAlreadyExists"), machines).plan(handoff);
    await expect(new SfnBookingWorkflows(client("ServiceUnavailable"), machines).plan(handoff)).rejects.toMatchObject({
      code: "WORKFLOW_NOT_STARTED",
      retryable: true,
    });
  });
});

describe("the request vault", () => {
  test("never writes over what is there", async () => {
    const s3 = client("PreconditionFailed");
    await new S3RequestVault(s3, { bucket: "requests" }).put("requests/x.json", request);
    expect(s3.sent).toMatchObject([{ Bucket: "requests", Key: "requests/x.json", IfNoneMatch: "*" }]);
  });

  test("that cannot be written says so", async () => {
    await expect(new S3RequestVault(client("AccessDenied"), { bucket: "b" }).put("k", request)).rejects.toMatchObject({
      code: "VAULT_UNAVAILABLE",
    });
  });
});

describe("the sockets", () => {
  test.each(["GoneException", "BadRequestException"])("one that is answered by %s is gone", async (name) => {
    const sockets = new ApiGatewaySockets(client(name));
    expect(await sockets.post("abc=", "{}")).toBe("gone");
    expect(await sockets.close("abc=")).toBeUndefined();
  });

  test("one that cannot be reached says so", async () => {
    await expect(new ApiGatewaySockets(client("ForbiddenException")).post("abc=", "{}")).rejects.toMatchObject({
      code: "SOCKET_UNAVAILABLE",
    });
    expect(await new ApiGatewaySockets(client()).post("abc=", "{}")).toBe("sent");
  });
});
