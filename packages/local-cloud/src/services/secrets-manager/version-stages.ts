import { AwsError } from "../../gateway/aws-error.ts";
import type { SecretRecord, SecretVersion } from "./secret-record.ts";

export const CURRENT = "AWSCURRENT";
export const PENDING = "AWSPENDING";
export const PREVIOUS = "AWSPREVIOUS";

/** Versions without a stage are deprecated; this many of them are kept. */
const MOST_DEPRECATED = 20;

/** Puts a stage on one version and off all others. The version that loses AWSCURRENT becomes AWSPREVIOUS. */
export function moveStage(versions: readonly SecretVersion[], stage: string, to: string): readonly SecretVersion[] {
  const holder = versions.find((version) => version.stages.includes(stage));
  if (holder?.versionId === to) return versions;
  const moved = versions.map((version) => {
    const others = version.stages.filter((name) => name !== stage);
    return { ...version, stages: version.versionId === to ? [...others, stage] : others };
  });
  return stage === CURRENT && holder !== undefined ? moveStage(moved, PREVIOUS, holder.versionId) : moved;
}

/** Takes a stage off a version. */
export function removeStage(versions: readonly SecretVersion[], stage: string, from: string): readonly SecretVersion[] {
  return versions.map((version) =>
    version.versionId === from ? { ...version, stages: version.stages.filter((name) => name !== stage) } : version,
  );
}

/** Adds a version with its stages, and lets the oldest deprecated ones go. */
export function addVersion(
  versions: readonly SecretVersion[],
  added: SecretVersion,
  stages: readonly string[],
): readonly SecretVersion[] {
  let all: readonly SecretVersion[] = [...versions, { ...added, stages: [] }];
  for (const stage of stages) all = moveStage(all, stage, added.versionId);
  const deprecated = all.filter((version) => version.stages.length === 0);
  const surplus = new Set(deprecated.slice(0, Math.max(0, deprecated.length - MOST_DEPRECATED)));
  return all.filter((version) => !surplus.has(version));
}

/** The version that a request means: by id, by stage or by both. Throws AwsError in Secrets Manager's words. */
export function findVersion(
  secret: SecretRecord,
  wanted: { VersionId?: string | undefined; VersionStage?: string | undefined },
): SecretVersion {
  const stage = wanted.VersionStage ?? (wanted.VersionId === undefined ? CURRENT : undefined);
  const version = secret.versions.find((candidate) =>
    wanted.VersionId === undefined
      ? candidate.stages.includes(stage ?? CURRENT)
      : candidate.versionId === wanted.VersionId,
  );
  if (version === undefined) {
    const which = wanted.VersionId === undefined ? `staging label: ${stage}` : `VersionId: ${wanted.VersionId}`;
    const words = `Secrets Manager can't find the specified secret value for ${which}`;
    throw new AwsError("ResourceNotFoundException", words);
  }
  if (stage !== undefined && !version.stages.includes(stage)) {
    const words = "You provided a VersionStage that is not associated to the provided VersionId.";
    throw new AwsError("InvalidRequestException", words);
  }
  return version;
}
