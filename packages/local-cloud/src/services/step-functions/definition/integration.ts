/** What a Task state calls. */
export type Integration =
  | { readonly kind: "lambda-arn"; readonly functionArn: string }
  | { readonly kind: "lambda-invoke" }
  | { readonly kind: "start-execution" }
  | { readonly kind: "dynamodb"; readonly operation: string; readonly errorPrefix: "DynamoDB" | "DynamoDb" };

const OPTIMISED_DYNAMODB = new Set(["getItem", "putItem", "updateItem", "deleteItem"]);

/** Reads a Task's Resource; undefined where it is nothing that this cloud runs. */
export function integrationOf(resource: string): Integration | undefined {
  if (/^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/.test(resource)) {
    return { kind: "lambda-arn", functionArn: resource };
  }
  if (resource === "arn:aws:states:::lambda:invoke") return { kind: "lambda-invoke" };
  if (resource === "arn:aws:states:::states:startExecution") return { kind: "start-execution" };
  const [, sdk, operation = ""] = /^arn:aws:states:::(aws-sdk:)?dynamodb:([a-zA-Z]+)$/.exec(resource) ?? [];
  if (operation === "" || (sdk === undefined && !OPTIMISED_DYNAMODB.has(operation))) return undefined;
  const name = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
  return { kind: "dynamodb", operation: name, errorPrefix: sdk === undefined ? "DynamoDB" : "DynamoDb" };
}
