import type { WildcardReason } from "./check-wildcards.ts";

const OBJECTS = "One object per signal, request, policy or picture: its name is made when it is stored.";
const EXECUTIONS = "An execution's name is made when it starts; the state machine is named exactly.";
const NOBODY_GRANTS = "A boundary only limits: which of these a role may use is named exactly in the role.";

/** Why each wildcard in what a role is granted has to be one. A reason without its wildcard is a finding too. */
export const WILDCARD_REASONS: readonly WildcardReason[] = [
  {
    sid: "WriteOwnLogs",
    owners: "every",
    why: "Lambda names the streams of the function's log group; a boundary limits to the service's log groups.",
  },
  { sid: "SendTraces", owners: "every", why: "X-Ray's actions have no resource types." },
  { sid: "DeliverExecutionLogs", owners: "every", why: "The log delivery actions have no resource types." },
  {
    sid: "StandInOurSubnets",
    owners: "every",
    why: "Lambda asks for network interfaces without naming one, as in AWS's own policy; the function's code may not ask.",
  },

  { sid: "ReadRawSignalToSanitise", owners: ["sanitise"], why: OBJECTS },
  { sid: "ReadRawSignals", owners: ["triage-boundary"], why: OBJECTS },
  { sid: "StoreRawSignalInVault", owners: ["intake"], why: OBJECTS },
  { sid: "StoreRawSignals", owners: ["executor-boundary"], why: OBJECTS },
  { sid: "ReadRequestToUnderstand", owners: ["sanitise-request"], why: OBJECTS },
  { sid: "ReadRequests", owners: ["request-triage-boundary"], why: OBJECTS },
  { sid: "PutWordsIntoVault", owners: ["connection-manager"], why: OBJECTS },
  { sid: "StoreRequests", owners: ["gateway-boundary"], why: OBJECTS },
  { sid: "KeepPicturesOfSteps", owners: ["booking-executor"], why: OBJECTS },
  { sid: "StoreScreenshots", owners: ["booking-boundary"], why: OBJECTS },
  { sid: "PutPolicies", owners: ["operator"], why: OBJECTS },
  { sid: "ReadWhatIfs", owners: ["operator"], why: OBJECTS },
  { sid: "PutPoliciesAndWhatIfs", owners: ["operator-boundary"], why: OBJECTS },
  { sid: "ReadPoliciesAndExtractions", owners: ["index-policy"], why: OBJECTS },
  { sid: "ReadPolicies", owners: ["knowledge-boundary"], why: OBJECTS },
  { sid: "LetExtractionReadPolicies", owners: ["policy-ingestion-workflow"], why: OBJECTS },
  { sid: "LetExtractionWriteResults", owners: ["policy-ingestion-workflow"], why: OBJECTS },
  { sid: "ReadAndWriteExtraction", owners: ["booking-workflow-boundary"], why: OBJECTS },

  { sid: "WaitForItsOutcome", owners: ["operator"], why: EXECUTIONS },
  { sid: "WaitForTravelOutcomes", owners: ["operator"], why: EXECUTIONS },
  {
    sid: "SeeWhatRuns",
    owners: ["operator-boundary"],
    why: "The role's own policy names the machines; a boundary that named them all would be longer than AWS takes.",
  },
  { sid: "ExtractWhatIfs", owners: ["operator-boundary"], why: "An extraction's id is given when it is ordered." },
  {
    sid: "LookAtExtraction",
    owners: ["operator", "policy-ingestion-workflow"],
    why: "An extraction's id is given when it is ordered.",
  },
  {
    sid: "AskWhatRolesMayDo",
    owners: ["operator", "operator-boundary"],
    why: "`iam explain` asks about any role of this deployment; it only reads.",
  },
  {
    sid: "SayWhyAndEndExpiredSocket",
    owners: ["connection-manager"],
    why: "A socket's id is given when it opens.",
  },
  {
    sid: "SayWhyAndEndSockets",
    owners: ["session-ender"],
    why: "A socket's id is given when it opens.",
  },
  {
    sid: "SendToSocketsAndEndExpiredOnes",
    owners: ["response-sender"],
    why: "A socket's id is given when it opens.",
  },
  {
    sid: "TalkToClients",
    owners: ["gateway-boundary"],
    why: "The boundary is made before the API whose id it would name; the roles name it.",
  },
  {
    sid: "StepThroughPortalPages",
    owners: ["booking-executor"],
    why: "A run's id is given when it is created; the workflow definition is named exactly.",
  },
  { sid: "StepThroughPages", owners: ["booking-boundary"], why: NOBODY_GRANTS },
  { sid: "SignInWithBrowser", owners: ["portal-login-boundary"], why: NOBODY_GRANTS },
  { sid: "WorkInBrowser", owners: ["booking-boundary"], why: NOBODY_GRANTS },
  { sid: "InvokeHaikuOnly", owners: ["triage-boundary", "request-triage-boundary"], why: NOBODY_GRANTS },
  { sid: "InvokeHaikuOrSonnet", owners: ["reasoning-boundary"], why: NOBODY_GRANTS },
  { sid: "InvokeNovaLite", owners: ["planning-boundary"], why: NOBODY_GRANTS },
  { sid: "EmbedText", owners: ["planning-boundary", "knowledge-boundary"], why: NOBODY_GRANTS },
  { sid: "InvokeStages", owners: ["workflow-boundary", "booking-workflow-boundary"], why: NOBODY_GRANTS },
  { sid: "ExtractPolicies", owners: ["booking-workflow-boundary"], why: NOBODY_GRANTS },
];
