import { expect, test } from "@jest/globals";
import { Booking } from "./booking.ts";

test("a booking knows what the client called the message that began it", () => {
  const { requestIds } = Booking.shape;
  expect(requestIds.safeParse([]).success).toBe(false);
  expect(requestIds.safeParse(["request-1"]).success).toBe(true);
});
