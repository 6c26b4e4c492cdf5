import { SecretsManagerClient, type SecretsManagerClientConfig } from "@aws-sdk/client-secrets-manager";
import secretsManager from "@middy/secrets-manager";
import { clearCache, getCache } from "@middy/util";
import type * as z from "zod";
import { malformed, unreadable } from "./secret-errors.ts";
import type { SecretPort } from "./secret-port.ts";

/** How long a value may be used, in milliseconds. */
export const MAX_AGE_MS = 5 * 60 * 1000;
/** From this age on, a value is still answered but fetched anew behind it. */
export const REFRESH_AGE_MS = 4 * 60 * 1000;

export interface SecretOptions {
  /** The AWS client's settings: region, endpoint, connections. */
  readonly client?: SecretsManagerClientConfig;
  /** Told of every fetch, and of a background refresh that failed (the old value is kept until it is too old). */
  readonly onFetch?: (outcome: "fetched" | "refresh_failed") => void;
}

interface Held<Value> {
  readonly value: Value;
  readonly fetchedAt: number;
}

/**
 * Declares a secret once, with the shape of its JSON. Nothing is fetched before the first `get`.
 * Fetching, parsing and the cache with its five minutes are Middy's; see `CachedSecret` for what is added.
 */
export function secret<Schema extends z.ZodType>(
  id: string,
  schema: Schema,
  options: SecretOptions = {},
): SecretPort<z.infer<Schema>> {
  return new CachedSecret(id, schema, options);
}

/**
 * Middy refreshes by a timer once the value is too old, which keeps a process alive, asks for secrets that nobody
 * needs any more, and turns a failed refresh into an unhandled rejection. So its timer is stopped, and the refresh
 * happens behind a `get` in the value's last minute instead.
 */
class CachedSecret<Schema extends z.ZodType> implements SecretPort<z.infer<Schema>> {
  readonly id: string;
  fetches = 0;
  readonly #schema: Schema;
  readonly #options: SecretOptions;
  readonly #cacheKey: string;
  readonly #fromMiddy: () => Promise<unknown>;
  #held: Held<z.infer<Schema>> | undefined;
  /** Counts invalidations, so that a fetch from before one does not bring the old value back. */
  #generation = 0;
  #fetching: Promise<z.infer<Schema>> | undefined;

  constructor(id: string, schema: Schema, options: SecretOptions) {
    this.id = id;
    this.#schema = schema;
    this.#options = options;
    this.#cacheKey = `secret:${id}:${(instances += 1)}`;
    this.#fromMiddy = middyFetch(id, this.#cacheKey, options.client ?? {});
  }

  async get(): Promise<z.infer<Schema>> {
    const held = this.#held;
    const age = held === undefined ? Number.POSITIVE_INFINITY : Date.now() - held.fetchedAt;
    if (held === undefined || age >= MAX_AGE_MS) return this.#fetchOnce();
    if (age >= REFRESH_AGE_MS && this.#fetching === undefined) {
      this.#fetchOnce().catch(() => this.#options.onFetch?.("refresh_failed"));
    }
    return held.value;
  }

  invalidate(): void {
    this.#generation += 1;
    this.#held = undefined;
    this.#fetching = undefined;
    clearCache(this.#cacheKey);
  }

  #fetchOnce(): Promise<z.infer<Schema>> {
    if (this.#fetching !== undefined) return this.#fetching;
    const fetching = this.#fetch().finally(() => {
      if (this.#fetching === fetching) this.#fetching = undefined;
    });
    this.#fetching = fetching;
    return fetching;
  }

  async #fetch(): Promise<z.infer<Schema>> {
    const fetchedAt = Date.now();
    const generation = this.#generation;
    this.fetches += 1;
    const raw = await this.#fromMiddy().catch((error: unknown) => {
      throw unreadable(this.id, error);
    });
    const value = this.#parsed(raw);
    if (generation === this.#generation) this.#held = { value, fetchedAt };
    this.#options.onFetch?.("fetched");
    return value;
  }

  #parsed(raw: unknown): z.infer<Schema> {
    const parsed = this.#schema.safeParse(raw);
    if (!parsed.success) throw malformed(this.id, raw, parsed.error.issues);
    return parsed.data;
  }
}

let instances = 0;

/** A function that fetches the secret anew through Middy's middleware and leaves no timer behind. */
function middyFetch(id: string, cacheKey: string, client: SecretsManagerClientConfig): () => Promise<unknown> {
  const middleware = secretsManager({
    AwsClient: SecretsManagerClient,
    awsClientOptions: client,
    fetchData: { value: id },
    cacheKey,
    cacheExpiry: MAX_AGE_MS,
    disablePrefetch: true,
  });
  return async () => {
    const request = { event: {}, context: {}, response: null, error: null, internal: {} as { value?: unknown } };
    clearCache(cacheKey);
    await middleware.before?.(request as unknown as Parameters<NonNullable<typeof middleware.before>>[0]);
    clearTimeout(getCache(cacheKey)["refresh"]);
    return request.internal.value;
  };
}
