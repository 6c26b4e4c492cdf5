"use strict";

/** Where a type names the key that encrypts it. */
const KEY_PROPERTIES = {
  "AWS::DynamoDB::Table": (properties, key) => {
    Object.assign((properties.SSESpecification ??= { SSEEnabled: true }), { SSEType: "KMS", KMSMasterKeyId: key });
  },
  "AWS::RDS::DBCluster": (properties, key) => Object.assign(properties, { KmsKeyId: key }),
  "AWS::SecretsManager::Secret": (properties, key) => Object.assign(properties, { KmsKeyId: key }),
};

/**
 * Tables, secrets and databases are encrypted with the platform's StorageKey where the template's parameter CustomerKeys
 * is on, and with AWS's own key where it is off (docs/adr/0016).
 */
function offerCustomerKeys(template, serverless) {
  const kept = Object.values(template.Resources).filter(({ Type }) => KEY_PROPERTIES[Type] !== undefined);
  if (kept.length === 0) return;
  const { provider, custom } = serverless.service;
  const own = template.Resources.StorageKey !== undefined;
  const key = own
    ? { "Fn::GetAtt": ["StorageKey", "Arn"] }
    : { "Fn::ImportValue": `agentic-pm-${provider.stage}-StorageKeyArn` };
  template.Parameters = {
    ...template.Parameters,
    CustomerKeys: {
      Type: "String",
      Default: custom?.guard?.customerKeys ?? "off",
      AllowedValues: ["on", "off"],
      Description: "A key of ours instead of AWS's for tables, secrets and the database; the same in every service",
    },
  };
  template.Conditions = {
    ...template.Conditions,
    HasCustomerKeys: { "Fn::Equals": [{ Ref: "CustomerKeys" }, "on"] },
  };
  for (const { Type, Properties } of kept) {
    KEY_PROPERTIES[Type](Properties, { "Fn::If": ["HasCustomerKeys", key, { Ref: "AWS::NoValue" }] });
  }
}

module.exports = { offerCustomerKeys };
