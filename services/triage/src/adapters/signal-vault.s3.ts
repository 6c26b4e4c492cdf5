import { VaultedSignal } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { SignalVault } from "../ports/signal-vault.ts";

/** Raw text is at most 256 KB; JSON escapes and fields make it larger, never by this much. */
const LARGEST_OBJECT_BYTES = 2 * 1024 * 1024;

/** The vault bucket. */
export class S3SignalVault implements SignalVault {
  readonly #client: Pick<S3Client, "send">;
  readonly #bucket: string;

  constructor(client: Pick<S3Client, "send">, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async read(vaultKey: string): Promise<VaultedSignal> {
    const text = await this.#text(vaultKey);
    const parsed = VaultedSignal.safeParse(jsonOf(text));
    if (parsed.success) return parsed.data;
    throw new AppError("VAULTED_SIGNAL_MALFORMED", {
      cause: `The vault object ${vaultKey} is no signal: ${parsed.error.issues[0]?.path.join(".") ?? "it is no JSON"}.`,
      remedy: "Only intake writes the vault; compare the deployed versions of intake and sanitise.",
    });
  }

  async #text(vaultKey: string): Promise<string> {
    try {
      const object = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: vaultKey }));
      if ((object.ContentLength ?? 0) > LARGEST_OBJECT_BYTES) throw oversize(vaultKey);
      return (await object.Body?.transformToString("utf-8")) ?? "";
    } catch (error) {
      throw error instanceof AppError ? error : unreadable(vaultKey, error);
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function oversize(vaultKey: string): AppError {
  return new AppError("VAULT_OBJECT_OVERSIZE", {
    cause: `The vault object ${vaultKey} is larger than ${LARGEST_OBJECT_BYTES} bytes.`,
    remedy: "intake cuts texts to 256 KB; find out who else wrote to the vault.",
  });
}

function unreadable(vaultKey: string, error: unknown): AppError {
  const name = error instanceof Error ? error.name : "";
  if (name === "NoSuchKey" || name === "NotFound") {
    return new AppError("VAULT_OBJECT_MISSING", {
      cause: `There is no vault object ${vaultKey}; it may have outlived its retention.`,
      remedy: "Poll the source again: an unprocessed signal is stored anew.",
      error,
    });
  }
  return new AppError("VAULT_UNAVAILABLE", {
    cause: `The vault object ${vaultKey} could not be read (${name}).`,
    remedy: "Check the function's role and the bucket; the workflow tries again.",
    retryable: true,
    error,
  });
}
