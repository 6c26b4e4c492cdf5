import { type Diagnosis, unknown } from "../diagnosis.ts";

/** Runs a check; what keeps it from asking becomes a diagnosis of its own, so that the others still run. */
export async function asked(
  check: string,
  action: string,
  ask: () => Promise<readonly Diagnosis[]>,
): Promise<readonly Diagnosis[]> {
  try {
    return await ask();
  } catch (error) {
    return [notAsked(check, action, error)];
  }
}

/** True for the error of a service that says that something does not exist. */
export function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

function notAsked(check: string, action: string, error: unknown): Diagnosis {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const found = `${action} was not answered: ${name}: ${message.split("\n")[0] ?? ""}`;
  if (/^(AccessDenied|UnauthorizedOperation|AuthorizationError)/.test(name)) {
    return unknown(check, found, `Let whoever asks do ${action}; the managed policy ReadOnlyAccess has it.`);
  }
  if (/^(Throttl|TooManyRequests|RequestLimitExceeded)/.test(name)) {
    return unknown(check, found, "Ask again in a minute: the account was asked too often.");
  }
  if (/^(UnknownOperation|InvalidAction|UnknownError|NotFound|MissingAction)/.test(name)) {
    return unknown(check, found, "This endpoint does not answer it: ask the real account, without AWS_ENDPOINT_URL.");
  }
  return unknown(check, found, "Look at the connection, a proxy, and whether the service exists in this region.");
}
