import type { ResolvedResource } from "@agentic-pm/local-cloud";

/** What the packaged templates ask of an account. */
export interface Needs {
  readonly stage: string;
  readonly stacks: readonly string[];
  /** Model and inference profile ids, as the functions' environments name them. */
  readonly models: readonly string[];
  readonly secrets: readonly SecretNeed[];
  readonly roles: number;
  readonly managedPolicies: number;
  readonly tables: readonly Named[];
  readonly stateMachines: readonly Named[];
  readonly functions: readonly FunctionNeed[];
  readonly vpcs: number;
  readonly addresses: number;
  readonly natGateways: number;
  readonly logsSockets: boolean;
  readonly browsers: number;
  readonly actWorkflows: number;
}

/** Something with a fixed name, and the stack that makes it. */
export interface Named {
  readonly name: string;
  readonly stack: string;
}

export interface SecretNeed extends Named {
  /** Filled by the deploy itself; otherwise a person has to put a value. */
  readonly isGenerated: boolean;
}

export interface FunctionNeed extends Named {
  /** Executions set aside for it; 0 if none. */
  readonly reserved: number;
}

const MODEL = /^(?:[a-z]+\.)?(?:amazon|anthropic)\.[\w.-]+:\d+$/;

/** Reads the needs out of resolved templates. */
export function needsOf(resources: readonly ResolvedResource[], stage: string): Needs {
  const of = (type: string): readonly ResolvedResource[] => resources.filter((each) => each.type === type);
  const named = (type: string, property: string): readonly Named[] =>
    of(type).map((each) => ({ name: String(each.properties[property] ?? each.physicalId), stack: each.stackName }));
  return {
    stage,
    stacks: [...new Set(resources.map(({ stackName }) => stackName))],
    models: [...new Set(of("AWS::Lambda::Function").flatMap(modelsOf))].toSorted(),
    secrets: of("AWS::SecretsManager::Secret").map(({ properties, physicalId, stackName }) => ({
      name: String(properties["Name"] ?? physicalId),
      stack: stackName,
      isGenerated: properties["GenerateSecretString"] !== undefined || properties["SecretString"] !== undefined,
    })),
    roles: of("AWS::IAM::Role").length,
    managedPolicies: of("AWS::IAM::ManagedPolicy").length,
    tables: named("AWS::DynamoDB::Table", "TableName"),
    stateMachines: named("AWS::StepFunctions::StateMachine", "StateMachineName"),
    functions: of("AWS::Lambda::Function").map(({ properties, physicalId, stackName }) => ({
      name: String(properties["FunctionName"] ?? physicalId),
      stack: stackName,
      reserved: Number(properties["ReservedConcurrentExecutions"] ?? 0),
    })),
    vpcs: of("AWS::EC2::VPC").length,
    addresses: of("AWS::EC2::EIP").length,
    natGateways: of("AWS::EC2::NatGateway").length,
    logsSockets: of("AWS::ApiGatewayV2::Stage").some(({ properties }) => properties["AccessLogSettings"] !== undefined),
    browsers: of("AWS::BedrockAgentCore::BrowserCustom").length,
    actWorkflows: of("AWS::NovaAct::WorkflowDefinition").length,
  };
}

function modelsOf({ properties }: ResolvedResource): readonly string[] {
  const { Variables: variables = {} } = (properties["Environment"] ?? {}) as { Variables?: Record<string, unknown> };
  return Object.values(variables)
    .map(String)
    .filter((value) => MODEL.test(value));
}
