import type { ClerkAccess } from "./clerk/clerk-access.ts";
import type { ApiFaults } from "./http/faults.ts";
import type { Effect, Vendor } from "./journal/effects.ts";
import type { JiraComment, JiraIssue } from "./jira/jira-types.ts";
import type { PasswordCredential } from "./graph/app-directory.ts";
import type { MailAuthentication } from "./graph/authentication-headers.ts";
import type { MailMessage, MailRecipient } from "./graph/mail-types.ts";
import type { PortalScenarios } from "./portal/portal-scenarios.ts";
import type { Booking } from "./portal/portal-types.ts";
import type { OutboundEmail } from "./resend/email-types.ts";

/** Where and how a sandbox runs. Ports that are not given are those of the folder's last run, or free ones. */
export interface SandboxOptions {
  readonly dataDir: string;
  readonly ports?: Readonly<Partial<Record<Vendor, number>>>;
  readonly clock?: () => Date;
  /** `atlas` is the whole project; `empty` keeps its people and sprints, without issues and mails. */
  readonly seed?: "atlas" | "empty";
}

/** A comment that somebody writes on a ticket. Either plain `text` or an ADF `body`. */
export interface DeliveredComment {
  readonly issueKey: string;
  readonly text?: string;
  readonly body?: unknown;
  /** Account id, or a person's key such as `tomasz`; default: the tech lead. */
  readonly author?: string;
}

/** A ticket that somebody files. */
export interface DeliveredIssue {
  readonly summary: string;
  readonly text?: string;
  readonly description?: unknown;
  readonly type?: string;
  readonly priority?: string;
  readonly status?: string;
  readonly assignee?: string;
  readonly reporter?: string;
  readonly labels?: readonly string[];
  readonly dueDate?: string;
  /** Restricts the issue to the people of this security level. */
  readonly security?: { readonly id: string; readonly name: string };
  readonly sprintId?: number;
}

/** A mail that arrives in the polled folder. Exactly one of `text` and `html` is the body. */
export interface DeliveredMail {
  readonly from: MailRecipient;
  /** Default: the same as `from`. */
  readonly sender?: MailRecipient;
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly to?: readonly MailRecipient[];
  readonly cc?: readonly MailRecipient[];
  readonly conversationId?: string;
  readonly headers?: readonly { readonly name: string; readonly value: string }[];
  /** What the receiving server finds out about `from`; default: it is genuine. */
  readonly authentication?: MailAuthentication;
}

/** The ways in which the outside world changes on its own. None of them is an effect of the product. */
export interface Deliveries {
  jiraComment(comment: DeliveredComment): Promise<{ commentId: string; issueKey: string }>;
  jiraIssue(issue: DeliveredIssue): Promise<{ id: string; key: string }>;
  /** A person moves a ticket by hand, past the workflow's rules, as an administrator could. */
  jiraStatus(change: { issueKey: string; status: string; by?: string }): Promise<void>;
  mail(mail: DeliveredMail): Promise<{ id: string; internetMessageId: string }>;
  mailRemoved(messageId: string): Promise<void>;
}

/** What the vendors hold at this moment, for assertions. */
export interface SandboxState {
  readonly issues: readonly JiraIssue[];
  readonly comments: readonly JiraComment[];
  readonly mails: { readonly inbox: readonly MailMessage[]; readonly sent: readonly MailMessage[] };
  readonly emails: readonly OutboundEmail[];
  /** Bookings of the travel portal, the newest first. */
  readonly trips: readonly Booking[];
}

/** Faults of all vendors, and the two that only Graph has. */
export interface SandboxFaults {
  readonly jira: ApiFaults;
  readonly graph: ApiFaults;
  readonly resend: ApiFaults;
  readonly portal: ApiFaults;
  /** Every access token issued so far answers 401 from now on. */
  expireGraphTokens(): void;
  /** Every delta and skip token issued so far answers 410 from now on. */
  invalidateDeltaTokens(): void;
  /** Passwords that Graph adds from now on are refused at their first so many sign-ins, as before they have spread. */
  refuseNewPasswords(times: number): void;
  /** Removes the faults that have not been used up, and resets the portal's scenarios. */
  clear(): void;
}

/** How to reach Jira: an account with one of its API tokens. */
export interface JiraAccess {
  readonly baseUrl: string;
  readonly email: string;
  readonly apiToken: string;
  readonly boardId: number;
  readonly projectKey: string;
}

/** How to reach Graph: one of the tenant's app registrations, and the mailbox that it works in. */
export interface GraphAccess {
  /** Ends in `/v1.0`. */
  readonly baseUrl: string;
  readonly authority: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly mailbox: string;
  readonly folder: string;
}

/** How to reach the travel portal, and the switches that make it unusual. */
export interface PortalAccess {
  readonly origin: string;
  readonly username: string;
  readonly password: string;
  /** An account of another company, which must see nothing of the first one's. */
  readonly other: { readonly username: string; readonly password: string };
  readonly scenarios: PortalScenarios;
  /** The ground truth: every booking of every account, the newest first. */
  trips(): readonly Booking[];
}

/** The vendors on 127.0.0.1, with what a client needs to reach them. */
export interface Sandbox {
  /** The agent's account with the token that may write. */
  readonly jira: JiraAccess;
  /** A person's account, by which a deploy's canary writes. */
  readonly canary: { readonly jira: JiraAccess };
  /** The registration that sends: Mail.Send and Mail.Read. */
  readonly graph: GraphAccess;
  /** By whose password they renew: registrations with Application.ReadWrite.OwnedBy alone, which renew their own too. */
  readonly graphRotators: Readonly<Record<"reader" | "sender", Omit<GraphAccess, "mailbox" | "folder">>>;
  /** What passwords an app registration has now. */
  passwordsOf(clientId: string): readonly PasswordCredential[];
  /** The same Jira account with a token that can only read; a registration with Mail.Read and User.Read.All alone. */
  readonly readOnly: { readonly jira: JiraAccess; readonly graph: GraphAccess };
  readonly resend: { baseUrl: string; apiKey: string; from: string };
  readonly portal: PortalAccess;
  /** Whoever vouches for employees. */
  readonly clerk: ClerkAccess;
  /** The value of the header `x-sandbox-control`, which opens `/__sandbox/…` on each server. */
  readonly controlToken: string;
  /** Everything that an API call changed at a vendor, in order, also by earlier runs on this folder. */
  effects(): Promise<Effect[]>;
  state(): SandboxState;
  readonly faults: SandboxFaults;
  readonly deliver: Deliveries;
  /** How often each route was called since the start, by vendor and `METHOD /route`. */
  requests(): Record<Vendor, Record<string, number>>;
  /** Stops the servers. Idempotent. */
  close(): Promise<void>;
}
