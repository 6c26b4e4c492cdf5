import type { ResolvedEffect } from "@agentic-pm/contracts";
import { printable, shownRecipient } from "./table.ts";

/** One line that says what an effect does, from its resolved arguments. */
export function describeEffect(effect: ResolvedEffect): string {
  switch (effect.type) {
    case "jira.comment":
      return `comment on ${effect.issueKey.value}: “${printable(effect.text.value)}”`;
    case "jira.transition":
      return `move ${effect.issueKey.value} from ${printable(effect.fromStatus.value)} to ${effect.to.value}`;
    case "mail.send": {
      const to = effect.to.value.map(shownRecipient).join(", ");
      return `mail to ${to}: “${printable(effect.subject.value)}”`;
    }
    case "operator.notify":
      return `tell the operator: “${printable(effect.subject.value)}”`;
    case "artefact.update": {
      const { artefact, entry } = effect.change.value;
      return `${artefact.replace("_", " ")}: ${printable(entry["title"] ?? entry["note"] ?? "")}`;
    }
    default:
      return effect satisfies never;
  }
}
