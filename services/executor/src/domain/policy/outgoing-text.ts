import { derive, type Labelled, type ResolvedEffect } from "@agentic-pm/contracts";

/** A text of an effect, with its label; a subject or title is one line. */
export interface OutgoingText {
  readonly text: Labelled<string>;
  readonly oneLine: boolean;
}

/** Everything in the effect that a person will read and a model may have written. */
export function outgoingTexts(effect: ResolvedEffect): OutgoingText[] {
  switch (effect.type) {
    case "jira.comment":
      return [{ text: effect.text, oneLine: false }];
    case "jira.transition":
      return [];
    case "mail.send":
    case "operator.notify":
      return [
        { text: effect.subject, oneLine: true },
        { text: effect.text, oneLine: false },
      ];
    case "artefact.update": {
      const { change } = effect;
      return ["title", "note"].flatMap((name) => {
        const value = change.value.entry[name];
        return typeof value === "string" ? [{ text: derive(value, [change]), oneLine: true }] : [];
      });
    }
  }
}
