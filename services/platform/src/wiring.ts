import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SecretsManagerRoleSecrets } from "./adapters/role-secrets.secrets-manager.ts";
import { RdsDataSchemaDatabase } from "./adapters/schema-database.rds-data.ts";
import type { Config } from "./config.ts";

/** The real ports of the migrations. */
export function ports(config: Config) {
  const cluster = {
    resourceArn: config.DATABASE_CLUSTER_ARN,
    secretArn: config.DATABASE_SECRET_ARN,
    database: config.DATABASE_NAME,
  };
  return {
    database: new RdsDataSchemaDatabase(new RDSDataClient({}), cluster),
    secrets: new SecretsManagerRoleSecrets(new SecretsManagerClient({}), config.DATABASE_ROLE_SECRETS),
    functions: Object.keys(config.DATABASE_ROLE_SECRETS).sort(),
  };
}
