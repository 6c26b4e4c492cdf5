import { isJsonObject, type JsonObject } from "../../model.ts";
import type { Objection, Rule } from "../objection.ts";
import { certainText, namedTwice, object, objectsOf } from "./objections.ts";

const INDEXES = ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"];

/** AWS::DynamoDB::Table: keys are defined, definitions are used, throughput is given where it is paid for. */
export const tableRule: Rule = ({ properties }) => [
  ...keyObjections(properties),
  ...throughputObjections(properties),
  ...expiryObjections(properties),
];

function keyObjections(properties: JsonObject): readonly Objection[] {
  const definitions = objectsOf(properties["AttributeDefinitions"]);
  const defined = definitions.map(([, { AttributeName: name }]) => String(name));
  const schemas = [
    ["KeySchema", properties["KeySchema"]] as const,
    ...INDEXES.flatMap((list) =>
      objectsOf(properties[list]).map(([index, each]) => [`${list}[${index}].KeySchema`, each["KeySchema"]] as const),
    ),
  ];
  const used = new Set<string>();
  const found = schemas.flatMap(([path, schema]) =>
    objectsOf(schema).flatMap(([index, { AttributeName: name, KeyType: type }]) => {
      used.add(String(name));
      const wanted = index === 0 ? "HASH" : "RANGE";
      const place = `${path}[${index}]`;
      return [
        ...(certainText(name) === undefined || defined.includes(String(name))
          ? []
          : [
              object(
                `${place}.AttributeName`,
                `AttributeDefinitions has no ${String(name)} (it has ${defined.join(", ") || "none"}).`,
                `Define ${String(name)} in AttributeDefinitions, or correct the name.`,
              ),
            ]),
        ...(certainText(type) === undefined || type === wanted
          ? []
          : [
              object(
                `${place}.KeyType`,
                `it is ${String(type)}; a key begins with HASH, then RANGE.`,
                `Make it ${wanted}.`,
              ),
            ]),
      ];
    }),
  );
  const unused = definitions.flatMap(([index, { AttributeName: name }]) =>
    certainText(name) === undefined || used.has(String(name)) || [...used].some((each) => each.includes("\u0000"))
      ? []
      : [
          object(
            `AttributeDefinitions[${index}]`,
            `no key of the table or of an index uses ${String(name)}; only key attributes are defined.`,
            "Take it out.",
          ),
        ],
  );
  return [...found, ...unused, ...INDEXES.flatMap((list) => namedTwice(properties[list], list, "IndexName"))];
}

function throughputObjections(properties: JsonObject): readonly Objection[] {
  const billing = properties["BillingMode"] ?? "PROVISIONED";
  const has = properties["ProvisionedThroughput"] !== undefined;
  if (billing === "PROVISIONED" && !has) {
    const cause = "a table whose BillingMode is PROVISIONED needs it.";
    return [object("ProvisionedThroughput", cause, "Give it ProvisionedThroughput, or BillingMode PAY_PER_REQUEST.")];
  }
  if (billing !== "PAY_PER_REQUEST" || !has) return [];
  return [object("ProvisionedThroughput", "it cannot stand beside BillingMode PAY_PER_REQUEST.", "Take it out.")];
}

function expiryObjections({ TimeToLiveSpecification: expiry }: JsonObject): readonly Objection[] {
  if (!isJsonObject(expiry) || String(expiry["Enabled"]) !== "true" || expiry["AttributeName"] !== undefined) return [];
  const path = "TimeToLiveSpecification.AttributeName";
  return [object(path, "rows expire by an attribute.", "Name the attribute that holds the time.")];
}
