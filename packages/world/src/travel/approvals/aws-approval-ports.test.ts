import { BookingId, type BookingRow } from "@agentic-pm/contracts/travel";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import { describe, expect, test } from "@jest/globals";
import { LambdaEmployeeNotices } from "./aws-approval-ports.ts";

const row = { bookingId: BookingId.parse(`bkg_${"1".repeat(32)}`), employeeId: "user_ada" } as BookingRow;
const answering = (answer: object) =>
  new LambdaEmployeeNotices({ send: async () => answer } as unknown as LambdaClient, { stage: "dev" });

describe("an employee's notice", () => {
  test("is said where the function that says it answers", async () => {
    await expect(
      answering({}).tell(row, { status: "declined", code: "DECLINED_BY_OPERATOR" }),
    ).resolves.toBeUndefined();
  });

  test("that the function could not say is an error which tells that the ruling stands", async () => {
    const told = answering({ FunctionError: "Unhandled" }).tell(row, {
      status: "expired",
      code: "NOT_ANSWERED_IN_TIME",
    });
    await expect(told).rejects.toMatchObject({
      code: "EMPLOYEE_NOT_TOLD",
      message: expect.stringContaining("on record"),
    });
  });
});
