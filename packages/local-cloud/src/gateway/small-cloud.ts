import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Statement } from "@agentic-pm/iam";
import { CredentialStore, type SessionCredentials, type SessionOptions } from "../credentials/credential-store.ts";
import { RoleDirectory } from "../credentials/role-directory.ts";
import { REGION } from "./account.ts";
import { DecisionLog } from "./decision-log.ts";
import { startGateway, type Gateway } from "./gateway.ts";
import type { ServiceModule } from "./service-module.ts";

/** What an SDK client is constructed with. */
export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: SessionCredentials;
  readonly maxAttempts: number;
}

/** A gateway with a few modules and a temporary folder: the ground that tests of services stand on. */
export interface SmallCloud {
  readonly gateway: Gateway;
  readonly folder: string;
  readonly roles: RoleDirectory;
  readonly credentials: CredentialStore;
  readonly decisions: DecisionLog;
  /** A client's configuration as a session of a new role that may do what the statements say. */
  as(roleName: string, statements: readonly Statement[], options?: SessionOptions): ClientConfig;
  close(): Promise<void>;
}

export interface SmallCloudPorts {
  readonly folder: string;
  readonly roles: RoleDirectory;
  readonly credentials: CredentialStore;
}

/** Starts a gateway on a free port with the modules that `modulesOf` makes. */
export async function startSmallCloud(
  modulesOf: (ports: SmallCloudPorts) => readonly ServiceModule[] | Promise<readonly ServiceModule[]>,
): Promise<SmallCloud> {
  const folder = mkdtempSync(join(tmpdir(), "small-cloud-"));
  const roles = new RoleDirectory();
  const credentials = new CredentialStore(join(folder, "credentials.jsonl"));
  const decisions = new DecisionLog();
  const modules = await modulesOf({ folder, roles, credentials });
  const gateway = await startGateway({ modules, credentials, roles, decisions });
  return {
    gateway,
    folder,
    roles,
    credentials,
    decisions,
    as: (roleName, statements, options) => {
      const document = { Version: "2012-10-17", Statement: statements };
      const inlinePolicies = [{ name: roleName, document }];
      const role = roles.putRole({ roleName, assumeRolePolicy: { Statement: [] }, inlinePolicies });
      const session = credentials.issueRoleSession(role.arn, roleName, options);
      return { endpoint: gateway.endpoint, region: REGION, credentials: session, maxAttempts: 1 };
    },
    close: async () => {
      await gateway.close();
      credentials.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
