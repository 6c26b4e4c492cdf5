import type { AccessKey } from "../credentials/access-key.ts";
import type { RoleDirectory } from "../credentials/role-directory.ts";
import { sessionArn } from "../credentials/role.ts";
import { ACCOUNT_ID, REGION, arn } from "./account.ts";
import type { Asker } from "./authoriser.ts";
import { globalContext } from "./request-context.ts";

/** The circumstances of a request, as far as conditions can ask for them. */
export interface Circumstances {
  readonly sourceIp: string;
  readonly region: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly viaService?: boolean;
}

/** The session that holds a key, with what binds it. Throws AppError UNKNOWN_ROLE. */
export function askerOf(
  key: Pick<AccessKey, "roleArn" | "sessionName" | "functionName" | "sessionPolicy">,
  circumstances: Circumstances,
  roles: RoleDirectory,
): Asker {
  const role = roles.get(key.roleArn);
  const { functionName, sessionPolicy } = key;
  return {
    principal: { arn: sessionArn(key.roleArn, key.sessionName), accountId: ACCOUNT_ID, roleArn: key.roleArn },
    policies:
      sessionPolicy === undefined ? roles.policiesOf(key.roleArn) : roles.policiesOfSession(key.roleArn, sessionPolicy),
    roleArn: key.roleArn,
    ...(functionName === undefined ? {} : { functionName }),
    context: globalContext({
      roleArn: key.roleArn,
      roleId: role.roleId,
      sessionName: key.sessionName,
      ...(functionName === undefined ? {} : { functionArn: arn("lambda", `function:${functionName}`) }),
      ...circumstances,
    }),
  };
}

/** The circumstances of a call that the cloud itself makes on behalf of a role. */
export function ownCircumstances(): Circumstances {
  return { sourceIp: "127.0.0.1", region: REGION, now: Date.now(), viaService: true };
}
