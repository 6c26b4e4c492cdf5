import type { CredentialStore } from "../../credentials/credential-store.ts";
import type { RoleDirectory } from "../../credentials/role-directory.ts";
import { ACCOUNT_ID } from "../../gateway/account.ts";
import { queryModule, type QueryOperation } from "../../gateway/query-module.ts";
import type { ServiceModule } from "../../gateway/service-module.ts";
import { assumeRole } from "./assume-role.ts";

export interface StsService {
  readonly module: ServiceModule;
}

/** AWS STS: who am I, and taking another role. */
export async function createSts(options: { roles: RoleDirectory; credentials: CredentialStore }): Promise<StsService> {
  const operations: Record<string, QueryOperation> = {
    GetCallerIdentity: {
      // AWS answers this to every valid key, whatever the policies say.
      asks: () => [],
      run: (_form, caller) => ({
        UserId: `${options.roles.find(caller.principal.roleArn ?? "")?.roleId}:${caller.principal.arn.split("/").pop()}`,
        Account: ACCOUNT_ID,
        Arn: caller.principal.arn,
      }),
    },
    AssumeRole: assumeRole(options),
  };
  const xmlNamespace = "https://sts.amazonaws.com/doc/2011-06-15/";
  return { module: queryModule({ signingName: "sts", xmlNamespace, operations }) };
}
