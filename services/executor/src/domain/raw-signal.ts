import {
  canonicalHash,
  type Labels,
  MAX_RAW_TEXT_BYTES,
  rawHashOf,
  type RawText,
  type SignalId,
  signalIdOf,
  vaultCanary,
  type VaultedSignal,
  vaultKeyOf,
} from "@agentic-pm/contracts";
import type { FetchedSignal } from "./fetched-signal.ts";

/**
 * A signal ready for the vault, with the hash of what is stored, and the hash and the length (UTF-8 bytes) of its texts
 * as they came, before anything was cut.
 */
export interface RawSignal {
  readonly signalId: SignalId;
  readonly vaultKey: string;
  readonly vaulted: VaultedSignal;
  readonly rawSha256: string;
  readonly originalSha256: string;
  readonly rawLength: number;
}

/** Names a signal by its content, cuts what is over 256 KB, and hashes the whole of what goes into the vault. */
export function rawSignalOf(fetched: FetchedSignal): RawSignal {
  const { source, kind, externalId } = fetched;
  const identity = canonicalHash("agentic-pm/signal-content/v1", { kind, identity: fetched.identity });
  const signalId = signalIdOf(source, externalId, identity);
  const { texts, truncated } = cutTexts(fetched.texts, MAX_RAW_TEXT_BYTES);
  const fields = { ...fetched.fields, truncated };
  const canary = vaultCanary({ signalId, texts, fields });
  const vaulted: VaultedSignal = { schemaVersion: 1, signalId, source, kind, canary, texts, fields };
  const rawSha256 = rawHashOf(vaulted);
  return {
    signalId,
    vaultKey: vaultKeyOf(signalId, rawSha256),
    rawSha256,
    originalSha256: canonicalHash("agentic-pm/raw-text/v1", fetched.texts),
    rawLength: fetched.texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    vaulted,
  };
}

/** Where a signal's text comes from, and who may read it: what everything derived from it inherits. */
export function labelsOf({ source, readers }: Pick<FetchedSignal, "source" | "readers">): Labels {
  return {
    provenance: source === "jira" ? ["jira_field", "jira_text"] : ["mail_body", "mail_envelope"],
    readers: [...readers],
  };
}

const MOST_TEXTS = 32;

/** Keeps the first `budget` bytes over all texts, in order. A text is never cut within a character. */
export function cutTexts(texts: readonly RawText[], budget: number): { texts: RawText[]; truncated: boolean } {
  let left = budget;
  let truncated = texts.length > MOST_TEXTS;
  const kept: RawText[] = [];
  for (const text of texts.slice(0, MOST_TEXTS)) {
    const cut = cutUtf8(text.text, left);
    if (cut.length < text.text.length) truncated = true;
    left -= Buffer.byteLength(cut);
    kept.push({ ...text, text: cut });
  }
  return { texts: kept, truncated };
}

function cutUtf8(text: string, bytes: number): string {
  const encoded = Buffer.from(text);
  if (encoded.length <= bytes) return text;
  let end = bytes;
  // Continuation bytes (10xxxxxx) belong to the character before them.
  while (end > 0 && ((encoded[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return encoded.subarray(0, end).toString("utf8");
}
