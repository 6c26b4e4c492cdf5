type Statement = { readonly Sid: string; readonly Action: string | readonly string[]; readonly Resource: unknown };

/** What every function's role needs to write its log. */
const LOGS: Statement = { Sid: "WriteOwnLog", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: "*" };

/** A role that `service` takes, with these statements. */
export function role(service: string, statements: readonly Statement[]): unknown {
  return {
    Type: "AWS::IAM::Role",
    Properties: {
      AssumeRolePolicyDocument: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
      },
      Policies: [
        {
          PolicyName: "inline",
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
          },
        },
      ],
    },
  };
}

/** A function with a role of its own, as two resources: `<Id>` and `<Id>Role`. */
export function lambdaFunction(
  logicalId: string,
  functionName: string,
  more: { readonly statements?: readonly Statement[]; readonly properties?: Readonly<Record<string, unknown>> } = {},
): Record<string, unknown> {
  return {
    [`${logicalId}Role`]: role("lambda.amazonaws.com", [LOGS, ...(more.statements ?? [])]),
    [logicalId]: {
      Type: "AWS::Lambda::Function",
      Properties: {
        FunctionName: functionName,
        Runtime: "nodejs24.x",
        Handler: "index.handler",
        Timeout: 5,
        MemorySize: 128,
        Role: { "Fn::GetAtt": [`${logicalId}Role`, "Arn"] },
        Code: { S3Bucket: { Ref: "AWS::NoValue" }, S3Key: `serverless/test/dev/now/${functionName}.zip` },
        ...more.properties,
      },
    },
  };
}
