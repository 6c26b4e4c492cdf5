import { AwsError } from "../../gateway/aws-error.ts";
import { isJsonObject, type Json, type JsonObject } from "../../template/model.ts";

/** What a reference in an event may stand for. */
export interface EventSources {
  /** What a workflow called last in a state, as it gave it to the service; undefined where none came so far. */
  readonly lastCall: (machineName: string, stateName: string) => Json | undefined;
  /** A secret's ARN and its current version; undefined where there is no such secret, or no value in it. */
  readonly secret: (name: string) => { readonly arn: string; readonly versionId: string } | undefined;
}

type Reference = (argument: Json, sources: EventSources) => Json;

const REFERENCES: Readonly<Record<string, Reference>> = {
  $handover: handover,
  $secretArn: (name, sources) => secretOf(name, sources).arn,
  $secretVersion: (name, sources) => secretOf(name, sources).versionId,
};

/**
 * An event with its references resolved. What a file cannot hold (seals are made under a key that only this cloud has,
 * ARNs end in characters by chance) stands in it as an object of one key:
 * `{"$handover": {"machine", "state"}}` is what that workflow last handed to the function in that state;
 * `{"$secretArn": name}` and `{"$secretVersion": name}` are a secret's.
 * @throws AwsError HandoverMissing, SecretMissing, ReferenceUnknown.
 */
export function resolveReferences(event: Json, sources: EventSources): Json {
  if (Array.isArray(event)) return event.map((each: Json) => resolveReferences(each, sources));
  if (!isJsonObject(event)) return event;
  const [name = ""] = Object.keys(event);
  if (!name.startsWith("$")) {
    const members = Object.entries(event).map(([key, value]) => [key, resolveReferences(value, sources)] as const);
    return Object.fromEntries(members);
  }
  const reference = Object.hasOwn(REFERENCES, name) ? REFERENCES[name] : undefined;
  if (reference === undefined) {
    const known = Object.keys(REFERENCES).join(", ");
    throw new AwsError("ReferenceUnknown", `An event may refer to ${known}, and not to ${name}.`);
  }
  return reference(event[name] ?? null, sources);
}

function handover(argument: Json, { lastCall }: EventSources): Json {
  const { machine, state }: JsonObject = isJsonObject(argument) ? argument : {};
  const parameters = lastCall(String(machine), String(state));
  if (parameters !== undefined) return isJsonObject(parameters) ? (parameters["Payload"] ?? {}) : {};
  throw new AwsError(
    "HandoverMissing",
    `No execution of ${String(machine)} has come to its state ${String(state)} yet.`,
  );
}

function secretOf(name: Json, { secret }: EventSources): { readonly arn: string; readonly versionId: string } {
  const found = secret(String(name));
  if (found !== undefined) return found;
  throw new AwsError("SecretMissing", `There is no secret ${String(name)}, or it has no value.`);
}
