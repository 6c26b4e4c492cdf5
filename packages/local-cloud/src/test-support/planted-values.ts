/** Templates that AWS refuses, each with one thing wrong. */
type Parts = Record<string, unknown>;
/** One resource X of a type and its properties, or other parts of a template, or its text. */
export type Planted =
  | readonly [type: string, properties: Parts, more?: Parts]
  | { readonly parts: Parts }
  | { readonly text: string };

const ROLE_ARN = "arn:aws:iam::111122223333:role/some";
const statement = (more: Parts = {}): Parts => ({
  Sid: "One",
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: "*",
  ...more,
});
const document = (...statements: readonly Parts[]): Parts => ({ Version: "2012-10-17", Statement: statements });
const trust = document({
  Effect: "Allow",
  Principal: { Service: "lambda.amazonaws.com" },
  Action: "sts:AssumeRole",
});
const role = (statementMore: Parts, more: Parts = {}): Planted => [
  "AWS::IAM::Role",
  {
    AssumeRolePolicyDocument: trust,
    Policies: [{ PolicyName: "own", PolicyDocument: document(statement(statementMore)) }],
    ...more,
  },
];
const table = (more: Parts): Planted => [
  "AWS::DynamoDB::Table",
  {
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    ...more,
  },
];
const fn = (more: Parts): Planted => [
  "AWS::Lambda::Function",
  {
    Handler: "index.handler",
    Runtime: "nodejs24.x",
    Role: ROLE_ARN,
    Code: { S3Bucket: "packages", S3Key: "fn.zip" },
    ...more,
  },
];
const index = (more: Parts): Parts => ({
  IndexName: "byColour",
  KeySchema: [{ AttributeName: "colour", KeyType: "HASH" }],
  Projection: { ProjectionType: "ALL" },
  ...more,
});
const COLOUR = [
  { AttributeName: "id", AttributeType: "S" },
  { AttributeName: "colour", AttributeType: "S" },
];
const machine = (definition: unknown): Planted => [
  "AWS::StepFunctions::StateMachine",
  { RoleArn: ROLE_ARN, DefinitionString: typeof definition === "string" ? definition : JSON.stringify(definition) },
];
const schedule = (more: Parts): Planted => [
  "AWS::Scheduler::Schedule",
  {
    ScheduleExpression: "rate(5 minutes)",
    FlexibleTimeWindow: { Mode: "OFF" },
    Target: { Arn: "arn:aws:lambda:us-east-1:111122223333:function:f", RoleArn: ROLE_ARN },
    ...more,
  },
];
const rule = (more: Parts): Planted => ["AWS::Events::Rule", { ...more }];
const vpc = { Type: "AWS::EC2::VPC", Properties: { CidrBlock: "10.0.0.0/16" } };
const subnet = (more: Parts): Parts => ({
  Type: "AWS::EC2::Subnet",
  Properties: { VpcId: { Ref: "Vpc" }, CidrBlock: "10.0.1.0/24", ...more },
});
const group = (ingress: Parts): Planted => [
  "AWS::EC2::SecurityGroup",
  {
    GroupDescription: "d",
    VpcId: "vpc-1",
    SecurityGroupIngress: [{ IpProtocol: "tcp", CidrIp: "10.0.0.0/8", ...ingress }],
  },
];
const key = (more: Parts): Planted => [
  "AWS::KMS::Key",
  {
    KeyPolicy: document({
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: "kms:*",
      Resource: "*",
    }),
    ...more,
  },
];
const topic = (more: Parts, parts: Parts = {}): { parts: Parts } => ({
  parts: { Resources: { X: { Type: "AWS::SNS::Topic", Properties: more } }, ...parts },
});
const alarm = (more: Parts): Planted => [
  "AWS::CloudWatch::Alarm",
  {
    MetricName: "m",
    Namespace: "n",
    Statistic: "Sum",
    Period: 60,
    Threshold: 1,
    EvaluationPeriods: 1,
    ComparisonOperator: "GreaterThanThreshold",
    ...more,
  },
];

