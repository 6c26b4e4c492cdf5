/** What a Task state calls. */
export type Integration =
  | { readonly kind: "lambda-arn"; readonly functionArn: string }
  | { readonly kind: "lambda-invoke" }
  | { readonly kind: "start-execution" }
  | { readonly kind: "data-automation"; readonly operation: string }
  | { readonly kind: "dynamodb"; readonly operation: string; readonly errorPrefix: "DynamoDB" | "DynamoDb" };

const OPTIMISED_DYNAMODB = new Set(["getItem", "putItem", "updateItem", "deleteItem"]);

const DATA_AUTOMATION: Readonly<Record<string, string>> = {
  invokeDataAutomationAsync: "InvokeDataAutomationAsync",
  getDataAutomationStatus: "GetDataAutomationStatus",
};

/** Reads a Task's Resource; undefined where it is nothing that this cloud runs. */
export function integrationOf(resource: string): Integration | undefined {
  if (/^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/.test(resource)) {
    return { kind: "lambda-arn", functionArn: resource };
  }
  if (resource === "arn:aws:states:::lambda:invoke") return { kind: "lambda-invoke" };
  if (resource === "arn:aws:states:::states:startExecution") return { kind: "start-execution" };
  const [, automation = ""] = /^arn:aws:states:::aws-sdk:bedrockdataautomationruntime:(\w+)$/.exec(resource) ?? [];
  if (automation !== "") {
    const known = Object.hasOwn(DATA_AUTOMATION, automation) ? DATA_AUTOMATION[automation] : undefined;
    return known === undefined ? undefined : { kind: "data-automation", operation: known };
  }
  const [, sdk, operation = ""] = /^arn:aws:states:::(aws-sdk:)?dynamodb:([a-zA-Z]+)$/.exec(resource) ?? [];
  if (operation === "" || (sdk === undefined && !OPTIMISED_DYNAMODB.has(operation))) return undefined;
  const name = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
  return { kind: "dynamodb", operation: name, errorPrefix: sdk === undefined ? "DynamoDB" : "DynamoDb" };
}
