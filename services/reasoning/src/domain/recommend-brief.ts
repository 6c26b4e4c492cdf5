import {
  type ArtefactView,
  datamark,
  type RecommendBrief,
  type RelatedSignal,
  type SanitisedSignal,
} from "@agentic-pm/contracts";

const LONGEST_RELATED_SUMMARY = 400;
const LONGEST_SUMMARY = 1200;
const LONGEST_TITLE = 1600;

/** The reasoning message: typed values, and summaries and titles whose blanks are the marker. */
export function recommendBrief(facts: {
  readonly signal: SanitisedSignal;
  readonly related: readonly RelatedSignal[];
  readonly artefacts: readonly ArtefactView[];
  readonly today: string;
  readonly marker: string;
}): RecommendBrief {
  const { signal, related, artefacts, today, marker } = facts;
  const marked = (text: string, longest: number) => bounded(datamark(text, marker), marker, longest);
  return {
    task: "recommend",
    today,
    signal: { ...signal, summary: marked(signal.summary, LONGEST_SUMMARY) },
    related: related.map((other) => ({ ...other, summary: marked(other.summary, LONGEST_RELATED_SUMMARY) })),
    artefacts: artefacts.map((entry) => ({ ...entry, title: marked(entry.title, LONGEST_TITLE) })),
    marker,
  };
}

/** Markers make a text longer; what no longer fits is cut before a marker, so that none is left half. */
function bounded(text: string, marker: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = text.lastIndexOf(marker, longest - marker.length);
  return text.slice(0, end > 0 ? end : longest).toWellFormed();
}
