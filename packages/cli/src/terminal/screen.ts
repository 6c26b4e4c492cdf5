import pc from "picocolors";

/** Where words for people go. Lines come as things happen; colours only where a terminal shows them. */
export interface Screen {
  /** Something begins; on a terminal its line is replaced when it ends. */
  begin(words: string): void;
  /** What began has ended well. */
  done(words: string, milliseconds?: number): void;
  /** One line about something that happened. */
  line(words: string): void;
  warn(words: string): void;
  readonly paint: Paint;
}

export type Paint = Pick<ReturnType<typeof pc.createColors>, "bold" | "dim" | "green" | "yellow" | "red" | "cyan">;

/** A screen on a stream; progress goes to standard error in machine mode, so that standard output stays JSON. */
export function createScreen(stream: NodeJS.WriteStream, options: { colour?: boolean } = {}): Screen {
  const colour = options.colour ?? (stream.isTTY === true && process.env["NO_COLOR"] === undefined);
  const paint = pc.createColors(colour);
  let pending: string | undefined;
  const write = (text: string): void => {
    if (pending !== undefined && colour) stream.write("\r\u001b[2K");
    pending = undefined;
    stream.write(`${text}\n`);
  };
  return {
    paint,
    begin(words) {
      if (!colour) return;
      write(paint.dim(`  … ${words}`));
      stream.write("\u001b[1A");
      pending = words;
    },
    done: (words, milliseconds) =>
      write(
        `${paint.green("✔")} ${words}${milliseconds === undefined ? "" : paint.dim(` (${seconds(milliseconds)})`)}`,
      ),
    line: write,
    warn: (words) => write(`${paint.yellow("!")} ${words}`),
  };
}

/** "2.1 s"; under a tenth of a second, "83 ms". */
export function seconds(milliseconds: number): string {
  return milliseconds < 100 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
