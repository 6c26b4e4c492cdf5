import { awsClientSettings, type LambdaRuntime, stageSealer, stageVerifier } from "@agentic-pm/lambda";
import { bedrockClient } from "@agentic-pm/models";
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { BedrockEmbedder } from "../adapters/bedrock/embedder.ts";
import { rememberingEmbedder } from "../adapters/bedrock/remembering-embedder.ts";
import { RdsDataPolicySearch } from "../adapters/rds-data/policy-search.ts";
import { RdsDataSql } from "@agentic-pm/database";
import type { Config } from "../config/embed-and-retrieve.ts";
import type { RetrievePorts } from "../usecases/embed-and-retrieve.ts";

/** The real ports of `embed-and-retrieve`. */
export function ports(config: Config, { audit, clock, logger }: LambdaRuntime): RetrievePorts {
  const settings = awsClientSettings();
  const tables = new RdsDataPolicySearch(
    new RdsDataSql(new RDSDataClient(settings), {
      resourceArn: config.DATABASE_CLUSTER_ARN,
      secretArn: config.DATABASE_SECRET_ARN,
      database: config.DATABASE_NAME,
    }),
  );
  return {
    trips: tables,
    search: tables,
    store: tables,
    embedder: rememberingEmbedder(
      new BedrockEmbedder(bedrockClient({ region: settings.region }), config.EMBEDDING_MODEL_ID),
    ),
    sealedBefore: stageVerifier({ stage: "sanitise_request", keyArn: config.SANITISE_REQUEST_SEAL_KEY_ARN }),
    sealer: stageSealer({ stage: "retrieve", keyArn: config.RETRIEVE_SEAL_KEY_ARN }),
    audit,
    clock,
    logger,
  };
}
