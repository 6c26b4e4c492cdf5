import { awsClientSettings, functionSecret, type LambdaRuntime, stageVerifier } from "@agentic-pm/lambda";
import { BedrockAgentCoreClient } from "@aws-sdk/client-bedrock-agentcore";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { RemoteBrowsers } from "../adapters/browser/remote-browsers.ts";
import { signedHeaders } from "../adapters/browser/signed-headers.ts";
import { DynamoBookingsUnderWay } from "../adapters/dynamodb/bookings-under-way.ts";
import type { Config } from "../config/portal-login.ts";
import { PortalSecret } from "../domain/portal-secret.ts";
import type { LoginPorts } from "../usecases/log-in-to-portal.ts";

/** The real ports of `portal-login`: the portal's login and a browser to use it in. No model, nothing to write with. */
export function ports(config: Config, runtime: LambdaRuntime): LoginPorts {
  const settings = awsClientSettings();
  const { audit, logger } = runtime;
  const client = new BedrockAgentCoreClient(settings);
  const sign = signedHeaders({ credentials: client.config.credentials, region: settings.region });
  return {
    bookings: new DynamoBookingsUnderWay(new DynamoDBClient(settings), { table: config.BOOKINGS_TABLE }),
    browsers: new RemoteBrowsers(client, { identifier: config.BROWSER_ID, sign }),
    secret: functionSecret(config.PORTAL_SECRET_ARN, PortalSecret, runtime),
    sealedBefore: stageVerifier({ stage: "requote", keyArn: config.REQUOTE_SEAL_KEY_ARN }),
    audit,
    logger,
  };
}
