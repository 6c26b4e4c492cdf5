import { AppError } from "@agentic-pm/errors";

/** The place in a policy that is being read, for the words of an error. */
export interface PolicyPlace {
  readonly policy: string;
  readonly sid?: string;
}

/** The error for a policy that AWS would refuse, naming policy, Sid and element. */
export function malformed(place: PolicyPlace, element: string, problem: string): AppError {
  const statement = place.sid === undefined ? "" : `, statement ${place.sid}`;
  return new AppError("IAM_POLICY_MALFORMED", {
    cause: `Policy ${place.policy}${statement}: ${element} ${problem}.`,
    remedy: `Correct ${element} in the template or file that the policy comes from.`,
    details: {
      policy: place.policy,
      element,
      ...(place.sid === undefined ? {} : { sid: place.sid }),
    },
  });
}

/** Narrows to a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads "a string or a list of strings"; an unresolved intrinsic function or any other type is malformed. */
export function readStrings(value: unknown, place: PolicyPlace, element: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    if (typeof item === "string") return item;
    const kind = isRecord(item) ? "an object (an intrinsic function that was not resolved?)" : JSON.stringify(item);
    throw malformed(place, element, `must be a string or a list of strings, not ${kind}`);
  });
}
