import { PlanEvent } from "@agentic-pm/contracts/travel";
import { lambda, opened } from "@agentic-pm/lambda";
import { config } from "../config/reason-and-plan.ts";
import { reasonAndPlan } from "../usecases/reason-and-plan.ts";
import { ports } from "../wiring/reason-and-plan.ts";

/** A trip and what was retrieved for it in, a hash of the plan out. */
export const handler = lambda({
  name: "reason-and-plan",
  input: PlanEvent,
  config,
  ports,
  handle: opened(({ bookingId }) => bookingId, reasonAndPlan),
});
