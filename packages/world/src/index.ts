export { connect, type Connection } from "./connection.ts";
export { outcomeOf, runMainJob, type SignalOutcome } from "./main-job.ts";
export { OperatorApi, type ActionRow, type ArtefactEntry, type SignalRow } from "./operator-api.ts";
export { startWorld, type World, type WorldOptions } from "./world.ts";
