import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";
import type { Resource, SpecDatabase } from "@aws-cdk/service-spec-types";

let loaded: SpecDatabase | undefined;

/** AWS's resource schemas; loaded when they are first asked for, in about half a second. */
export function serviceSpec(): SpecDatabase {
  return (loaded ??= loadAwsServiceSpecSync());
}

/** The schema of a CloudFormation type; undefined if there is no such type. */
export function schemaOf(type: string): Resource | undefined {
  return [...serviceSpec().lookup("resource", "cloudFormationType", "equals", type)][0];
}