/** Each with where the change set has to say that it is wrong, and with what it has to say beside it. */
export const PLANTED_VALUES: readonly (readonly [what: string, planted: Planted, place: string, saying?: RegExp])[] = [
  // Values that AWS's schemas know to be wrong.
  ["a timeout past fifteen minutes", fn({ Timeout: 901 }), "X, Timeout", /900/],
  ["too little memory", fn({ MemorySize: 64 }), "X, MemorySize", /128/],
  ["a runtime that there is not", fn({ Runtime: "nodejs24" }), "X, Runtime"],
  ["a role that is no ARN", fn({ Role: "my-role" }), "X, Role"],
  ["a function's name with a blank", fn({ FunctionName: "my function" }), "X, FunctionName"],
  ["an architecture that there is not", fn({ Architectures: ["arm"] }), "X, Architectures[0]"],
  ["two architectures", fn({ Architectures: ["arm64", "x86_64"] }), "X, Architectures"],
  ["a handler with a blank", fn({ Handler: "in dex" }), "X, Handler"],
  ["no handler for a zip", fn({ Handler: { Ref: "AWS::NoValue" } }), "X, Handler"],
  [
    "a variable that Lambda sets",
    fn({ Environment: { Variables: { AWS_REGION: "x" } } }),
    "X, Environment.Variables.AWS_REGION",
  ],
  [
    "a variable's name with a hyphen",
    fn({ Environment: { Variables: { "my-name": "x" } } }),
    "X, Environment.Variables.my-name",
  ],
  [
    "more variables than 4 KB",
    fn({ Environment: { Variables: { LONG: "x".repeat(4100) } } }),
    "X, Environment",
    /4,?096|4 KB/,
  ],
  ["subnets without groups", fn({ VpcConfig: { SubnetIds: ["subnet-1"] } }), "X, VpcConfig.SecurityGroupIds"],
  ["less than no concurrency", fn({ ReservedConcurrentExecutions: -1 }), "X, ReservedConcurrentExecutions"],
  ["a bucket's name in capitals", ["AWS::S3::Bucket", { BucketName: "MyBucket" }], "X, BucketName"],
  ["a bucket's name like an address", ["AWS::S3::Bucket", { BucketName: "192.168.1.1" }], "X, BucketName"],
  ["a bucket's name of two letters", ["AWS::S3::Bucket", { BucketName: "ab" }], "X, BucketName"],
  ["a bucket's name with two dots", ["AWS::S3::Bucket", { BucketName: "a..bcd" }], "X, BucketName"],
  [
    "an encryption that there is not",
    [
      "AWS::S3::Bucket",
      {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES512" } }],
        },
      },
    ],
    "X, BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm",
  ],
  [
    "a lifecycle rule that does nothing",
    ["AWS::S3::Bucket", { LifecycleConfiguration: { Rules: [{ Id: "a", Status: "Enabled" }] } }],
    "X, LifecycleConfiguration.Rules[0]",
  ],
  ["a retention that there is not", ["AWS::Logs::LogGroup", { RetentionInDays: 42 }], "X, RetentionInDays", /30/],
  ["a log group's name with a blank", ["AWS::Logs::LogGroup", { LogGroupName: "a b" }], "X, LogGroupName"],
  ["a waiting period of three days", key({ PendingWindowInDays: 3 }), "X, PendingWindowInDays", /7/],
  [
    "a key that signs with a kind that encrypts",
    key({ KeySpec: "SYMMETRIC_DEFAULT", KeyUsage: "SIGN_VERIFY" }),
    "X, KeyUsage",
  ],
  [
    "a rotation of an HMAC key",
    key({ KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC", EnableKeyRotation: true }),
    "X, EnableKeyRotation",
  ],
  [
    "an alias without its prefix",
    ["AWS::KMS::Alias", { AliasName: "mine", TargetKeyId: "k" }],
    "X, AliasName",
    /alias/,
  ],
  [
    "a key that nobody could manage",
    key({
      KeyPolicy: document({ Effect: "Allow", Principal: { AWS: ROLE_ARN }, Action: "kms:Encrypt", Resource: "*" }),
    }),
    "X, KeyPolicy",
  ],
  ["a comparison that there is not", alarm({ ComparisonOperator: "MoreThan" }), "X, ComparisonOperator"],
  ["a period of 45 seconds", alarm({ Period: 45 }), "X, Period"],
  [
    "an alarm about nothing",
    ["AWS::CloudWatch::Alarm", { EvaluationPeriods: 1, ComparisonOperator: "GreaterThanThreshold", Threshold: 1 }],
    "X, MetricName",
  ],
  [
    "a secret's text and its generation",
    ["AWS::SecretsManager::Secret", { SecretString: "a", GenerateSecretString: {} }],
    "X, SecretString",
  ],
  [
    "a password longer than 4,096",
    ["AWS::SecretsManager::Secret", { GenerateSecretString: { PasswordLength: 5000 } }],
    "X, GenerateSecretString.PasswordLength",
  ],
  [
    "a generated key without its template",
    ["AWS::SecretsManager::Secret", { GenerateSecretString: { GenerateStringKey: "p" } }],
    "X, GenerateSecretString.SecretStringTemplate",
  ],
  [
    "two equal security groups",
    [
      "AWS::EC2::VPCEndpoint",
      { VpcId: "vpc-1", ServiceName: "s", VpcEndpointType: "Interface", SecurityGroupIds: ["sg-1", "sg-1"] },
    ],
    "X, SecurityGroupIds",
  ],
  // Tables.
  [
    "a key that is not defined",
    table({ KeySchema: [{ AttributeName: "no", KeyType: "HASH" }] }),
    "X, KeySchema[0].AttributeName",
    /id/,
  ],
  ["a definition that nothing uses", table({ AttributeDefinitions: COLOUR }), "X, AttributeDefinitions[1]"],
  [
    "a key that begins with its range",
    table({ KeySchema: [{ AttributeName: "id", KeyType: "RANGE" }] }),
    "X, KeySchema[0].KeyType",
  ],
  [
    "an index whose key is not defined",
    table({ GlobalSecondaryIndexes: [index({})] }),
    "X, GlobalSecondaryIndexes[0].KeySchema[0].AttributeName",
  ],
  [
    "two indexes of one name",
    table({ AttributeDefinitions: COLOUR, GlobalSecondaryIndexes: [index({}), index({})] }),
    "X, GlobalSecondaryIndexes[1].IndexName",
  ],
  ["provisioned without throughput", table({ BillingMode: "PROVISIONED" }), "X, ProvisionedThroughput"],
  [
    "on demand with throughput",
    table({ ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }),
    "X, ProvisionedThroughput",
  ],
  [
    "an attribute of no type",
    table({ AttributeDefinitions: [{ AttributeName: "id", AttributeType: "X" }] }),
    "X, AttributeDefinitions[0].AttributeType",
  ],
  [
    "an expiry by no attribute",
    table({ TimeToLiveSpecification: { Enabled: true } }),
    "X, TimeToLiveSpecification.AttributeName",
  ],
  ["a table's name of two letters", table({ TableName: "ab" }), "X, TableName"],
  // Policies.
  [
    "an effect that there is not",
    role({ Effect: "allow" }),
    "X, Policies[0].PolicyDocument.Statement[0].Effect",
    /Allow/,
  ],
  ["a statement without an action", role({ Action: undefined }), "X, Policies[0].PolicyDocument.Statement[0].Action"],
  [
    "a statement without a resource",
    role({ Resource: undefined }),
    "X, Policies[0].PolicyDocument.Statement[0].Resource",
  ],
  ["an action without its service", role({ Action: "GetObject" }), "X, Policies[0].PolicyDocument.Statement[0].Action"],
  [
    "a resource that is no ARN",
    role({ Resource: "my-bucket/*" }),
    "X, Policies[0].PolicyDocument.Statement[0].Resource",
  ],
  [
    "an ARN of too few parts",
    role({ Resource: "arn:aws:s3:bucket" }),
    "X, Policies[0].PolicyDocument.Statement[0].Resource",
  ],
  ["a Sid with a hyphen", role({ Sid: "read-it" }), "X, Policies[0].PolicyDocument.Statement[0].Sid"],
  [
    "one Sid twice",
    ["AWS::IAM::ManagedPolicy", { PolicyDocument: document(statement(), statement()) }],
    "X, PolicyDocument.Statement[1].Sid",
  ],
  [
    "a condition operator that there is not",
    role({ Condition: { StringEqual: { "aws:PrincipalArn": "x" } } }),
    "X, Policies[0].PolicyDocument.Statement[0].Condition.StringEqual",
    /StringEquals/,
  ],
  [
    "a principal in a role's own policy",
    role({ Principal: "*" }),
    "X, Policies[0].PolicyDocument.Statement[0].Principal",
  ],
  ["a statement's unknown member", role({ Resources: "*" }), "X, Policies[0].PolicyDocument.Statement[0].Resources"],
  [
    "a policy's version of no year",
    ["AWS::IAM::ManagedPolicy", { PolicyDocument: { Version: "2012-10-18", Statement: [statement()] } }],
    "X, PolicyDocument.Version",
  ],
  [
    "a policy without statements",
    ["AWS::IAM::ManagedPolicy", { PolicyDocument: { Version: "2012-10-17" } }],
    "X, PolicyDocument.Statement",
  ],
  [
    "a trust without a principal",
    ["AWS::IAM::Role", { AssumeRolePolicyDocument: document({ Effect: "Allow", Action: "sts:AssumeRole" }) }],
    "X, AssumeRolePolicyDocument.Statement[0].Principal",
  ],
  [
    "a trust with a resource",
    [
      "AWS::IAM::Role",
      {
        AssumeRolePolicyDocument: document({
          Effect: "Allow",
          Principal: { Service: "lambda.amazonaws.com" },
          Action: "sts:AssumeRole",
          Resource: "*",
        }),
      },
    ],
    "X, AssumeRolePolicyDocument.Statement[0].Resource",
  ],
  [
    "a bucket's policy without a principal",
    [
      "AWS::S3::BucketPolicy",
      { Bucket: "b-123", PolicyDocument: document(statement({ Resource: "arn:aws:s3:::b-123/*" })) },
    ],
    "X, PolicyDocument.Statement[0].Principal",
  ],
  [
    "a managed policy past 6,144 characters",
    [
      "AWS::IAM::ManagedPolicy",
      {
        PolicyDocument: document(
          statement({
            Resource: Array.from({ length: 130 }, (_, n) => `arn:aws:s3:::agentic-pm-bucket-with-a-long-name-${n}/*`),
          }),
        ),
      },
    ],
    "X, PolicyDocument",
    /6,144/,
  ],
  [
    "inline policies past 10,240 characters",
    role({ Resource: Array.from({ length: 220 }, (_, n) => `arn:aws:s3:::agentic-pm-bucket-with-a-long-name-${n}/*`) }),
    "X, Policies",
    /10,240/,
  ],
  ["a role's name of 65 characters", role({}, { RoleName: "r".repeat(65) }), "X, RoleName", /64/],
  ["a session of half an hour", role({}, { MaxSessionDuration: 1800 }), "X, MaxSessionDuration", /3600/],
  [
    "two policies of one name",
    role({}, { Policies: [1, 2].map(() => ({ PolicyName: "own", PolicyDocument: document(statement()) })) }),
    "X, Policies[1].PolicyName",
  ],
  // State machines, schedules, events.
  ["a definition that is no JSON", machine("{"), "X, DefinitionString"],
  [
    "a state that there is not",
    machine({ StartAt: "A", States: { B: { Type: "Pass", End: true } } }),
    "X, DefinitionString",
  ],
  [
    "a next state that there is not",
    machine({ StartAt: "A", States: { A: { Type: "Pass", Next: "C" } } }),
    "X, DefinitionString",
    /C/,
  ],
  ["a state without an end", machine({ StartAt: "A", States: { A: { Type: "Pass" } } }), "X, DefinitionString"],
  [
    "a kind of state that there is not",
    machine({ StartAt: "A", States: { A: { Type: "Parse", End: true } } }),
    "X, DefinitionString",
  ],
  ["no definition", ["AWS::StepFunctions::StateMachine", { RoleArn: ROLE_ARN }], "X, DefinitionString"],
  [
    "a rate of one minutes",
    schedule({ ScheduleExpression: "rate(1 minutes)" }),
    "X, ScheduleExpression",
    /rate\(1 minute\)/,
  ],
  ["a rate without a unit", schedule({ ScheduleExpression: "rate(5)" }), "X, ScheduleExpression"],
  ["a cron of five fields", schedule({ ScheduleExpression: "cron(0 9 * * *)" }), "X, ScheduleExpression", /six/],
  ["a cron with both days", schedule({ ScheduleExpression: "cron(0 9 1 * MON *)" }), "X, ScheduleExpression"],
  ["a flexible window of no mode", schedule({ FlexibleTimeWindow: { Mode: "on" } }), "X, FlexibleTimeWindow.Mode"],
  [
    "a flexible window of no length",
    schedule({ FlexibleTimeWindow: { Mode: "FLEXIBLE" } }),
    "X, FlexibleTimeWindow.MaximumWindowInMinutes",
  ],
  [
    "a time zone that there is not",
    schedule({ ScheduleExpressionTimezone: "Europe/Atlantis" }),
    "X, ScheduleExpressionTimezone",
  ],
  ["a rule of nothing", rule({ Targets: [] }), "X, EventPattern"],
  ["a rule's rate of one hours", rule({ ScheduleExpression: "rate(1 hours)" }), "X, ScheduleExpression"],
  ["a pattern whose value is no list", rule({ EventPattern: { source: "aws.s3" } }), "X, EventPattern.source", /list/],
  [
    "a pattern's operator that there is not",
    rule({ EventPattern: { source: [{ begins: "aws" }] } }),
    "X, EventPattern.source[0]",
    /prefix/,
  ],
  [
    "a pattern's network of too many bits",
    rule({ EventPattern: { source: [{ cidr: "10.0.0.0/33" }] } }),
    "X, EventPattern.source[0]",
    /Correct/,
  ],
  [
    "two targets of one id",
    rule({
      EventPattern: { source: ["a"] },
      Targets: [1, 2].map(() => ({ Id: "t", Arn: "arn:aws:sns:us-east-1:111122223333:t" })),
    }),
    "X, Targets[1].Id",
  ],
  // Networks.
  ["a network that is none", ["AWS::EC2::VPC", { CidrBlock: "10.0.0.0" }], "X, CidrBlock"],
  ["a network too large", ["AWS::EC2::VPC", { CidrBlock: "10.0.0.0/8" }], "X, CidrBlock", /16/],
  [
    "a subnet outside its network",
    { parts: { Resources: { Vpc: vpc, X: subnet({ CidrBlock: "10.1.0.0/24" }) } } },
    "X, CidrBlock",
    /10\.0\.0\.0\/16/,
  ],
  [
    "two subnets that overlap",
    { parts: { Resources: { Vpc: vpc, A: subnet({ CidrBlock: "10.0.0.0/23" }), X: subnet({}) } } },
    "X, CidrBlock",
    /\bA\b/,
  ],
  [
    "a zone of another region",
    { parts: { Resources: { Vpc: vpc, X: subnet({ AvailabilityZone: "eu-west-1a" }) } } },
    "X, AvailabilityZone",
  ],
  ["a port past 65535", group({ FromPort: 443, ToPort: 70000 }), "X, SecurityGroupIngress[0].ToPort"],
  ["ports the wrong way round", group({ FromPort: 443, ToPort: 80 }), "X, SecurityGroupIngress[0].FromPort"],
  [
    "a source that is no network",
    group({ FromPort: 443, ToPort: 443, CidrIp: "10.0.0.0/40" }),
    "X, SecurityGroupIngress[0].CidrIp",
  ],
  [
    "a protocol that there is not",
    group({ IpProtocol: "https", FromPort: 443, ToPort: 443 }),
    "X, SecurityGroupIngress[0].IpProtocol",
  ],
  ["a rule without ports", group({}), "X, SecurityGroupIngress[0].FromPort"],
  [
    "a route to nowhere",
    ["AWS::EC2::Route", { RouteTableId: "rtb-1", DestinationCidrBlock: "0.0.0.0/0" }],
    "X, GatewayId",
  ],
  // Templates.
  [
    "a pseudo parameter that there is not",
    topic({ DisplayName: { Ref: "AWS::Regin" } }),
    "X, DisplayName",
    /AWS::Region/,
  ],
  ["a Sub of nothing", topic({ DisplayName: { "Fn::Sub": "${Nothing}" } }), "X, Properties.DisplayName"],
  [
    "a Sub of an unknown pseudo parameter",
    topic({ DisplayName: { "Fn::Sub": "${AWS::Acount}" } }),
    "X, DisplayName",
    /AWS::AccountId/,
  ],
  [
    "a circle through Sub",
    {
      parts: {
        Resources: {
          X: { Type: "AWS::SNS::Topic", Properties: { DisplayName: { "Fn::Sub": "${Y}" } } },
          Y: { Type: "AWS::SNS::Topic", Properties: { DisplayName: { "Fn::Sub": "${X.TopicName}" } } },
        },
      },
    },
    "X",
    /circular dependency/,
  ],
  [
    "a resource that waits for itself",
    { parts: { Resources: { X: { Type: "AWS::SNS::Topic", DependsOn: "X" } } } },
    "X",
    /circular/,
  ],
  ["a map that there is not", topic({ DisplayName: { "Fn::FindInMap": ["No", "a", "b"] } }), "X, DisplayName"],
  [
    "a key that the map has not",
    topic({ DisplayName: { "Fn::FindInMap": ["M", "b", "c"] } }, { Mappings: { M: { a: { c: "1" } } } }),
    "X, DisplayName",
  ],
  ["an element past the end", topic({ DisplayName: { "Fn::Select": [3, ["a", "b"]] } }), "X, DisplayName"],
  ["an element by a name", topic({ DisplayName: { "Fn::Select": ["one", ["a", "b"]] } }), "X, DisplayName"],
  ["a join of one text", topic({ DisplayName: { "Fn::Join": ["-", "a"] } }), "X, DisplayName", /list/],
  ["a join of one member", topic({ DisplayName: { "Fn::Join": ["-"] } }), "X, DisplayName"],
  [
    "an If of two members",
    topic({ DisplayName: { "Fn::If": ["C", "a"] } }, { Conditions: { C: { "Fn::Equals": ["a", "a"] } } }),
    "X, DisplayName",
  ],
  [
    "an If of a condition that there is not",
    topic({ DisplayName: { "Fn::If": ["C", "a", "b"] } }),
    "X, DisplayName",
    /C/,
  ],
  [
    "a condition about a resource",
    topic({}, { Conditions: { C: { "Fn::Equals": [{ Ref: "X" }, "a"] } } }),
    "Conditions.C",
  ],
  [
    "a condition about nothing",
    topic({}, { Conditions: { C: { "Fn::Equals": [{ Ref: "Nothing" }, "a"] } } }),
    "Conditions.C",
  ],
  ["a condition of no function", topic({}, { Conditions: { C: { "Fn::Join": ["", ["a"]] } } }), "Conditions.C"],
  ["a comparison of one value", topic({}, { Conditions: { C: { "Fn::Equals": ["a"] } } }), "Conditions.C"],
  [
    "a circle of conditions",
    topic({}, { Conditions: { C: { Condition: "D" }, D: { Condition: "C" } } }),
    "Conditions.",
    /circular/,
  ],
  [
    "a deletion policy by reference",
    {
      parts: {
        Resources: { X: { Type: "AWS::SNS::Topic", DeletionPolicy: { Ref: "P" } } },
        Parameters: { P: { Type: "String", Default: "Delete" } },
      },
    },
    "X, DeletionPolicy",
  ],
  [
    "a snapshot of what has none",
    { parts: { Resources: { X: { Type: "AWS::SNS::Topic", DeletionPolicy: "Snapshot" } } } },
    "X, DeletionPolicy",
  ],
  [
    "a reference in a parameter",
    topic({}, { Parameters: { P: { Type: "String", Default: { Ref: "AWS::Region" } } } }),
    "Parameters.P, Default",
  ],
  [
    "a default that is not allowed",
    topic({}, { Parameters: { P: { Type: "String", Default: "c", AllowedValues: ["a", "b"] } } }),
    "Parameters.P",
  ],
  [
    "a number too large",
    topic({}, { Parameters: { P: { Type: "Number", Default: 11, MaxValue: 10 } } }),
    "Parameters.P",
    /10/,
  ],
  [
    "a text too short",
    topic({}, { Parameters: { P: { Type: "String", Default: "a", MinLength: 2 } } }),
    "Parameters.P",
    /2/,
  ],
  [
    "a parameter's unknown member",
    topic({}, { Parameters: { P: { Type: "String", Defualt: "a" } } }),
    "Parameters.P, Defualt",
  ],
  [
    "a parameter that is named like a resource",
    topic({}, { Parameters: { X: { Type: "String", Default: "a" } } }),
    "Parameters.X",
  ],
  ["an unknown section", topic({}, { Output: {} }), "Output", /Outputs/],
  [
    "a format's version of no year",
    topic({}, { AWSTemplateFormatVersion: "2012-10-17" }),
    "AWSTemplateFormatVersion",
    /2010-09-09/,
  ],
  ["a description past 1,024 characters", topic({}, { Description: "x".repeat(1100) }), "Description", /1,?024/],
  ["a description that is no text", topic({}, { Description: { a: 1 } }), "Description"],
  ["an output's name with a hyphen", topic({}, { Outputs: { "my-out": { Value: "1" } } }), "Outputs.my-out"],
  ["an output that is a list", topic({}, { Outputs: { Out: { Value: ["a"] } } }), "Outputs.Out, Value"],
  [
    "an output's unknown member",
    topic({}, { Outputs: { Out: { Value: "1", Exports: { Name: "a" } } } }),
    "Outputs.Out, Exports",
  ],
  [
    "an output's condition that there is not",
    topic({}, { Outputs: { Out: { Value: "1", Condition: "No" } } }),
    "Outputs.Out, Condition",
  ],
  ["an export of no name", topic({}, { Outputs: { Out: { Value: "1", Export: {} } } }), "Outputs.Out, Export.Name"],
  [
    "an export named by a resource",
    topic({}, { Outputs: { Out: { Value: "1", Export: { Name: { Ref: "X" } } } } }),
    "Outputs.Out, Export.Name",
  ],
  [
    "an output's attribute that there is not",
    topic({}, { Outputs: { Out: { Value: { "Fn::GetAtt": ["X", "Colour"] } } } }),
    "Outputs.Out, Value",
    /TopicArn/,
  ],
  ["a map of one level", topic({}, { Mappings: { M: { a: "b" } } }), "Mappings.M"],
  ["an empty resource", { parts: { Resources: { X: {} } } }, "X, Type"],
  ["no resources", { parts: { Resources: {} } }, "Resources"],
  [
    "one physical name twice",
    {
      parts: {
        Resources: {
          X: { Type: "AWS::SNS::Topic", Properties: { TopicName: "t" } },
          Y: { Type: "AWS::SNS::Topic", Properties: { TopicName: "t" } },
        },
      },
    },
    "Y, TopicName",
    /\bX\b/,
  ],
  ["nothing where something is needed", key({ KeyPolicy: { Ref: "AWS::NoValue" }, KeySpec: { a: 1 } }), "X, KeySpec"],
  [
    "no description of a group",
    ["AWS::EC2::SecurityGroup", { GroupDescription: { Ref: "AWS::NoValue" } }],
    "X, GroupDescription",
  ],
  [
    "an attribute that AWS sets",
    ["AWS::SNS::Topic", { TopicArn: "arn:aws:sns:us-east-1:111122223333:t" }],
    "X, TopicArn",
  ],
  ["two functions in one place", topic({ DisplayName: { Ref: "AWS::Region", "Fn::Sub": "a" } }), "X, DisplayName"],
  ["a Ref of a list", topic({ DisplayName: { Ref: ["X"] } }), "X, DisplayName"],
  ["a GetAtt of one part", topic({ DisplayName: { "Fn::GetAtt": "Things" } }), "X, DisplayName"],
  [
    "one logical id twice",
    { text: '{"Resources":{"X":{"Type":"AWS::SNS::Topic"},"X":{"Type":"AWS::SNS::Topic"}}}' },
    "X",
  ],
  ["a text that is no JSON", { text: '{"Resources":{' }, "JSON not well-formed"],
  ["tags as a map", topic({ Tags: { a: "b" } }), "X, Tags"],
  [
    "one tag twice",
    topic({
      Tags: [
        { Key: "a", Value: "1" },
        { Key: "a", Value: "2" },
      ],
    }),
    "X, Tags[1].Key",
  ],
  ["a tag of AWS's own", topic({ Tags: [{ Key: "aws:mine", Value: "1" }] }), "X, Tags[0].Key"],
  [
    "a subscription by no protocol",
    ["AWS::SNS::Subscription", { TopicArn: "t", Protocol: "pigeon", Endpoint: "x" }],
    "X, Protocol",
  ],
  [
    "a backup of sixty days",
    [
      "AWS::RDS::DBCluster",
      {
        Engine: "aurora-postgresql",
        MasterUsername: "u",
        MasterUserPassword: "long-enough",
        BackupRetentionPeriod: 60,
      },
    ],
    "X, BackupRetentionPeriod",
    /35/,
  ],
  [
    "a permission of no service",
    ["AWS::Lambda::Permission", { FunctionName: "f", Action: "InvokeFunction", Principal: "s3.amazonaws.com" }],
    "X, Action",
  ],
];
