import { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import { BedrockClient } from "@aws-sdk/client-bedrock";
import { BedrockAgentCoreControlClient } from "@aws-sdk/client-bedrock-agentcore-control";
import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { SFNClient } from "@aws-sdk/client-sfn";
import { STSClient } from "@aws-sdk/client-sts";

/** The account that is asked; every client finds credentials and AWS_ENDPOINT_URL as the AWS command line does. */
export interface Account {
  readonly region: string;
  readonly apiGateway: APIGatewayClient;
  readonly bedrock: BedrockClient;
  readonly agentCore: BedrockAgentCoreControlClient;
  readonly cloudFormation: CloudFormationClient;
  readonly cloudTrail: CloudTrailClient;
  readonly dynamoDb: DynamoDBClient;
  readonly ec2: EC2Client;
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  readonly secrets: SecretsManagerClient;
  readonly quotas: ServiceQuotasClient;
  readonly states: SFNClient;
  readonly sts: STSClient;
  close(): void;
}

const PATIENCE = { connectionTimeout: 3_000, requestTimeout: 10_000 };

/** Clients for a region. Nothing is asked yet. */
export function openAccount(region: string): Account {
  const options = { region, maxAttempts: 3, requestHandler: PATIENCE };
  const clients = {
    apiGateway: new APIGatewayClient(options),
    bedrock: new BedrockClient(options),
    agentCore: new BedrockAgentCoreControlClient(options),
    cloudFormation: new CloudFormationClient(options),
    cloudTrail: new CloudTrailClient(options),
    dynamoDb: new DynamoDBClient(options),
    ec2: new EC2Client(options),
    iam: new IAMClient(options),
    lambda: new LambdaClient(options),
    secrets: new SecretsManagerClient(options),
    quotas: new ServiceQuotasClient(options),
    states: new SFNClient(options),
    sts: new STSClient(options),
  };
  return {
    ...clients,
    region,
    close() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
