/** The name of a case as it stands in texts: letters and digits that no normaliser, rule or vendor changes. */
export type Mark = string;

const MARKS = /kx\d{6}zq/gu;

/** The mark of the case with this number. */
export function markOf(number: number): Mark {
  return `kx${String(number).padStart(6, "0")}zq`;
}

/** All marks in a text, each once. */
export function marksIn(text: string): Mark[] {
  return [...new Set(text.match(MARKS) ?? [])];
}
