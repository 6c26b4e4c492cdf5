import { type Deployment, deploymentOf } from "../src/deployment.ts";

/** A template's resource, open to being broken. */
export interface Plain {
  Type: string;
  // A planted error may be of any shape.
  Properties: Record<string, unknown>;
}
export type Resources = Record<string, Plain>;

/** The statement of the one role's policy. */
export const READ_NOTES = {
  Sid: "ReadNotes",
  Effect: "Allow",
  Action: ["dynamodb:GetItem"] as unknown,
  Resource: "arn:aws:dynamodb:us-east-1:111122223333:table/notes" as unknown,
};

/** One function with its role, boundary, log group and table: nothing is wrong with it. */
function sound(): Resources {
  return {
    Notes: {
      Type: "AWS::DynamoDB::Table",
      Properties: {
        TableName: "notes",
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      },
    },
    Boundary: {
      Type: "AWS::IAM::ManagedPolicy",
      Properties: {
        ManagedPolicyName: "notes-boundary",
        PolicyDocument: { Version: "2012-10-17", Statement: [{ ...READ_NOTES, Sid: "AtMostReadNotes" }] },
      },
    },
    Role: {
      Type: "AWS::IAM::Role",
      Properties: {
        RoleName: "reader",
        PermissionsBoundary: { Ref: "Boundary" },
        AssumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
        },
        Policies: [
          { PolicyName: "inline", PolicyDocument: { Version: "2012-10-17", Statement: [structuredClone(READ_NOTES)] } },
        ],
      },
    },
    Log: {
      Type: "AWS::Logs::LogGroup",
      Properties: { LogGroupName: "/aws/lambda/reader", RetentionInDays: 30 },
    },
    Reader: {
      Type: "AWS::Lambda::Function",
      Properties: {
        FunctionName: "reader",
        Role: { "Fn::GetAtt": ["Role", "Arn"] },
        Runtime: "nodejs24.x",
        Handler: "index.handler",
        Code: { S3Bucket: "artefacts", S3Key: "reader.zip" },
        MemorySize: 256,
      },
    },
  };
}

/** The sound template with something changed in it. */
export function planted(change: (resources: Resources) => void = () => {}): Deployment {
  const resources = sound();
  change(resources);
  return deploymentOf([{ stackName: "agentic-pm-notes-dev", template: { Resources: resources } }]);
}

/** A resource of the template. */
export function resourceOf(resources: Resources, name: string): Plain {
  const found = resources[name];
  if (found === undefined) throw new Error(`the small template has no ${name}`);
  return found;
}

/** Its properties. */
export function of(resources: Resources, name: string): Record<string, unknown> {
  return resourceOf(resources, name).Properties;
}

/** The statements of the role's policy, or of the boundary. */
export function statements(resources: Resources, name: "Role" | "Boundary"): Record<string, unknown>[] {
  const properties = of(resources, name);
  const [holder = {}] = name === "Role" ? (properties["Policies"] as Record<string, unknown>[]) : [properties];
  return (holder["PolicyDocument"] as { Statement: Record<string, unknown>[] }).Statement;
}

/** The first of them. */
export function statement(resources: Resources, name: "Role" | "Boundary"): Record<string, unknown> {
  const [first] = statements(resources, name);
  if (first === undefined) throw new Error(`${name} has no statement`);
  return first;
}
