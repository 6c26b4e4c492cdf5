/** Why a permission may go unused in a run. */
export interface UnusedReason {
  readonly sid: string;
  /** Only these actions of the statement; left out: all of them. */
  readonly actions?: readonly string[];
  /** Only these roles, without their "agentic-pm-<stage>-"; left out: all that have the Sid. */
  readonly roles?: readonly string[];
  /** Only what ends so; left out: all of the statement's resources. */
  readonly resources?: readonly string[];
  readonly why: string;
}

const FOR_AWS = "Asked for by AWS itself, not by a call that the local cloud sees.";
const BY_A_PERSON = "Used when a person rules, looks or asks at the command line; the main job does not.";
const COMBINED = "A statement combines its actions with its resources; not every pair is a call.";
const FAILURES = "Used when something fails on the way, which the main job does not make happen.";
const SWEEPS =
  "Used every quarter of an hour, to look for bookings that a workflow left without an end; the main job is over before.";
const UNDONE = "Used when a person takes an action back; the main job does not.";
const EVERY_90_DAYS = "Used when a password is renewed: every 90 days, or when a person asks.";
const RECONNECTED = "Used when a socket comes back, changes its mind or has gone; the main job's does not.";

/** Permissions for rare cases, and those that only AWS itself asks for. */
export const UNUSED_REASONS: readonly UnusedReason[] = [
  { sid: "SendTraces", why: FOR_AWS },
  { sid: "DeliverExecutionLogs", why: FOR_AWS },
  { sid: "WriteOwnLogs", roles: ["flow-logs"], why: FOR_AWS },

  { sid: "InvokeExecuteForApprovedAction", why: BY_A_PERSON },
  { sid: "RuleOnActions", why: BY_A_PERSON },
  { sid: "RuleOnBookings", why: BY_A_PERSON },
  { sid: "StartWhatWasApproved", why: BY_A_PERSON },
  { sid: "StartApprovedBookings", why: BY_A_PERSON },
  { sid: "SealApprovals", why: BY_A_PERSON },
  { sid: "TellEmployees", why: BY_A_PERSON },
  { sid: "AppendAuditRecords", roles: ["operator"], why: BY_A_PERSON },
  { sid: "AskWhatRolesMayDo", why: BY_A_PERSON },
  { sid: "SeeOpenSessions", why: BY_A_PERSON },
  { sid: "EndSessions", why: BY_A_PERSON },
  { sid: "FindSocketsOfEmployee", roles: ["session-ender"], why: BY_A_PERSON },
  { sid: "MarkSessionAsEnded", why: BY_A_PERSON },
  { sid: "SayWhyAndEndSockets", why: BY_A_PERSON },
  { sid: "AppendAuditRecords", roles: ["session-ender"], why: BY_A_PERSON },
  { sid: "WriteOwnLogs", roles: ["session-ender"], why: BY_A_PERSON },
  { sid: "WaitForItsOutcome", why: BY_A_PERSON },
  { sid: "RotateGraphSecretsNow", why: BY_A_PERSON },
  { sid: "ReadVersionsToRotate", why: EVERY_90_DAYS },
  { sid: "StoreAndPromoteNewVersion", why: EVERY_90_DAYS },
  { sid: "WriteOwnLogs", roles: ["rotate-graph-secret", "rotate-graph-reader"], why: EVERY_90_DAYS },
  { sid: "WaitForTravelOutcomes", why: BY_A_PERSON },
  { sid: "SeeTravelWorkflows", why: BY_A_PERSON },
  { sid: "NamePortal", actions: ["ssm:GetParameter"], why: BY_A_PERSON },
  { sid: "KeepEmployees", actions: ["dynamodb:GetItem", "dynamodb:Scan"], why: BY_A_PERSON },
  { sid: "LookAtExtraction", roles: ["operator"], why: BY_A_PERSON },
  { sid: "ExtractWhatIfs", why: BY_A_PERSON },
  { sid: "EmbedQuestions", why: BY_A_PERSON },
  { sid: "ReadWhatIfs", why: BY_A_PERSON },
  { sid: "PutPolicies", why: BY_A_PERSON },
  { sid: "UseKeyOfPolicyBucket", roles: ["operator"], why: BY_A_PERSON },
  { sid: "ReadSignalsActionsAndAudit", why: COMBINED },
  { sid: "ReadBookings", why: COMBINED },

  { sid: "InvokeUndoOfAction", why: UNDONE },
  { sid: "TakeActionAndRecordOutcome", roles: ["undo"], why: UNDONE },
  { sid: "ReadWhatWasMade", why: UNDONE },
  { sid: "KeepBreakers", roles: ["undo"], why: UNDONE },
  { sid: "WithdrawArtefactEntries", why: UNDONE },
  { sid: "TakeBackAtJiraWithWriteToken", why: UNDONE },
  { sid: "AppendAuditRecords", roles: ["undo"], why: UNDONE },
  { sid: "ReadOwnDatabasePassword", roles: ["undo"], why: UNDONE },
  { sid: "WriteOwnLogs", roles: ["undo"], why: UNDONE },

  { sid: "InvokeStagesOfBooking", resources: ["-close-booking"], why: FAILURES },
  { sid: "InvokeStagesOfPlanning", resources: ["-close-booking"], why: FAILURES },
  { sid: "RecordOutcomeOfPlanning", why: FAILURES },
  { sid: "ReadHowItEnded", why: FAILURES },
  { sid: "SeeHowBookingStands", why: FAILURES },
  { sid: "EndBooking", why: FAILURES },
  { sid: "SeeWhetherPaymentWasNoted", why: FAILURES },
  { sid: "FindIdleBookings", why: SWEEPS },
  { sid: "FindAndEndAbandoned", why: SWEEPS },
  { sid: "SweepOnSchedule", why: SWEEPS },
  { sid: "TellEmployee", roles: ["booking-sweep-workflow"], why: FAILURES },
  { sid: "CheckSealOfFailedStage", why: FAILURES },
  { sid: "AppendAuditRecords", roles: ["close-booking"], why: FAILURES },
  { sid: "WriteOwnLogs", roles: ["close-booking"], why: FAILURES },
  { sid: "AppendAuditRecords", roles: ["portal-login"], why: FAILURES },
  { sid: "StartBrowserSessionAndSignIn", why: FAILURES },
  { sid: "WorkInBrowserSession", why: FAILURES },
  { sid: "StoreVersionInOneTransaction", actions: ["rds-data:RollbackTransaction"], why: FAILURES },
  { sid: "RunMigrationsInTransactions", actions: ["rds-data:RollbackTransaction"], why: FAILURES },
  { sid: "StepThroughPortalPages", actions: ["nova-act:CreateWorkflowRun"], why: COMBINED },
  {
    sid: "ActAtVendorsWithWriteTokens",
    why: "Which vendors are written to depends on what the signals call for; the main job sends no mail through Graph.",
  },

  { sid: "BeginAndChangeBookings", actions: ["dynamodb:ConditionCheckItem"], why: RECONNECTED },
  { sid: "ReplayAndForgetMessages", why: RECONNECTED },
  { sid: "KeepSocketsAndUsedTokens", actions: ["dynamodb:UpdateItem"], why: RECONNECTED },
  { sid: "SayWhyAndEndExpiredSocket", why: RECONNECTED },
  { sid: "ReadKeyThatChecksSessions", roles: ["connection-manager"], why: RECONNECTED },
  { sid: "ForgetGoneSockets", why: RECONNECTED },
  { sid: "SendToSocketsAndEndExpiredOnes", why: RECONNECTED },
];
