import { awsClientSettings, type LambdaRuntime, stageSealer, stageVerifier } from "@agentic-pm/lambda";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { SSMClient } from "@aws-sdk/client-ssm";
import { DynamoConfirmedBookings } from "../adapters/dynamodb/confirmed-bookings.ts";
import { DynamoEmployeeList } from "../adapters/dynamodb/employee-list.ts";
import { PortalFareQuotes } from "../adapters/portal/fare-quote.portal.ts";
import { PortalFareSearch } from "../adapters/portal/fare-search.portal.ts";
import { SsmPortalAddress } from "../adapters/portal/portal-address.ssm.ts";
import { RdsDataActivePolicy } from "../adapters/rds-data/active-policy.ts";
import { RdsDataPlanReader } from "../adapters/rds-data/plan-store.ts";
import { RdsDataSql } from "@agentic-pm/database";
import type { Config } from "../config/re-quote.ts";
import type { RequotePorts } from "../usecases/requote-booking.ts";

/** The real ports of `re-quote`: no browser, no model, no login. */
export function ports(config: Config, runtime: LambdaRuntime): RequotePorts {
  const settings = awsClientSettings();
  const { clock, audit, logger } = runtime;
  const sql = new RdsDataSql(new RDSDataClient(settings), {
    resourceArn: config.DATABASE_CLUSTER_ARN,
    secretArn: config.DATABASE_SECRET_ARN,
    database: config.DATABASE_NAME,
  });
  const address = new SsmPortalAddress(new SSMClient(settings), { parameter: config.PORTAL_BASE_URL_PARAMETER, clock });
  const dynamodb = new DynamoDBClient(settings);
  return {
    employees: new DynamoEmployeeList(dynamodb, { table: config.EMPLOYEES_TABLE }),
    bookings: new DynamoConfirmedBookings(dynamodb, { table: config.BOOKINGS_TABLE, clock }),
    plans: new RdsDataPlanReader(sql),
    policy: new RdsDataActivePolicy(sql),
    quotes: new PortalFareQuotes(address),
    fares: new PortalFareSearch(address),
    sealedByGateway: stageVerifier({ stage: "connect", keyArn: config.CONNECT_SEAL_KEY_ARN }),
    sealedByOperator: stageVerifier({ stage: "operator", keyArn: config.OPERATOR_SEAL_KEY_ARN }),
    sealer: stageSealer({ stage: "requote", keyArn: config.REQUOTE_SEAL_KEY_ARN }),
    audit,
    clock,
    logger,
  };
}
