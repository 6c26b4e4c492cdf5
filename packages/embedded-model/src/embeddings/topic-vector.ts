import { hoursIn, LONGEST_FLIGHT } from "./durations.ts";
import { whereaboutsIn } from "./places.ts";
import { topicsOf } from "./topics.ts";

/** What is only known of a place that is named counts less than what is said. */
const OF_PLACE = 0.5;

/** The topics of business travel that a text speaks of, and the hours; not normalised. */
export function topicVector(text: string): Float64Array {
  const said = topicsOf(text);
  const known = topicsOf(whereaboutsIn(text));
  const hours = new Float64Array(LONGEST_FLIGHT);
  const spoken = hoursIn(text);
  for (const hour of spoken) hours[hour - 1] = 1 / Math.sqrt(spoken.size);
  return Float64Array.from([...said.map((weight, at) => weight + OF_PLACE * (known[at] ?? 0)), ...hours]);
}
