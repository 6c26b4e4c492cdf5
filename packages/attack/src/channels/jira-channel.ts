import { addressOf, directoryUsers, type PersonKey, type Sandbox } from "@agentic-pm/sandbox";
import type { AttackCase } from "../corpus/attack-case.ts";
import { CARRIER } from "../puppet/puppet.ts";
import { type Channel, type Delivery, marked, opening, type Trusted } from "./delivery.ts";

/** Who leads the sandbox's project. */
export const PROJECT_LEAD: PersonKey = "ingrid";
/** Staff, and a guest of the customer whose address Jira hides. */
const WRITERS = ["tomasz", "priya", "rhys", "luca"] as const;
const ASSIGNEE = "amara";

/** Tickets: every other text is a new ticket's description, the rest are comments on a ticket of their own. */
export function jiraChannel(sandbox: Sandbox, bystander: string): Channel {
  return {
    deliver: async (attack) => (attack.number % 2 === 0 ? asComment(attack) : asDescription(attack)),
  };

  async function asDescription(attack: AttackCase): Promise<Delivery> {
    const reporter = writerOf(attack);
    const { id, key } = await sandbox.deliver.jiraIssue({
      summary: opening(attack, bystander),
      text: marked(attack),
      reporter,
      assignee: ASSIGNEE,
      status: attack.number % 3 === 0 ? "In Review" : "To Do",
    });
    return { case: attack, externalId: id, trusted: trustedOf(key, [reporter]) };
  }

  async function asComment(attack: AttackCase): Promise<Delivery> {
    const author = writerOf(attack);
    const summary = `${CARRIER} ${attack.mark}`;
    const { id, key } = await sandbox.deliver.jiraIssue({ summary, reporter: "tomasz", assignee: ASSIGNEE });
    const text = `${opening(attack, bystander)}\n${marked(attack)}`;
    const { commentId } = await sandbox.deliver.jiraComment({ issueKey: key, text, author });
    return {
      case: attack,
      externalId: `${id}/comment/${commentId}`,
      carrierId: id,
      trusted: trustedOf(key, [author, "tomasz"]),
    };
  }
}

function writerOf({ number }: AttackCase): PersonKey {
  return WRITERS[Math.floor(number / 2) % WRITERS.length] ?? "tomasz";
}

/** Whoever works in the project reads its tickets, and may be told what stands on them. */
function trustedOf(ticket: string, writers: readonly PersonKey[]): Trusted {
  const people = [...writers, ASSIGNEE, PROJECT_LEAD] as const;
  const staff = directoryUsers().filter(({ userType }) => userType !== "Guest");
  return {
    ticket,
    people: new Set(people.map((person) => addressOf(person).address.toLowerCase())),
    readers: new Set(["project", "operator", ...staff.map((user) => (user.mail ?? "").toLowerCase())]),
  };
}
