import type { KmsAdmin } from "../../services/kms/create-kms.ts";
import { USAGE_OF, type KeySpec, type KeyUsage } from "../../services/kms/key-record.ts";
import type { NewKey } from "../../services/kms/key-store.ts";
import type { ResourceState } from "../model.ts";
import type { ResourceHandler } from "../resource-handler.ts";
import { optionalText, present, propertyError, requiredText } from "./properties.ts";

/** AWS::KMS::Key. Deleting it erases its material at once. */
export function keyHandler(admin: KmsAdmin): ResourceHandler {
  const stateOf = ({ keyId, arn }: { keyId: string; arn: string }): ResourceState => ({
    physicalId: keyId,
    attributes: { Arn: arn, KeyId: keyId },
  });
  return {
    types: ["AWS::KMS::Key"],
    immutable: ["KeySpec", "KeyUsage", "MultiRegion", "Origin"],
    create: async (request) => {
      const keySpec = optionalText(request.properties, "KeySpec");
      if (keySpec !== undefined && !Object.hasOwn(USAGE_OF, keySpec)) {
        throw propertyError(request, "KeySpec", `${keySpec} is not made here`);
      }
      return stateOf(
        admin.createKey(
          present<NewKey>({
            keySpec: keySpec as KeySpec | undefined,
            keyUsage: optionalText(request.properties, "KeyUsage") as KeyUsage | undefined,
            keyPolicy: request.properties["KeyPolicy"],
            description: optionalText(request.properties, "Description"),
          }),
        ),
      );
    },
    update: async (request, previous) => {
      const description = optionalText(request.properties, "Description");
      const enabled = request.properties["Enabled"] !== false;
      const change = {
        ...present<{ description?: string }>({ description }),
        enabled,
        keyPolicy: request.properties["KeyPolicy"],
      };
      return stateOf(admin.updateKey(previous.physicalId, change));
    },
    delete: async (record) => admin.deleteKey(record.physicalId),
  };
}

/** AWS::KMS::Alias. */
export function aliasHandler(admin: KmsAdmin): ResourceHandler {
  return {
    types: ["AWS::KMS::Alias"],
    immutable: ["AliasName"],
    nameProperty: "AliasName",
    create: async (request) => {
      const alias = requiredText(request, "AliasName");
      admin.createAlias(alias, requiredText(request, "TargetKeyId"));
      return { physicalId: alias, attributes: {} };
    },
    update: async (request, previous) => {
      admin.createAlias(previous.physicalId, requiredText(request, "TargetKeyId"));
      return previous;
    },
    delete: async (record) => admin.deleteAlias(record.physicalId),
  };
}
