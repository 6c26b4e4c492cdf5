import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { openJournal } from "../../state/journal.ts";
import { canonicalJson, type Json } from "../../template/model.ts";

/** What a task came to, or until when a wait lasts. */
export type Memo =
  | { readonly kind: "result"; readonly value: Json }
  | { readonly kind: "error"; readonly name: string; readonly message: string }
  | { readonly kind: "wait"; readonly until: number };

/**
 * Remembers what each task of an execution came to, on disk, so that a replay after a kill does not run it again.
 * A task is known by its state, its input and how often that state has had that input.
 */
export interface TaskMemo {
  /** The key of the next run of this state with this input. */
  nextKey(stateName: string, input: Json): string;
  recall(key: string): Memo | undefined;
  /** Writes the memo; it is on disk when this returns. */
  remember(key: string, memo: Memo): void;
  /** Closes the journal; `forget` removes it as well. */
  close(options: { readonly forget: boolean }): void;
}

/** Opens the memo that `file` holds. */
export function openTaskMemo(file: string): TaskMemo {
  const { journal, entries } = openJournal<readonly [string, Memo]>(file);
  const memos = new Map(entries);
  const occurrences = new Map<string, number>();
  let open = true;
  return {
    nextKey: (stateName, input) => nextKey(occurrences, stateName, input),
    recall: (key) => memos.get(key),
    remember: (key, memo) => {
      memos.set(key, memo);
      if (open) journal.append([key, memo]);
    },
    close: ({ forget }) => {
      open = false;
      journal.close();
      if (forget) rmSync(file, { force: true });
    },
  };
}

/** A memo for executions that are not resumed (Express). */
export function transientTaskMemo(): TaskMemo {
  return { nextKey: () => "", recall: () => undefined, remember: () => undefined, close: () => undefined };
}

function nextKey(occurrences: Map<string, number>, stateName: string, input: Json): string {
  const hash = createHash("sha256").update(canonicalJson(input)).digest("base64url");
  const base = `${stateName}/${hash}`;
  const count = occurrences.get(base) ?? 0;
  occurrences.set(base, count + 1);
  return `${base}/${count}`;
}
