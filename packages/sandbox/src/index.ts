export type { ClerkAccess, ClerkVerification, SignedIn } from "./clerk/clerk-access.ts";
export { startSandbox } from "./start-sandbox.ts";
export type {
  DeliveredComment,
  DeliveredIssue,
  DeliveredMail,
  Deliveries,
  GraphAccess,
  JiraAccess,
  PortalAccess,
  Sandbox,
  SandboxFaults,
  SandboxOptions,
  SandboxState,
} from "./sandbox-types.ts";
export type { ApiFaults, Fault } from "./http/faults.ts";
export type { Effect, Vendor } from "./journal/effects.ts";
export type { AdfNode, JiraComment, JiraIssue } from "./jira/jira-types.ts";
export { adfToText, textToAdf } from "./jira/adf.ts";
export type { MailMessage, MailRecipient } from "./graph/mail-types.ts";
export type { PortalPageName, PortalScenario, PortalScenarios, SeenFrom, Skin } from "./portal/portal-scenarios.ts";
export type { Booking, Fare, Flight, Passenger } from "./portal/portal-types.ts";
export type { OutboundEmail } from "./resend/email-types.ts";
export { seedExpectations, seedInjections, type SeedInjection } from "./seed/expectations.ts";
export { addressOf, directoryUsers, INTERNAL_DOMAIN, type PersonKey } from "./seed/people.ts";
