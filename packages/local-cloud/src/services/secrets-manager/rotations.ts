import { randomUUID } from "node:crypto";
import { AwsError } from "../../gateway/aws-error.ts";
import type { SecretRecord } from "./secret-record.ts";
import type { SecretStore } from "./secret-store.ts";
import { CURRENT, PENDING } from "./version-stages.ts";

/** What rotates a secret: the function runtime, which calls the rotation function once for each of its four steps. */
export type RotateSecret = (rotation: { secretArn: string; functionArn: string; token: string }) => Promise<void>;

export interface RotationPorts {
  readonly rotate?: RotateSecret;
  readonly now: () => number;
  /** Told of a rotation that failed: AWS tells it nobody but CloudTrail. */
  readonly onFailure?: (secretName: string, error: unknown) => void;
}

const DAY_MS = 86_400_000;
const LOOK_EVERY_MS = 3_600_000;

/** Rotations of secrets: begun by RotateSecret or by their schedule, one at a time for each secret, never waited for. */
export class Rotations {
  readonly #store: SecretStore;
  readonly #ports: RotationPorts;
  readonly #running = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(store: SecretStore, ports: RotationPorts) {
    this.#store = store;
    this.#ports = ports;
  }

  /** Begins a rotation, or begins again the one that is not complete. @throws AwsError InvalidRequestException. */
  begin(secret: SecretRecord, token: string = randomUUID()): void {
    const { rotation } = secret;
    if (rotation === undefined || this.#ports.rotate === undefined) {
      throw new AwsError("InvalidRequestException", "No Lambda rotation function ARN is associated with this secret.");
    }
    const pending = pendingToken(secret);
    if (pending !== undefined && pending !== token) {
      this.#run(secret.arn, pending);
      const words = "A previous rotation isn't complete. That rotation will be reattempted.";
      throw new AwsError("InvalidRequestException", words);
    }
    this.#store.save({ ...secret, rotation: { ...rotation, pending: token } });
    this.#run(secret.arn, token);
  }

  /** Begins what is due, and again what is not complete; then looks every hour. */
  start(): void {
    this.rotateDue();
    this.#timer = setInterval(() => this.rotateDue(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Begins what is due, and again what is not complete. Answers the secrets' names. */
  rotateDue(): readonly string[] {
    const due = this.#store.list().filter((secret) => this.#isDue(secret));
    for (const secret of due) {
      const pending = pendingToken(secret);
      if (pending === undefined) this.begin(secret);
      else this.#run(secret.arn, pending);
    }
    return due.map(({ name }) => name);
  }

  /** Begins nothing more. What runs ends with the function's workers, and is begun again by the next start. */
  stop(): void {
    clearInterval(this.#timer);
  }

  /** Resolves when no rotation runs. */
  async settled(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  #isDue(secret: SecretRecord): boolean {
    const next = nextRotation(secret);
    if (secret.deletionAt !== undefined || this.#ports.rotate === undefined || next === undefined) return false;
    return pendingToken(secret) !== undefined || next <= this.#ports.now();
  }

  #run(secretArn: string, token: string): void {
    if (this.#running.has(secretArn)) return;
    const running = this.#steps(secretArn, token)
      .catch((error: unknown) => this.#ports.onFailure?.(this.#store.resolve(secretArn)?.name ?? secretArn, error))
      .finally(() => this.#running.delete(secretArn));
    this.#running.set(secretArn, running);
  }

  async #steps(secretArn: string, token: string): Promise<void> {
    const functionArn = this.#store.get(secretArn).rotation?.functionArn ?? "";
    await this.#ports.rotate?.({ secretArn, functionArn, token });
    const { rotation, ...secret } = this.#store.get(secretArn);
    if (rotation === undefined) return;
    const { pending: _pending, ...kept } = rotation;
    const rotatedAt = new Date(this.#ports.now()).toISOString();
    this.#store.save({ ...secret, rotation: { ...kept, rotatedAt } });
  }
}

/** The version that a rotation is to bring in, while that rotation is not complete. It may have no value yet. */
export function pendingToken({ versions, rotation }: SecretRecord): string | undefined {
  const staged = versions.find(({ stages }) => stages.includes(PENDING));
  if (staged !== undefined && !staged.stages.includes(CURRENT)) return staged.versionId;
  return rotation?.pending;
}

/** When the secret is to be rotated next, epoch milliseconds; undefined where nothing rotates it by itself. */
export function nextRotation({ rotation, createdAt, versions }: SecretRecord): number | undefined {
  const days = rotation?.rules?.["AutomaticallyAfterDays"];
  if (typeof days !== "number" || versions.length === 0) return undefined;
  return Date.parse(rotation?.rotatedAt ?? createdAt) + days * DAY_MS;
}
