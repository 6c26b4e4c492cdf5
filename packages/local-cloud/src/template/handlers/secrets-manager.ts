import type { SecretsManagerAdmin } from "../../services/secrets-manager/create-secrets-manager.ts";
import type { ResourceState } from "../model.ts";
import { generatedName, type ResourceHandler, type ResourceRequest } from "../resource-handler.ts";
import { objectOf, optionalText, requiredObject, requiredText } from "./properties.ts";

/** AWS::SecretsManager::Secret. */
export function secretHandler(admin: SecretsManagerAdmin): ResourceHandler {
  const put = (request: ResourceRequest, name: string): ResourceState => {
    const { properties } = request;
    const description = optionalText(properties, "Description");
    const secretString = optionalText(properties, "SecretString");
    const kmsKeyId = optionalText(properties, "KmsKeyId");
    const { arn } = admin.createSecret({
      name,
      ...(description === undefined ? {} : { description }),
      ...(secretString === undefined ? {} : { secretString }),
      ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
      ...("GenerateSecretString" in properties
        ? { generateSecretString: objectOf(properties, "GenerateSecretString") }
        : {}),
    });
    return { physicalId: arn, attributes: { Id: arn, Name: name } };
  };
  return {
    types: ["AWS::SecretsManager::Secret"],
    immutable: ["Name"],
    nameProperty: "Name",
    create: async (request) => put(request, optionalText(request.properties, "Name") ?? generatedName(request)),
    update: async (request, previous) => put(request, String(previous.attributes["Name"])),
    delete: async (record) => unlessGone(() => admin.deleteSecret(record.physicalId)),
  };
}

/** AWS::SecretsManager::ResourcePolicy. */
export function secretPolicyHandler(admin: SecretsManagerAdmin): ResourceHandler {
  const put = (secretId: string, request: ResourceRequest): ResourceState => {
    admin.setResourcePolicy(secretId, requiredObject(request, "ResourcePolicy"));
    return { physicalId: secretId, attributes: {} };
  };
  return {
    types: ["AWS::SecretsManager::ResourcePolicy"],
    immutable: ["SecretId"],
    create: async (request) => put(requiredText(request, "SecretId"), request),
    update: async (request, previous) => put(previous.physicalId, request),
    delete: async (record) => unlessGone(() => admin.setResourcePolicy(record.physicalId, undefined)),
  };
}

/** AWS::SecretsManager::RotationSchedule: kept with the secret, which is rotated when it is due, and by RotateSecret. */
export function rotationHandler(admin: SecretsManagerAdmin): ResourceHandler {
  const put = (request: ResourceRequest): ResourceState => {
    const secretId = requiredText(request, "SecretId");
    const rules = objectOf(request.properties, "RotationRules");
    const functionArn = requiredText(request, "RotationLambdaARN");
    admin.setRotation(secretId, { functionArn, rules });
    return { physicalId: secretId, attributes: { Id: secretId } };
  };
  return {
    types: ["AWS::SecretsManager::RotationSchedule"],
    immutable: ["SecretId"],
    create: async (request) => put(request),
    update: async (request) => put(request),
    delete: async (record) => unlessGone(() => admin.setRotation(record.physicalId, undefined)),
  };
}

/** A secret that was deleted by hand is as gone as it should be. */
function unlessGone(remove: () => void): void {
  try {
    remove();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ResourceNotFoundException") throw error;
  }
}
