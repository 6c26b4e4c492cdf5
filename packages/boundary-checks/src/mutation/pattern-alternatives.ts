/** A regular expression without one of its alternatives: every way to leave one out. Source and flags as written. */
export function withoutAlternatives(literal: string): string[] {
  const end = literal.lastIndexOf("/");
  const source = literal.slice(1, end);
  return alternativesOf(source).map(
    ({ start, stop }) => `/${source.slice(0, start)}${source.slice(stop)}${literal.slice(end)}`,
  );
}

interface Span {
  readonly start: number;
  /** Past the alternative, and past the bar that goes with it. */
  readonly stop: number;
}

/** Where each alternative of each group stands, with one of its bars. A group of one alternative has none. */
function alternativesOf(source: string): Span[] {
  const spans: Span[] = [];
  const open: { begin: number; bars: number[] }[] = [{ begin: 0, bars: [] }];
  const close = (at: number): void => {
    const group = open.pop();
    if (group === undefined || group.bars.length === 0) return;
    const edges = [group.begin - 1, ...group.bars, at];
    for (const [index, bar] of edges.slice(0, -1).entries()) {
      const next = edges[index + 1] ?? at;
      spans.push(index === 0 ? { start: bar + 1, stop: next + 1 } : { start: bar, stop: next });
    }
  };
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at];
    if (character === "\\") at += 1;
    else if (character === "[") at = endOfClass(source, at);
    else if (character === "(") open.push({ begin: at + 1 + prefixLength(source, at + 1), bars: [] });
    else if (character === ")") close(at);
    else if (character === "|") open.at(-1)?.bars.push(at);
  }
  close(source.length);
  return spans;
}

/** The length of `?:`, `?=`, `?!`, `?<=`, `?<!` or `?<name>` at the beginning of a group. */
function prefixLength(source: string, at: number): number {
  return /^\?(?:<?[=!]|:|<\w+>)/.exec(source.slice(at, at + 80))?.[0].length ?? 0;
}

function endOfClass(source: string, from: number): number {
  for (let at = from + 1; at < source.length; at += 1) {
    if (source[at] === "\\") at += 1;
    else if (source[at] === "]") return at;
  }
  return source.length;
}
