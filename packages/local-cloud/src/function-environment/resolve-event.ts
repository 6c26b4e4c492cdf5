import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import { askAsDeveloper } from "./developer-access.ts";

const Refusal = z.object({ __type: z.string().default(""), message: z.string().default("") });
const Answer = z.object({ Event: z.unknown() });

const SAID: Readonly<Record<string, { readonly code: string; readonly remedy: string }>> = {
  HandoverMissing: {
    code: "HANDOVER_MISSING",
    remedy:
      "Let a workflow come so far: `agentic-pm up` does the main job, `agentic-pm events seed` what by hand needs.",
  },
  SignInMissing: {
    code: "SIGN_IN_MISSING",
    remedy: "Start the cloud with `agentic-pm up`, which starts the sign-in service of the sandbox beside it.",
  },
  HandshakeRefused: {
    code: "HANDSHAKE_REFUSED",
    remedy: "Correct the handshake in the event; the authorizer's log says what is wrong with it.",
  },
  SecretMissing: { code: "SECRET_MISSING", remedy: "Start the cloud with `agentic-pm up`, which fills the secrets." },
};

/**
 * An event of the repository as the cloud that runs on a data folder would hand it over: what a file cannot hold stands
 * in it as a reference (`$handover`, `$secretArn`, `$secretVersion`, `$sessionToken`, `$authorizer`, `$join`). An event without any is given back as it is.
 * @throws AppError CLOUD_NOT_RUNNING, CLOUD_FILE_MALFORMED, HANDOVER_MISSING, SECRET_MISSING, SIGN_IN_MISSING,
 * HANDSHAKE_REFUSED, EVENT_MALFORMED.
 */
export async function resolveEvent(dataDir: string, event: unknown): Promise<unknown> {
  if (!refers(event)) return event;
  const { status, body } = await askAsDeveloper(dataDir, "ResolveEvent", { Event: event });
  if (status === 200) return Answer.parse(body).Event;
  const { __type, message } = Refusal.parse(body);
  const { code, remedy } = SAID[__type.split("#").at(-1) ?? ""] ?? {
    code: "EVENT_MALFORMED",
    remedy: "Correct the event.",
  };
  throw new AppError(code, { cause: message, remedy });
}

function refers(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, member]) => key.startsWith("$") || refers(member));
}
