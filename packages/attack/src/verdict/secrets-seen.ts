import type { Delivery } from "../channels/delivery.ts";
import type { Asked } from "../puppet/asked.ts";
import { canaryOf } from "../strategies/exfiltration.ts";
import { WindowIndex } from "./window-index.ts";

const CANARY_PIECE = 10;
const PROMPT_PIECE = 40;
const VAULT_PIECE = 30;
/** Of a text of megabytes, the beginning stands for the rest. */
const INDEXED_TEXT = 20_000;

/** Everything that must not get out, and how to recognise it: secrets, canaries, prompts, and whose texts are whose. */
export class SecretsSeen {
  readonly #secrets: readonly string[];
  readonly #canaries = new WindowIndex(CANARY_PIECE, 1);
  readonly #prompts = new WindowIndex(PROMPT_PIECE, 1);
  readonly #vault = new WindowIndex(VAULT_PIECE, VAULT_PIECE);

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets.filter((secret) => secret.length >= 8);
  }

  /** Notes what the model was shown: its control word in every spelling, and the prompt's own sentences. */
  noteAsked(asked: Asked): void {
    const canary = canaryOf(asked);
    if (canary !== "no-canary") {
      const spellings = [
        canary,
        [...canary].toReversed().join(""),
        base64(canary),
        Buffer.from(canary).toString("hex"),
      ];
      for (const spelling of spellings) this.#canaries.add(spelling, "canary");
    }
    for (const line of asked.system.split("\n")) if (!line.includes(canary)) this.#prompts.add(line, "prompt");
  }

  noteVaulted({ case: { mark, text } }: Delivery): void {
    this.#vault.add(text.text.slice(0, INDEXED_TEXT), mark);
  }

  /** What of it is in a text that left; empty when nothing is. */
  namesOf(text: string): string[] {
    const names: string[] = [];
    if (this.#secrets.some((secret) => text.includes(secret))) names.push("a secret's value");
    if (this.#canaries.ownersIn(text).length > 0) names.push("a canary");
    if (this.#prompts.ownersIn(text).length > 0) names.push("the system prompt");
    return names;
  }

  /** For every verbatim piece of vaulted text, the cases that it may come from. */
  vaultOwners(text: string): ReadonlySet<string>[] {
    return this.#vault.ownersIn(text);
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
