import { type ArtefactView, type Labels, mayBeReadBy, type RelatedSignal } from "@agentic-pm/contracts";

/** Something that is known of the project, with the labels under which it was stored. */
export interface Remembered<View> {
  readonly view: View;
  readonly labels: Labels;
}

/** What a row without readable labels counts as: nobody may read it, whoever wrote it. */
export const UNREADABLE: Labels = { provenance: ["jira_text", "mail_body", "model"], readers: [] };

/**
 * Labels that a stage can honestly have stored. A source names its readers and a model wrote every remembered word:
 * labels that say "everyone", or no model, are somebody's lie and let nobody read.
 */
export function believable(labels: Labels): Labels {
  return labels.readers !== "everyone" && labels.provenance.includes("model") ? labels : UNREADABLE;
}

/**
 * Whether its words may stand in a brief about this signal: everyone who may read the signal may read them as well. So
 * the words of a mail thread cannot surface on a ticket whose readers never saw the thread.
 */
export function mayBeShown({ labels }: Remembered<unknown>, own: Labels): boolean {
  return mayBeReadBy(labels.readers, own.readers);
}

/** The closed values alone: topic, severity, dates and flags are no text that anybody could carry anything in. */
export function withoutSummary(view: RelatedSignal): RelatedSignal {
  return { ...view, summary: "" };
}

const MATTERS = ["Blocked", "Date slips", "Scope change"] as const;

/** That there is an entry, and of which matter by how our own titles begin, in words of ours. */
export function withoutWords(view: ArtefactView): ArtefactView {
  const start = view.title.slice(0, 40).toLowerCase();
  const matter = MATTERS.find((words) => start.includes(words.toLowerCase())) ?? "An entry";
  return { ...view, title: `${matter} (words not shown)` };
}
