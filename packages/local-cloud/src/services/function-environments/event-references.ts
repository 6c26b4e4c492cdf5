import { AwsError } from "../../gateway/aws-error.ts";
import { newRequestId } from "../api-gateway-websocket/request-ids.ts";
import { isJsonObject, type Json, type JsonObject } from "../../template/model.ts";

/** What a reference in an event may stand for. */
export interface EventSources {
  /** What a workflow called last in a state, as it gave it to the service; undefined where none came so far. */
  readonly lastCall: (machineName: string, stateName: string) => Json | undefined;
  /** A secret's ARN and its current version; undefined where there is no such secret, or no value in it. */
  readonly secret: (name: string) => { readonly arn: string; readonly versionId: string } | undefined;
  /** A fresh session token of an employee; undefined where nobody signs in. */
  readonly sessionToken: (employeeId: string) => Promise<string | undefined>;
  /** What a function answers to an event now. */
  readonly answer: (functionName: string, event: Json) => Promise<Json>;
}

type Reference = (argument: Json, sources: EventSources) => Json | Promise<Json>;

const REFERENCES: Readonly<Record<string, Reference>> = {
  $handover: handover,
  $secretArn: (name, sources) => secretOf(name, sources).arn,
  $secretVersion: (name, sources) => secretOf(name, sources).versionId,
  $sessionToken: sessionToken,
  $authorizer: authorizer,
  $connectionId: () => newRequestId(),
  $join: joined,
};

/**
 * An event with its references resolved. What a file cannot hold (seals are made under a key that only this cloud has,
 * ARNs end in characters by chance) stands in it as an object of one key:
 * `{"$handover": {"machine", "state"}}` is what that workflow last handed to the function in that state;
 * `{"$secretArn": name}` and `{"$secretVersion": name}` are a secret's;
 * `{"$sessionToken": employeeId}` is a token that was signed for this event;
 * `{"$authorizer": {"function", "event"}}` is what API Gateway hands on of an authorizer's answer to a handshake;
 * `{"$connectionId": null}` is an id that no socket has;
 * `{"$join": [text, reference, …]}` is one text.
 * @throws AwsError HandoverMissing, SecretMissing, SignInMissing, HandshakeRefused, ReferenceUnknown, ReferenceNotAlone.
 */
export async function resolveReferences(event: Json, sources: EventSources): Promise<Json> {
  if (Array.isArray(event)) return await Promise.all(event.map((each: Json) => resolveReferences(each, sources)));
  if (!isJsonObject(event)) return event;
  const keys = Object.keys(event);
  const name = keys.find((key) => key.startsWith("$"));
  if (name === undefined) {
    const members = Object.entries(event).map(async ([key, value]) => [key, await resolveReferences(value, sources)]);
    return Object.fromEntries(await Promise.all(members)) as JsonObject;
  }
  if (keys.length > 1) {
    const cause = `${name} stands beside ${keys.filter((key) => key !== name).join(", ")}: a reference stands for the whole object.`;
    throw new AwsError("ReferenceNotAlone", cause);
  }
  const reference = Object.hasOwn(REFERENCES, name) ? REFERENCES[name] : undefined;
  if (reference === undefined) {
    const known = Object.keys(REFERENCES).join(", ");
    throw new AwsError("ReferenceUnknown", `An event may refer to ${known}, and not to ${name}.`);
  }
  return await reference(event[name] ?? null, sources);
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

async function sessionToken(employeeId: Json, sources: EventSources): Promise<Json> {
  const token = await sources.sessionToken(String(employeeId));
  if (token !== undefined) return token;
  throw new AwsError("SignInMissing", "Nobody signs in to this cloud: it runs without the sandbox's sign-in service.");
}

async function authorizer(argument: Json, sources: EventSources): Promise<Json> {
  const { function: name, event = null }: JsonObject = isJsonObject(argument) ? argument : {};
  const answer = await sources.answer(String(name), await resolveReferences(event, sources));
  const { principalId = null, context }: JsonObject = isJsonObject(answer) ? answer : {};
  if (isJsonObject(context)) return { principalId, ...context };
  throw new AwsError("HandshakeRefused", `${String(name)} let nobody in: ${JSON.stringify(answer)}`);
}

async function joined(parts: Json, sources: EventSources): Promise<Json> {
  const resolved = await resolveReferences(Array.isArray(parts) ? parts : [parts], sources);
  return Array.isArray(resolved) ? resolved.map(String).join("") : "";
}
