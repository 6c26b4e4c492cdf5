import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";

/** One text of a corpus: an attack (`label` 1) or an ordinary text (`label` 0). */
export const CorpusText = z.object({
  id: z.string().min(1).max(200),
  label: z.union([z.literal(0), z.literal(1)]),
  source: z.string().min(1).max(80),
  kind: z.string().max(80),
  text: z.string(),
});
export type CorpusText = z.infer<typeof CorpusText>;

/**
 * Reads a corpus of JSON lines `{ id, label, source, kind, text }`; other members are left out, empty lines skipped.
 * Throws CORPUS_UNREADABLE, CORPUS_LINE_INVALID (with the line's number), CORPUS_ID_TWICE and CORPUS_EMPTY.
 */
export async function readCorpus(file: string): Promise<CorpusText[]> {
  const texts: CorpusText[] = [];
  const seen = new Set<string>();
  let number = 0;
  for await (const line of linesOf(file)) {
    number += 1;
    if (line.trim() === "") continue;
    const text = parseLine(line, { file, number });
    if (seen.has(text.id)) throw idTwice(text.id, { file, number });
    seen.add(text.id);
    texts.push(text);
  }
  if (texts.length === 0) throw empty(file);
  return texts;
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file, "utf8");
  try {
    yield* createInterface({ input, crlfDelay: Infinity });
  } catch (error) {
    throw new AppError("CORPUS_UNREADABLE", {
      cause: `The corpus ${file} cannot be read (${error instanceof Error ? error.message : String(error)}).`,
      remedy: "Name a file of JSON lines with --corpus.",
      error,
    });
  } finally {
    input.destroy();
  }
}

interface Place {
  readonly file: string;
  readonly number: number;
}

function parseLine(line: string, place: Place): CorpusText {
  const parsed = CorpusText.safeParse(jsonOf(line, place));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(place, `${issue?.path.join(".") || "the line"}: ${issue?.message ?? "unknown shape"}`);
}

function jsonOf(line: string, place: Place): unknown {
  try {
    return JSON.parse(line.replace(/^\uFEFF/u, ""));
  } catch {
    throw invalid(place, "it is not JSON");
  }
}

function invalid({ file, number }: Place, what: string): AppError {
  return new AppError("CORPUS_LINE_INVALID", {
    cause: `Line ${number} of ${file} is no corpus text: ${what}.`,
    remedy: 'Each line is {"id": "…", "label": 1 or 0, "source": "…", "kind": "…", "text": "…"}.',
    details: { file, line: number },
  });
}

function idTwice(id: string, { file, number }: Place): AppError {
  return new AppError("CORPUS_ID_TWICE", {
    cause: `Line ${number} of ${file} has the id ${JSON.stringify(id)} of an earlier line.`,
    remedy: "Give every text an id of its own, so that a failure names one text.",
    details: { file, line: number },
  });
}

function empty(file: string): AppError {
  return new AppError("CORPUS_EMPTY", {
    cause: `The corpus ${file} has no texts.`,
    remedy: "Name a file of JSON lines with --corpus.",
  });
}
