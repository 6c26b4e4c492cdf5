import { awsClientSettings, type LambdaRuntime } from "@agentic-pm/lambda";
import { bedrockClient } from "@agentic-pm/models";
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { S3Client } from "@aws-sdk/client-s3";
import { BedrockEmbedder } from "../adapters/bedrock/embedder.ts";
import { RdsDataPolicyLibrary } from "../adapters/rds-data/policy-library.ts";
import { S3PolicyFiles } from "../adapters/s3/policy-files.ts";
import type { Config } from "../config/index-policy.ts";
import type { IndexPolicyPorts } from "../usecases/index-policy.ts";

/** The real ports of `index-policy`. */
export function ports(config: Config, { audit, clock, logger }: LambdaRuntime): IndexPolicyPorts {
  const settings = awsClientSettings();
  return {
    files: new S3PolicyFiles(new S3Client(settings), config.POLICY_BUCKET),
    library: new RdsDataPolicyLibrary(new RDSDataClient(settings), {
      resourceArn: config.DATABASE_CLUSTER_ARN,
      secretArn: config.DATABASE_SECRET_ARN,
      database: config.DATABASE_NAME,
    }),
    embedder: new BedrockEmbedder(bedrockClient({ region: settings.region }), config.EMBEDDING_MODEL_ID),
    audit,
    clock,
    logger,
  };
}
