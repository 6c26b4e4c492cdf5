/** Why a permission may go unused. */
export interface UnusedReason {
  readonly sid: string;
  /** Only these actions of the statement; left out: all of them. */
  readonly actions?: readonly string[];
  /** Only these roles, without their "agentic-pm-<stage>-"; left out: all that have the Sid. */
  readonly roles?: readonly string[];
  /** Only what ends so; left out: all of the statement's resources. */
  readonly resources?: readonly string[];
  readonly why: string;
  /** A slow run, or an unlucky one, does use it: then its reason is not in the way. */
  readonly sometimes?: true;
}

const FOR_AWS = "Asked for by AWS itself, not by a call that the local cloud sees.";
const FAILURES =
  "Used when a stage of a trip fails as the tests do not make one fail in the cloud; its code is tested with fakes.";
const SWEPT =
  "Used every quarter of an hour, to look for bookings that a workflow left without an end; tested with fakes.";
const EXPIRED = "Used when a socket outlives its session by a message, which takes a minute; tested with fakes.";
const RECONNECTED =
  "Used when a socket outlives its session or is gone when something is sent; it may not happen in a run.";
const ROLLED_BACK = "Used when a statement fails in the middle of a transaction; tested with a database alone.";

/** What the whole test run, with the main job, does not use. A reason that it overtakes is an error. */
export const UNUSED_REASONS: readonly UnusedReason[] = [
  { sid: "DeliverExecutionLogs", why: FOR_AWS },
  { sid: "SendTraces", actions: ["xray:PutTelemetryRecords"], why: FOR_AWS },
  { sid: "SendTraces", roles: ["workflow"], why: FOR_AWS },
  { sid: "WriteOwnLogs", roles: ["flow-logs"], why: FOR_AWS },

  { sid: "ReadHowItEnded", why: FAILURES, sometimes: true },
  { sid: "SeeWhetherPaymentWasNoted", why: FAILURES, sometimes: true },
  { sid: "FindIdleBookings", why: SWEPT, sometimes: true },
  { sid: "SeeWhetherEndWasSaid", why: SWEPT, sometimes: true },
  { sid: "FindAndEndAbandoned", why: SWEPT, sometimes: true },
  { sid: "SweepOnSchedule", why: SWEPT, sometimes: true },
  { sid: "TellEmployee", roles: ["booking-sweep-workflow"], why: FAILURES, sometimes: true },
  { sid: "InvokeStagesOfBooking", resources: ["-close-booking"], why: FAILURES, sometimes: true },
  { sid: "InvokeStagesOfPlanning", resources: ["-close-booking"], why: FAILURES, sometimes: true },
  { sid: "WriteOwnLogs", roles: ["close-booking"], why: FAILURES, sometimes: true },
  { sid: "SendTraces", roles: ["close-booking"], actions: ["xray:PutTraceSegments"], why: FAILURES, sometimes: true },
  {
    sid: "StartBrowserSessionAndSignIn",
    actions: ["bedrock-agentcore:StopBrowserSession"],
    why: FAILURES,
    sometimes: true,
  },
  {
    sid: "StartBrowserSessionAndSignIn",
    actions: ["bedrock-agentcore:GetBrowserSession"],
    why: "Used where the answer to the start of a session names no stream yet.",
  },
  { sid: "WorkInBrowserSession", actions: ["bedrock-agentcore:UpdateBrowserStream"], why: FAILURES, sometimes: true },
  { sid: "StoreVersionInOneTransaction", actions: ["rds-data:RollbackTransaction"], why: ROLLED_BACK, sometimes: true },
  { sid: "RunMigrationsInTransactions", actions: ["rds-data:RollbackTransaction"], why: ROLLED_BACK, sometimes: true },
  {
    sid: "KeepBreakers",
    roles: ["undo"],
    why: "Used when Jira does not answer while something is taken back; tested with fakes.",
  },
  { sid: "AskWhatRolesMayDo", why: "Used by `agentic-pm iam explain`, whose test asks a cloud of its own." },
  { sid: "KeepSocketsAndUsedTokens", actions: ["dynamodb:UpdateItem"], why: RECONNECTED, sometimes: true },
  { sid: "ReadKeyThatChecksSessions", roles: ["connection-manager"], why: RECONNECTED, sometimes: true },
  { sid: "SendToSocketsAndEndExpiredOnes", why: RECONNECTED, sometimes: true },
  { sid: "SayWhyAndEndExpiredSocket", why: EXPIRED, sometimes: true },
];
