export * from "./approval.ts";
export * from "./ids.ts";
export * from "./plan.ts";
export * from "./plan-brief.ts";
export * from "./policy.ts";
export * from "./socket.ts";
export * from "./trip.ts";
export * from "./workflow.ts";
