import type { UnusedReason } from "./unused-reasons.ts";

const BY_A_PERSON = "Used when a person rules, looks or asks at the command line; the main job does not.";
const UNDONE = "Used when a person takes an action back; the main job does not.";
const EVERY_90_DAYS = "Used when a password is renewed: every 90 days, or when a person asks.";
const RECONNECTED = "Used when a socket comes back, changes its mind or has gone; the main job's does not.";
const FAILURES = "Used when something fails on the way, which the main job does not make happen.";

/** Beside `UNUSED_REASONS`: what the whole test run uses, and the main job by itself does not. */
export const MAIN_JOB_REASONS: readonly UnusedReason[] = [
  { sid: "InvokeExecuteForApprovedAction", why: BY_A_PERSON },
  { sid: "RuleOnActions", why: BY_A_PERSON },
  { sid: "RuleOnBookings", why: BY_A_PERSON },
  { sid: "StartWhatWasApproved", why: BY_A_PERSON },
  { sid: "StartApprovedBookings", why: BY_A_PERSON },
  { sid: "SealApprovals", why: BY_A_PERSON },
  { sid: "TellEmployees", why: BY_A_PERSON },
  { sid: "AppendAuditRecords", roles: ["operator", "session-ender"], why: BY_A_PERSON },
  { sid: "SeeOpenSessions", why: BY_A_PERSON },
  { sid: "EndSessions", why: BY_A_PERSON },
  { sid: "FindSocketsOfEmployee", roles: ["session-ender"], why: BY_A_PERSON },
  { sid: "MarkSessionAsEnded", why: BY_A_PERSON },
  { sid: "SayWhyAndEndSockets", why: BY_A_PERSON },
  { sid: "WriteOwnLogs", roles: ["session-ender"], why: BY_A_PERSON },
  { sid: "SendTraces", roles: ["session-ender"], why: BY_A_PERSON },
  { sid: "WaitForItsOutcome", why: BY_A_PERSON },
  { sid: "WaitForTravelOutcomes", why: BY_A_PERSON },
  { sid: "LookAtExtraction", roles: ["operator"], why: BY_A_PERSON },
  { sid: "ExtractWhatIfs", why: BY_A_PERSON },
  { sid: "EmbedQuestions", why: BY_A_PERSON },
  { sid: "ReadWhatIfs", why: BY_A_PERSON },
  { sid: "PutPolicies", why: BY_A_PERSON },
  { sid: "UseKeyOfPolicyBucket", roles: ["operator"], why: BY_A_PERSON },
  { sid: "ReadSignalsAndActions", why: BY_A_PERSON },
  { sid: "ReadAuditTrail", why: BY_A_PERSON },
  { sid: "ReadBookings", why: BY_A_PERSON },

  { sid: "RotateGraphSecretsNow", why: EVERY_90_DAYS },
  { sid: "ReadVersionsToRotate", why: EVERY_90_DAYS },
  { sid: "StoreAndPromoteNewVersion", why: EVERY_90_DAYS },
  { sid: "WriteOwnLogs", roles: ["rotate-graph-secret", "rotate-graph-reader"], why: EVERY_90_DAYS },
  { sid: "SendTraces", roles: ["rotate-graph-secret", "rotate-graph-reader"], why: EVERY_90_DAYS },

  { sid: "InvokeUndoOfAction", why: UNDONE },
  { sid: "TakeActionAndRecordOutcome", roles: ["undo"], why: UNDONE },
  { sid: "ReadWhatWasMade", why: UNDONE },
  { sid: "WithdrawArtefactEntries", why: UNDONE },
  { sid: "TakeBackAtJiraWithWriteToken", why: UNDONE },
  { sid: "AppendAuditRecords", roles: ["undo"], why: UNDONE },
  { sid: "ReadOwnDatabasePassword", roles: ["undo"], why: UNDONE },
  { sid: "WriteOwnLogs", roles: ["undo"], why: UNDONE },
  { sid: "SendTraces", roles: ["undo"], why: UNDONE },

  { sid: "RecordOutcomeOfPlanning", why: FAILURES },
  { sid: "SeeHowBookingStands", why: FAILURES },
  { sid: "EndBooking", why: FAILURES },
  { sid: "CheckSealOfFailedStage", why: FAILURES },
  { sid: "AppendAuditRecords", roles: ["close-booking", "portal-login"], why: FAILURES },
  { sid: "ActAtVendorsWithWriteTokens", why: "Which vendors are written to depends on what the signals call for." },
  { sid: "GivePlaces", actions: ["dynamodb:PartiQLUpdate"], why: RECONNECTED },
  { sid: "ReplayAndForgetMessages", why: RECONNECTED },
  { sid: "ForgetGoneSockets", why: RECONNECTED },
];
