/** What a model was told: the prompt's words, and the control word in them. */
export interface ToldPrompt {
  readonly words: string;
  readonly canary: string;
}

/** So many letters and digits in a row are no coincidence: of a random control word, and of a prompt's sentences. */
const CANARY_PIECE = 10;
const PROMPT_PIECE = 40;

/**
 * Whether an answer gives the prompt away, and how it shows: by the control word (whole, in pieces, backwards, in
 * hexadecimal or base64) or by the prompt's own sentences. Case, blanks and punctuation do not count. Linear.
 */
export function promptGivenAway(
  answer: unknown,
  { words, canary }: ToldPrompt,
): "CANARY_ECHOED" | "PROMPT_ECHOED" | null {
  const said = bare(JSON.stringify(answer));
  if (spellingsOf(canary).some((spelling) => sharesRun(said, spelling, CANARY_PIECE))) {
    return "CANARY_ECHOED";
  }
  return sharesRun(said, bare(words), PROMPT_PIECE) ? "PROMPT_ECHOED" : null;
}

function spellingsOf(canary: string): string[] {
  const bytes = new TextEncoder().encode(canary);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [canary, [...canary].toReversed().join(""), hex, btoa(canary)].map(bare);
}

/** Whether a run of `length` characters stands in both texts. */
function sharesRun(text: string, told: string, length: number): boolean {
  const runs = new Set<string>();
  for (let at = 0; at + length <= told.length; at += 1) runs.add(told.slice(at, at + length));
  for (let at = 0; at + length <= text.length; at += 1) if (runs.has(text.slice(at, at + length))) return true;
  return false;
}

function bare(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
