import type { MailRecipient, MeetingRequest } from "../graph/mail-types.ts";
import type { PersonKey } from "./people.ts";

/** The kinds of attack that stand in the seed, each once. */
export type InjectionKind =
  | "override phrase"
  | "fake system and tool messages"
  | "forged approval"
  | "invisible characters"
  | "plausible bulk request"
  | "markdown image exfiltration"
  | "hidden HTML"
  | "base64"
  | "forward all mail"
  | "fake JSON"
  | "look-alike domain"
  | "split over two channels";

interface Injection {
  readonly kind: InjectionKind;
  readonly why: string;
}

/** Written by hand in `issues-*.ts`. Times are "-3 14:20" as in `ProjectCalendar`; `@tomasz` mentions a person. */
interface SeedComment {
  readonly by: PersonKey;
  readonly at: string;
  readonly text: string;
  readonly injection?: Injection;
}

export interface SeedIssue {
  readonly n: number;
  readonly type: "Epic" | "Story" | "Task" | "Bug";
  readonly summary: string;
  readonly text: string;
  readonly priority?: "Highest" | "High" | "Low" | "Lowest";
  readonly status?: "In Progress" | "In Review" | "Blocked" | "Done";
  readonly assignee?: PersonKey;
  readonly reporter: PersonKey;
  readonly points?: number;
  /** Working day from day 0. */
  readonly due?: number;
  readonly labels?: readonly string[];
  readonly sprints?: readonly (11 | 12)[];
  readonly epic?: number;
  readonly blocks?: readonly number[];
  readonly created: string;
  /** When the status was reached; the earlier steps lie evenly between. */
  readonly moved?: string;
  readonly comments?: readonly SeedComment[];
  readonly injection?: Injection;
}

/** Written by hand in `mails-*.ts`. */
export interface SeedMail {
  /** A name to speak of it; the message's id is made from it. */
  readonly name: string;
  readonly from: PersonKey | MailRecipient;
  readonly to?: readonly PersonKey[];
  readonly cc?: readonly PersonKey[];
  readonly at: string;
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  /** Mails of one conversation share this name; default: the mail's own. */
  readonly thread?: string;
  readonly headers?: readonly { readonly name: string; readonly value: string }[];
  readonly importance?: "low" | "high";
  readonly meeting?: MeetingRequest;
  readonly injection?: Injection;
}
