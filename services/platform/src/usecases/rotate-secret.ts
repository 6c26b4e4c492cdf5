import { AppError } from "@agentic-pm/errors";
import { endOfPassword, type KeptVersion, outdatedPasswords, passwordName } from "../domain/application-password.ts";
import type { Credentials } from "../domain/credentials.ts";
import type { RotationPorts, SecretVersions } from "../ports/rotation.ts";

export const STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;
export type Step = (typeof STEPS)[number];

/** One step of one rotation. The token is the new version's id, and the same in all four. */
export interface RotationStep {
  readonly secretId: string;
  readonly token: string;
  readonly step: Step;
}

export interface StepDone {
  readonly step: Step;
  /** What the step did: nothing, where it had been done before. */
  readonly did: "nothing" | "made" | "found" | "tested" | "promoted";
  /** Passwords that the application lost. */
  readonly removed: number;
}

/** A new password takes a while until every replica of the directory has it. */
const WAIT_MS = 5_000;
/** What is left of the invocation for the last try. */
const RESERVE_MS = 30_000;

/**
 * Runs one step; a step that was done does nothing again.
 * @throws AppError ROTATION_NOT_STARTED, ROTATION_OFF, ROTATION_PASSWORD_GONE, ROTATION_PENDING_REFUSED, and those of
 * the secrets and of Graph.
 */
export async function rotateSecret(asked: RotationStep, ports: RotationPorts): Promise<StepDone> {
  const versions = await ports.secrets.versions(asked.secretId);
  refuseUnasked(asked, versions);
  const isCurrent = versions.stages.get(asked.token)?.includes("AWSCURRENT") === true;
  if (asked.step === "finishSecret") return finish(asked, versions, ports);
  if (isCurrent) return { step: asked.step, did: "nothing", removed: 0 };
  if (asked.step === "createSecret") return create(asked, ports);
  return asked.step === "setSecret" ? check(asked, ports) : tryOut(asked, ports);
}

function refuseUnasked({ secretId, token }: RotationStep, { rotates, stages }: SecretVersions): void {
  if (!rotates) {
    throw new AppError("ROTATION_OFF", {
      cause: `Rotation is not switched on for ${secretId}.`,
      remedy: "Deploy the platform: its template has the rotation schedules.",
    });
  }
  const held = stages.get(token) ?? [];
  if (held.includes("AWSPENDING") || held.includes("AWSCURRENT")) return;
  throw new AppError("ROTATION_NOT_STARTED", {
    cause: `Secrets Manager has not begun a rotation of ${secretId} with this token.`,
    remedy: "Let Secrets Manager call this function: agentic-pm secrets rotate NAME, or the secret's own schedule.",
  });
}

/**
 * Microsoft makes the password and tells its text once. Whoever was killed before it was stored has left a password that
 * nobody knows: it bears this version's name, and goes.
 */
async function create(asked: RotationStep, { secrets, applications, now }: RotationPorts): Promise<StepDone> {
  const { secretId, token, step } = asked;
  if ((await secrets.version(secretId, token)) !== null) return { step, did: "nothing", removed: 0 };
  const current = await secrets.current(secretId);
  const displayName = passwordName(token);
  const lost = (await applications.passwords(current.clientId)).filter((each) => each.displayName === displayName);
  for (const { keyId } of lost) await applications.removePassword(current.clientId, keyId);
  const password = { displayName, endDateTime: endOfPassword(now()) };
  const clientSecret = await applications.addPassword(current.clientId, password);
  await secrets.putPending(secretId, token, { ...current, clientSecret });
  return { step, did: "made", removed: lost.length };
}

/** The password was set when it was made; it may have been removed by hand since. */
async function check(asked: RotationStep, { secrets, applications }: RotationPorts): Promise<StepDone> {
  const pending = await pendingOf(asked, { secrets });
  const passwords = await applications.passwords(pending.clientId);
  if (passwords.some(({ displayName }) => displayName === passwordName(asked.token))) {
    return { step: asked.step, did: "found", removed: 0 };
  }
  throw new AppError("ROTATION_PASSWORD_GONE", {
    cause: `The application ${pending.clientId} no longer has the password that waits in ${asked.secretId}.`,
    remedy: "Cancel this rotation and begin another: docs/runbooks/secrets.md says how. Nothing was promoted.",
  });
}

async function tryOut(asked: RotationStep, { secrets, signIn, sleep, remainingMs }: RotationPorts): Promise<StepDone> {
  const pending = await pendingOf(asked, { secrets });
  while (!(await signIn.works(pending))) {
    if (remainingMs() < RESERVE_MS + WAIT_MS) throw pendingRefused(asked);
    await sleep(WAIT_MS);
  }
  return { step: asked.step, did: "tested", removed: 0 };
}

/** Promotes what was tested, and takes from the application what is neither current nor previous. */
async function finish(asked: RotationStep, versions: SecretVersions, ports: RotationPorts): Promise<StepDone> {
  const { secretId, token, step } = asked;
  const { secrets, applications } = ports;
  const isDone = versions.stages.get(token)?.includes("AWSCURRENT") === true;
  const previous = holder(versions, isDone ? "AWSPREVIOUS" : "AWSCURRENT");
  if (!isDone) {
    // Whoever calls the steps out of their order promotes nothing that does not work.
    if (!(await ports.signIn.works(await pendingOf(asked, ports)))) throw pendingRefused(asked);
    await secrets.promote(secretId, { to: token, from: previous });
  }
  const { clientId, clientSecret } = await secrets.current(secretId);
  const before = previous === undefined ? null : await secrets.version(secretId, previous);
  // Either may have been typed in by hand: the current one too, where its rotation is finished again.
  const kept: KeptVersion[] = [{ version: token, text: clientSecret }];
  if (previous !== undefined) kept.push({ version: previous, text: before?.clientSecret });
  const outdated = outdatedPasswords(await applications.passwords(clientId), kept);
  for (const { keyId } of outdated) await applications.removePassword(clientId, keyId);
  return { step, did: isDone ? "nothing" : "promoted", removed: outdated.length };
}

function holder({ stages }: SecretVersions, stage: string): string | undefined {
  return [...stages].find(([, held]) => held.includes(stage))?.[0];
}

async function pendingOf(
  { secretId, token }: RotationStep,
  { secrets }: Pick<RotationPorts, "secrets">,
): Promise<Credentials> {
  const pending = await secrets.version(secretId, token);
  if (pending !== null) return pending;
  throw new AppError("ROTATION_NOT_CREATED", {
    cause: `The version of ${secretId} that is to be rotated in has no value.`,
    remedy: "Its step createSecret comes first; Secrets Manager calls the steps in their order.",
  });
}

function pendingRefused({ secretId }: RotationStep): AppError {
  return new AppError("ROTATION_PENDING_REFUSED", {
    cause: `Microsoft does not take the password that waits in ${secretId}. The current one goes on being used.`,
    remedy:
      "Wait some minutes and rotate again, which goes on with the same password; docs/runbooks/secrets.md has the rest.",
    retryable: true,
  });
}
