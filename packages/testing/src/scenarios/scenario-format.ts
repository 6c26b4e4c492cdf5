import { ActionStatus, Tier } from "@agentic-pm/contracts";
import * as z from "zod";

const phrases = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).transform((given) => [given].flat());

/** A person of the sandbox by key ("priya"), or a stranger by name and address under a reserved domain. */
const Person = z.union([
  z.string().regex(/^[a-z]+$/u),
  z.strictObject({
    name: z.string(),
    address: z.email().refine((address) => address.endsWith(".example"), "addresses end in .example"),
  }),
]);
export type ScenarioPerson = z.infer<typeof Person>;

const Alias = z.string().regex(/^[A-Z][A-Z0-9]*$/u, "an alias is upper-case letters and digits");
/** Whole days from today: due today is 0, overdue is below. */
const Days = z.number().int().min(-365).max(365);

const Comment = z.strictObject({ on: Alias, by: z.string().default("tomasz"), text: z.string() });
export type ScenarioComment = z.infer<typeof Comment>;

const Ticket = z.strictObject({
  alias: Alias,
  summary: z.string().min(1),
  text: z.string().optional(),
  type: z.enum(["Task", "Story", "Bug", "Epic"]).optional(),
  status: z.enum(["To Do", "In Progress", "In Review", "Blocked", "Done"]).optional(),
  priority: z.enum(["Highest", "High", "Medium", "Low", "Lowest"]).optional(),
  assignee: z.string().optional(),
  due: Days.optional(),
  labels: z.array(z.string()).optional(),
});
export type ScenarioTicket = z.infer<typeof Ticket>;

const Mail = z
  .strictObject({
    from: Person,
    cc: z.array(Person).default([]),
    subject: z.string(),
    text: z.string().optional(),
    html: z.string().optional(),
    headers: z.record(z.string(), z.string()).default({}),
  })
  .refine(({ text, html }) => text === undefined || html === undefined, "a mail has text or html, not both");
export type ScenarioMail = z.infer<typeof Mail>;

const StatusChange = z.strictObject({ on: Alias, to: Ticket.shape.status.unwrap(), by: z.string().default("tomasz") });

/** What arrives in one poll. */
const Arrivals = z.strictObject({
  tickets: z.array(Ticket).default([]),
  comments: z.array(Comment).default([]),
  moves: z.array(StatusChange).default([]),
  mails: z.array(Mail).default([]),
});
export type Arrivals = z.infer<typeof Arrivals>;

const ARTEFACTS = ["raid_log", "decision_log", "delivery_state", "backlog_summary"] as const;
/** Action types; an artefact update goes by the artefact's name. */
export const Deed = z.enum(["jira.comment", "jira.transition", "mail.send", "operator.notify", ...ARTEFACTS]);
export type Deed = z.infer<typeof Deed>;

const Expected = z.strictObject({
  do: Deed,
  status: ActionStatus.default("executed"),
  tier: Tier.optional(),
  /** A ticket's alias, or a person; left out where the action names none. */
  on: z.string().optional(),
  kind: z.enum(["risk", "assumption", "issue", "dependency"]).optional(),
  health: z.enum(["green", "amber", "red"]).optional(),
  severity: z.enum(["none", "low", "medium", "high", "critical"]).optional(),
  to: z.enum(["to_do", "in_progress", "in_review", "blocked", "done"]).optional(),
  says: phrases.optional(),
  never: phrases.optional(),
});
export type ExpectedAction = z.infer<typeof Expected>;

export const Scenario = z.strictObject({
  title: z.string().min(10).max(120),
  given: Arrivals,
  /** Arrives once the first has been dealt with. */
  later: Arrivals.optional(),
  /** All that is done: an action that is not listed fails the scenario. */
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the format; a list cannot be mistaken for a promise
  then: z.array(Expected),
  /** Deeds that must not be done and phrases that may stand nowhere; said for the reader as much as for the check. */
  never: z.array(z.string().min(3)).default([]),
});
export type Scenario = z.infer<typeof Scenario>;

export const ScenarioFile = z.strictObject({ about: z.string(), scenarios: z.array(Scenario).min(1) });
