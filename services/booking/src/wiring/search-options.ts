import { awsClientSettings, type LambdaRuntime, stageVerifier } from "@agentic-pm/lambda";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { SSMClient } from "@aws-sdk/client-ssm";
import { DynamoOfferStore } from "../adapters/dynamodb/offer-store.dynamodb.ts";
import { PortalFareSearch } from "../adapters/portal/fare-search.portal.ts";
import { SsmPortalAddress } from "../adapters/portal/portal-address.ssm.ts";
import { RdsDataPlanReader } from "../adapters/rds-data/plan-store.ts";
import { RdsDataSql } from "@agentic-pm/database";
import type { Config } from "../config/search-options.ts";
import type { SearchPorts } from "../usecases/search-options.ts";

/** The real ports of `search-options`. */
export function ports(config: Config, runtime: LambdaRuntime): SearchPorts {
  const settings = awsClientSettings();
  const { clock, audit, logger } = runtime;
  const sql = new RdsDataSql(new RDSDataClient(settings), {
    resourceArn: config.DATABASE_CLUSTER_ARN,
    secretArn: config.DATABASE_SECRET_ARN,
    database: config.DATABASE_NAME,
  });
  const address = new SsmPortalAddress(new SSMClient(settings), { parameter: config.PORTAL_BASE_URL_PARAMETER, clock });
  return {
    plans: new RdsDataPlanReader(sql),
    fares: new PortalFareSearch(address),
    offers: new DynamoOfferStore(new DynamoDBClient(settings), { table: config.BOOKINGS_TABLE }),
    sealedBefore: stageVerifier({ stage: "plan", keyArn: config.PLAN_SEAL_KEY_ARN }),
    audit,
    clock,
    logger,
  };
}
