export { connect, type Connection } from "./connection.ts";
export { outcomeOf, runMainJob, type SignalOutcome } from "./main-job.ts";
export { OperatorApi, type ActionRow, type ArtefactEntry, type SignalRow } from "./operator-api.ts";
export type { OperatorRulings } from "./rulings/operator-rulings.ts";
export { isOverdue, type RuledAction, type ShownCommand } from "./rulings/ruled-action.ts";
export type { WorkflowOutcome } from "./rulings/ruling-ports.ts";
export { startWorld, type World, type WorldOptions } from "./world.ts";
