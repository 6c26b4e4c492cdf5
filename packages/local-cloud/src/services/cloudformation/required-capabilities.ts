import { AwsError } from "../../gateway/aws-error.ts";
import { isJsonObject } from "../../template/model.ts";

const NAMES: Readonly<Record<string, string>> = {
  "AWS::IAM::Role": "RoleName",
  "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
  "AWS::IAM::User": "UserName",
  "AWS::IAM::Group": "GroupName",
  "AWS::IAM::InstanceProfile": "InstanceProfileName",
};

/** @throws AwsError InsufficientCapabilitiesException where a template makes permissions that nobody acknowledged. */
export function requireCapabilities(template: unknown, given: readonly string[]): void {
  const needed = neededCapability(template);
  if (needed === undefined || given.includes(needed) || given.includes("CAPABILITY_NAMED_IAM")) return;
  throw new AwsError("InsufficientCapabilitiesException", `Requires capabilities : [${needed}]`);
}

/** What a template's permissions need, if it makes any. */
export function neededCapability(template: unknown): "CAPABILITY_IAM" | "CAPABILITY_NAMED_IAM" | undefined {
  const resources = isJsonObject(template) && isJsonObject(template["Resources"]) ? template["Resources"] : {};
  const permissions = Object.values(resources).filter(
    (each) => isJsonObject(each) && String(each["Type"]).startsWith("AWS::IAM::"),
  );
  if (permissions.length === 0) return undefined;
  const isNamed = permissions.some((each) => {
    if (!isJsonObject(each) || !isJsonObject(each["Properties"])) return false;
    return NAMES[String(each["Type"])] !== undefined && (NAMES[String(each["Type"])] ?? "") in each["Properties"];
  });
  return isNamed ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM";
}
