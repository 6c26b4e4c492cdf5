import { expect, test } from "@jest/globals";
import { Booking, makesRoom } from "./booking.ts";

test("a booking knows what the client called the message that began it", () => {
  const { requestIds } = Booking.shape;
  expect(requestIds.safeParse([]).success).toBe(false);
  expect(requestIds.safeParse(["request-1"]).success).toBe(true);
});

test("a question makes room when a day has passed over it, to the millisecond", () => {
  const asked = { status: "asking", updatedAt: "2026-01-15T09:00:00.000Z" } as Booking;
  expect(makesRoom(asked, new Date("2026-01-16T09:00:00.000Z"))).toBe(false);
  expect(makesRoom(asked, new Date("2026-01-16T09:00:00.001Z"))).toBe(true);
});
