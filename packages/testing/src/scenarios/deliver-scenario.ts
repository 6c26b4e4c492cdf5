import { AppError } from "@agentic-pm/errors";
import type { DeliveredMail, MailRecipient, Sandbox } from "@agentic-pm/sandbox";
import { dateIn, filledIn } from "./placeholders.ts";
import type { Arrivals, ScenarioMail, ScenarioPerson, ScenarioTicket } from "./scenario-format.ts";

/** What a scenario's arrivals became at the vendors; later arrivals add to it. */
export interface Delivered {
  /** Ticket keys by alias. */
  readonly keys: Map<string, string>;
  /** How its signals begin: the tickets' ids and the mails' message ids. */
  readonly origins: Set<string>;
}

/** The vendors, and the people that scenarios name by key. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly today: Date;
  readonly agentAccountId: string;
}

/** Lets what a scenario describes arrive: tickets first, for the rest may name them. */
export async function deliver(arrivals: Arrivals, delivered: Delivered, stage: Stage): Promise<void> {
  const { deliver: vendors } = stage.sandbox;
  const fill = (text: string) => filledIn(text, delivered.keys, stage.today);
  for (const ticket of arrivals.tickets) {
    const { id, key } = await vendors.jiraIssue(issueOf(ticket, fill, stage.today));
    delivered.keys.set(ticket.alias, key);
    delivered.origins.add(id);
  }
  for (const { on, by, text } of arrivals.comments) {
    const author = by === "agent" ? stage.agentAccountId : by;
    await vendors.jiraComment({ issueKey: keyOf(on, delivered), text: fill(text), author });
  }
  for (const { on, to, by } of arrivals.moves) {
    await vendors.jiraStatus({ issueKey: keyOf(on, delivered), status: to, by });
  }
  for (const mail of arrivals.mails) {
    const { internetMessageId } = await vendors.mail(mailOf(mail, fill, stage.sandbox));
    delivered.origins.add(internetMessageId);
  }
}

/** The mail address behind a person's key: the directory's own form, first name dot last name. */
export function recipientOf(person: ScenarioPerson): MailRecipient {
  if (typeof person !== "string") return person;
  const known = PEOPLE[person];
  if (known !== undefined) return known;
  throw new AppError("SCENARIO_INVALID", {
    cause: `Nobody in the sandbox is called "${person}".`,
    remedy: `Use one of ${Object.keys(PEOPLE).join(", ")}, or a name and an address.`,
  });
}

const person = (name: string, domain = "northwind-atlas.example"): MailRecipient => ({
  name,
  address: `${name.toLowerCase().replace(" ", ".")}@${domain}`,
});

const PEOPLE: Readonly<Record<string, MailRecipient>> = {
  ingrid: person("Ingrid Solheim"),
  tomasz: person("Tomasz Wieczorek"),
  priya: person("Priya Raghunathan"),
  luca: person("Luca Ferrante"),
  amara: person("Amara Okonjo"),
  henrik: person("Henrik Dahl"),
  yuki: person("Yuki Tanabe"),
  sofia: person("Sofia Lindqvist"),
  marcus: person("Marcus Adeyemi"),
  chiara: person("Chiara Bellandi"),
  dmitri: person("Dmitri Vasarhelyi"),
  nadia: person("Nadia Haddad"),
  rhys: person("Rhys Penhallow", "calderfinch.example"),
  eleanor: person("Eleanor Marsh", "calderfinch.example"),
  beatriz: person("Beatriz Nogueira", "stratus-identity.example"),
  jonas: person("Jonas Reiter", "quillpay.example"),
};

type Fill = (text: string) => string;

function issueOf({ alias: _alias, due, text, ...ticket }: ScenarioTicket, fill: Fill, today: Date) {
  const { summary, type, status, priority, assignee, labels } = ticket;
  return {
    summary: fill(summary),
    ...(text === undefined ? {} : { text: fill(text) }),
    ...(type === undefined ? {} : { type }),
    ...(status === undefined ? {} : { status }),
    ...(priority === undefined ? {} : { priority }),
    ...(assignee === undefined ? {} : { assignee }),
    ...(labels === undefined ? {} : { labels }),
    ...(due === undefined ? {} : { dueDate: dateIn(due, today) }),
  };
}

function mailOf(
  { from, cc, subject, text, html, headers }: ScenarioMail,
  fill: Fill,
  { graph }: Sandbox,
): DeliveredMail {
  return {
    from: recipientOf(from),
    to: [{ name: "Ingrid Solheim", address: graph.mailbox }],
    cc: cc.map(recipientOf),
    subject: fill(subject),
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    ...(html === undefined ? { text: fill(text ?? "") } : { html: fill(html) }),
  };
}

function keyOf(alias: string, { keys }: Delivered): string {
  const key = keys.get(alias);
  if (key !== undefined) return key;
  throw new AppError("SCENARIO_INVALID", {
    cause: `The ticket ${alias} has not arrived yet.`,
    remedy: "Put it under `given`, or under `later` before what names it.",
  });
}
