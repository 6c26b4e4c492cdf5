import { createHash } from "node:crypto";
import { AwsError } from "../../gateway/aws-error.ts";
import { rangeOf, type DynamoStore } from "./store.ts";

const tokenLifeMs = 10 * 60_000;
const prefix = "transaction-token~";

interface UsedToken {
  requestHash: string;
  expiresAt: number;
}

/** Remembers ClientRequestTokens for ten minutes, across restarts, so that a repeated transaction runs once. */
export class TransactionTokens {
  private readonly store: DynamoStore;
  private readonly used: Map<string, UsedToken>;

  private constructor(store: DynamoStore, used: Map<string, UsedToken>) {
    this.store = store;
    this.used = used;
  }

  static async open(store: DynamoStore): Promise<TransactionTokens> {
    const used = new Map<string, UsedToken>();
    for await (const [key, value] of store.level.iterator(rangeOf(prefix))) used.set(key, value as UsedToken);
    return new TransactionTokens(store, used);
  }

  /** The store's key of a token. */
  keyOf(token: string): string {
    return prefix + token;
  }

  /** Whether the same request already ran; throws IdempotentParameterMismatchException for another one. */
  isRepeated(token: string, request: unknown, now: number): boolean {
    const earlier = this.used.get(this.keyOf(token));
    if (earlier === undefined || earlier.expiresAt <= now) return false;
    if (earlier.requestHash === hashOf(request)) return true;
    throw new AwsError(
      "IdempotentParameterMismatchException",
      "The request uses the same client token as a previous, but non-identical request.",
    );
  }

  /** The record that makes the token used, once it is on disk. */
  recordOf(request: unknown, now: number): UsedToken {
    return { requestHash: hashOf(request), expiresAt: now + tokenLifeMs };
  }

  /** Notes a token whose record is on disk. */
  remember(token: string, record: UsedToken): void {
    this.used.set(this.keyOf(token), record);
  }

  /** Forgets tokens past their ten minutes. */
  async sweep(now: number): Promise<void> {
    for (const [key, { expiresAt }] of this.used) {
      if (expiresAt > now) continue;
      this.used.delete(key);
      await this.store.level.del(key);
    }
  }
}

function hashOf(request: unknown): string {
  return createHash("sha256").update(JSON.stringify(request)).digest("base64");
}
