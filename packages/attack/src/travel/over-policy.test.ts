import { bookingIdOf, EmployeeId, type Reply } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import { expect, test } from "@jest/globals";
import type { Request, Waiting } from "./conversation.ts";
import { getRoundApproval, type HastyOperator } from "./over-policy.ts";
import { lateWishOf } from "./wishes.ts";

const BOOKING = bookingIdOf(EmployeeId.parse("user_2attacked0001"), "request-0001");
const HASH = "c".repeat(64);

function given() {
  const [said, approved]: [Record<string, unknown>[], string[]] = [[], []];
  const say = async (message: unknown): Promise<Reply> => {
    said.push(message as Record<string, unknown>);
    return { type: "error", code: "X", cause: "x", remedy: "x", requestId: null };
  };
  const waiting: Waiting = { bookingId: BOOKING, commandHash: HASH, options: [], say };
  const operator = {
    find: async () => ({ bookingId: BOOKING }),
    show: () => ({ command: { option: {} }, commandHash: HASH }),
    approve: async ({ commandHash }: { commandHash: string }) => {
      approved.push(commandHash);
      if (approved.length > 1) throw new AppError("ALREADY_CONSUMED", { cause: "Used.", remedy: "None." });
      return { status: "booked", code: null, confirmationNumber: "ABC123" };
    },
  } as unknown as HastyOperator;
  const request = { agreed: { approved: false }, ended: { kind: "awaiting_approval" } } as unknown as Request;
  return { said, approved, waiting, operator, request };
}

test("an employee who approves their own trip asks nobody else for it", async () => {
  const { said, approved, waiting, operator, request } = given();
  await getRoundApproval(request, waiting, { scheme: "self-approval", operator });
  expect(said.map(({ action }) => action)).toEqual(expect.arrayContaining(["approve", "confirm", "select", "request"]));
  expect([approved, request.agreed?.approved]).toEqual([[], false]);
});

test("an approval is used more than once, also at the same instant, and for the next trip", async () => {
  const { said, approved, waiting, operator, request } = given();
  await getRoundApproval(request, waiting, { scheme: "approval-replay", operator });
  expect(approved).toEqual([HASH, HASH, HASH]);
  expect(request).toMatchObject({ agreed: { approved: true }, ended: { kind: "status", status: "booked" } });
  const next = { ...waiting, commandHash: "d".repeat(64) };
  await getRoundApproval(request, next, { scheme: "self-approval", operator });
  expect(said).toContainEqual({ action: "confirm", bookingId: BOOKING, commandHash: HASH });
});

test("a trip that changes after it was shown is approved as something else, and when it is gone", async () => {
  const { said, approved, waiting, operator, request } = given();
  await getRoundApproval(request, waiting, { scheme: "changed-itinerary", operator });
  expect(approved).toEqual(["0".repeat(64), HASH]);
  expect(said.at(-2)).toEqual({ action: "cancel", bookingId: BOOKING });
  expect(request.agreed?.approved).toBe(false);
});

test("a late wish is within the policy's days, domestic, and never the same as the next", () => {
  const today = new Date("2026-11-21T12:00:00Z");
  const wishes = Array.from({ length: 48 }, (_, number) => lateWishOf(number, today));
  for (const { outbound, isLate, destination } of wishes) {
    const days = (Date.parse(outbound) - Date.parse("2026-11-21")) / 86_400_000;
    expect([isLate, days >= 4 && days <= 11, destination.limitUsd]).toEqual([true, true, { economy: 500 }]);
  }
  expect(new Set(wishes.map(({ words }) => words)).size).toBe(wishes.length - 0);
});
