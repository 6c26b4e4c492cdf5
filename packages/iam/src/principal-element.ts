import { isRecord, malformed, readStrings, type PolicyPlace } from "./malformed.ts";
import { isRoleOf, type RequestView } from "./request-view.ts";

/**
 * How closely a statement names the principal, from not at all upwards. `account`: only its account, which may
 * then let it in by its own policies. `limited`: the role behind a session, so a boundary and session policies
 * still limit it. `direct`: the session, user or service itself, or everyone.
 */
export const NOT_NAMED = 0;
const NAMED_BY_ACCOUNT = 1;
export const NAMED_LIMITED = 2;
export const NAMED_DIRECTLY = 3;
export type Naming = typeof NOT_NAMED | typeof NAMED_BY_ACCOUNT | typeof NAMED_LIMITED | typeof NAMED_DIRECTLY;

/** Tells how closely a statement names the principal of a request. */
export type PrincipalMatcher = (view: RequestView) => Naming;

const ACCOUNT = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/;
const PRINCIPAL_ARN = /^arn:[^:]+:(?:iam|sts)::[^:]*:.+$/;
const UNIQUE_ID = /^A[A-Z0-9]{15,}$/;
const FEDERATED_USER = /^arn:([^:]+):sts::(\d{12}):federated-user\/(.+)$/;

const ROLE = /^arn:[^:]+:iam::\d{12}:role\//;

const everyone: PrincipalMatcher = () => NAMED_DIRECTLY;

/** Compiles Principal. A wildcard inside an ARN matches nothing, as AWS has it; only `*` alone means everyone. */
export function compilePrincipal(element: unknown, place: PolicyPlace, name: string): PrincipalMatcher {
  if (element === "*") return everyone;
  if (!isRecord(element)) throw malformed(place, name, 'must be "*" or an object of principals by kind');
  const matchers = Object.entries(element).flatMap(([kind, values]) =>
    readStrings(values, place, `${name} ${kind}`).map((value) => compileOne(kind, value, { place, name })),
  );
  return (view) => {
    let closest: Naming = NOT_NAMED;
    for (const matcher of matchers) {
      const naming = matcher(view);
      if (naming > closest) closest = naming;
    }
    return closest;
  };
}

/**
 * Compiles NotPrincipal: the statement speaks of everyone it does not name. A Deny of this kind always hits a
 * principal with a permission boundary, whatever it names.
 */
export function compileNotPrincipal(element: unknown, place: PolicyPlace, isDeny: boolean): PrincipalMatcher {
  const named = compilePrincipal(element, place, "NotPrincipal");
  return (view) => {
    if (isDeny && view.hasBoundary) return NAMED_DIRECTLY;
    if (named(view) !== NOT_NAMED) return NOT_NAMED;
    return ROLE.test(view.principal.arn) ? NAMED_LIMITED : NAMED_DIRECTLY;
  };
}

function compileOne(kind: string, value: string, at: { place: PolicyPlace; name: string }): PrincipalMatcher {
  switch (kind) {
    case "AWS":
      return compileAws(value, at);
    case "Service":
      if (value.includes("*"))
        throw malformed(at.place, `${at.name} Service`, "must name a service, without wildcards");
      return (view) => (view.principal.service === value ? NAMED_DIRECTLY : NOT_NAMED);
    case "Federated":
      return (view) => (view.principal.arn === value ? NAMED_DIRECTLY : NOT_NAMED);
    case "CanonicalUser":
      return (view) => (view.principal.canonicalUserId === value ? NAMED_BY_ACCOUNT : NOT_NAMED);
    default:
      throw malformed(at.place, at.name, `has a kind of principal that is not supported: ${kind}`);
  }
}

function compileAws(value: string, at: { place: PolicyPlace; name: string }): PrincipalMatcher {
  if (value === "*") return everyone;
  const account = ACCOUNT.exec(value)?.[1];
  if (account !== undefined) {
    return ({ principal }) =>
      principal.accountId === account && principal.service === undefined ? NAMED_BY_ACCOUNT : NOT_NAMED;
  }
  if (!PRINCIPAL_ARN.test(value) && !UNIQUE_ID.test(value)) {
    throw malformed(at.place, `${at.name} AWS`, `has "${value}", which is neither an ARN nor an account`);
  }
  if (/[*?]/.test(value)) return () => NOT_NAMED;
  const isRole = value.includes(":role/");
  return ({ principal }) => {
    if (isRole) return isRoleOf(value, principal) ? NAMED_LIMITED : NOT_NAMED;
    if (principal.arn === value) return NAMED_DIRECTLY;
    const user = FEDERATED_USER.exec(principal.arn);
    return user !== null && value === `arn:${user[1]}:iam::${user[2]}:user/${user[3]}` ? NAMED_LIMITED : NOT_NAMED;
  };
}
