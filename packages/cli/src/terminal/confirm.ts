import { createInterface } from "node:readline/promises";
import { AppError } from "@agentic-pm/errors";

/**
 * Asks a yes-or-no question; anything but y or yes is no. Throws CONFIRMATION_NEEDED where nobody sits at a terminal.
 */
export async function confirm(question: string): Promise<boolean> {
  if (process.stdin.isTTY !== true) {
    throw new AppError("CONFIRMATION_NEEDED", {
      cause: "Nobody can be asked: standard input is no terminal.",
      remedy: "Read what is shown above, then repeat the command with --yes.",
    });
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
