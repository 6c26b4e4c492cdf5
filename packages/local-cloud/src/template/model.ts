/** Any JSON value, as it stands in a template or in a request. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** A CloudFormation template, as packaged. */
export interface Template {
  readonly Parameters: Readonly<Record<string, TemplateParameter>>;
  readonly Mappings: JsonObject;
  readonly Conditions: JsonObject;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs: Readonly<Record<string, TemplateOutput>>;
}

export interface TemplateParameter {
  readonly Type: string;
  readonly Default?: Json;
  readonly AllowedValues?: readonly Json[];
  readonly AllowedPattern?: string;
  readonly MinValue?: number | string;
  readonly MaxValue?: number | string;
  readonly MinLength?: number | string;
  readonly MaxLength?: number | string;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: JsonObject;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface TemplateOutput {
  readonly Value: Json;
  readonly Export?: { readonly Name: Json };
  readonly Condition?: string;
}

/** What a created resource answers to `Ref` (its physical id) and `Fn::GetAtt`. */
export interface ResourceState {
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, Json>>;
}

/** A resource as it was last applied. */
export interface ResourceRecord extends ResourceState {
  readonly logicalId: string;
  readonly type: string;
  /** The resolved properties; the next apply is compared with these. */
  readonly properties: JsonObject;
  readonly deletionPolicy: string;
  readonly dependsOn: readonly string[];
}

export interface StackRecord {
  readonly stackName: string;
  readonly stackId: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string>>;
  /** Names of other stacks' exports that it uses. */
  readonly imports?: readonly string[];
  readonly status: "CREATE_IN_PROGRESS" | "UPDATE_IN_PROGRESS" | "COMPLETE" | "FAILED";
}

/** True for a plain object of JSON. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One spelling per value: keys sorted, so that equal values compare equal. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isJsonObject(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
