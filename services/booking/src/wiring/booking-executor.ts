import { awsClientSettings, type LambdaRuntime, stageVerifier } from "@agentic-pm/lambda";
import { BedrockAgentCoreClient } from "@aws-sdk/client-bedrock-agentcore";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SSMClient } from "@aws-sdk/client-ssm";
import { RemoteBrowsers } from "../adapters/browser/remote-browsers.ts";
import { signedHeaders } from "../adapters/browser/signed-headers.ts";
import { DynamoConfirmedBookings } from "../adapters/dynamodb/confirmed-bookings.ts";
import { DynamoPaymentLedger } from "../adapters/dynamodb/payment-ledger.ts";
import { NovaActClient } from "../adapters/nova-act/nova-act-client.ts";
import { SsmPortalAddress } from "../adapters/portal/portal-address.ssm.ts";
import { S3ScreenshotStore } from "../adapters/screenshot-store.s3.ts";
import type { Config } from "../config/booking-executor.ts";
import type { BookingPorts } from "../usecases/booking-ports.ts";

/** The real ports of `booking-executor`: a signed-in browser and an act model, and no secret of anybody. */
export function ports(config: Config, runtime: LambdaRuntime): BookingPorts {
  const settings = awsClientSettings();
  const { region } = settings;
  const { clock, audit, logger } = runtime;
  const dynamodb = new DynamoDBClient(settings);
  const client = new BedrockAgentCoreClient(settings);
  const { credentials } = client.config;
  return {
    bookings: new DynamoConfirmedBookings(dynamodb, { table: config.BOOKINGS_TABLE, clock }),
    payments: new DynamoPaymentLedger(dynamodb, { table: config.BOOKINGS_TABLE, clock }),
    portal: new SsmPortalAddress(new SSMClient(settings), { parameter: config.PORTAL_BASE_URL_PARAMETER, clock }),
    browsers: new RemoteBrowsers(client, {
      identifier: config.BROWSER_ID,
      sign: signedHeaders({ credentials, region }),
    }),
    actModel: new NovaActClient({
      endpoint: config.AWS_ENDPOINT_URL ?? `https://nova-act.${region}.amazonaws.com`,
      definition: config.NOVA_ACT_DEFINITION,
      credentials,
      region,
    }),
    screenshots: new S3ScreenshotStore(new S3Client(settings), { bucket: config.SCREENSHOTS_BUCKET }),
    sealedBefore: stageVerifier({ stage: "requote", keyArn: config.REQUOTE_SEAL_KEY_ARN }),
    remainingMs: () => runtime.remainingMs(),
    audit,
    clock,
    logger,
  };
}
