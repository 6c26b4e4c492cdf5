import { type PackagedService, readPackagedService } from "../cloud/packaged-service.ts";
import { includedResources } from "./conditions.ts";
import { resolveProperties } from "./intrinsics.ts";
import type { JsonObject, Template } from "./model.ts";
import { resolveOutputs } from "./outputs.ts";
import { parseTemplate } from "./parse-template.ts";
import { predictedScope } from "./predicted-scope.ts";
import type { Scope } from "./scope.ts";

/** A resource of a packaged template with every function in its properties resolved; nothing was made. */
export interface ResolvedResource {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** What `Ref` answers. */
  readonly physicalId: string;
  /** The resource's ARN, for types that have one. */
  readonly arn: string;
}

/** A template and the name of the stack that it makes. */
export interface NamedTemplate {
  readonly stackName: string;
  readonly template: unknown;
}

/** The templates of packaged services. @throws AppError SERVICE_NOT_PACKAGED. */
export function packagedTemplates(services: readonly PackagedService[]): readonly NamedTemplate[] {
  return services.map((service) => {
    const { stackName, template } = readPackagedService(service);
    return { stackName, template };
  });
}

/**
 * Resolves templates in deploy order without making anything: names and ARNs are foretold from the properties that
 * name the resources, in the local account and region. For static checks of what will be deployed.
 * @param parameters values for the parameters of whichever template has them; the others have their defaults
 * @throws AppError TEMPLATE_INVALID naming stack, resource and property.
 */
export function resolveTemplates(
  templates: readonly NamedTemplate[],
  parameters: Readonly<Record<string, string>> = {},
): readonly ResolvedResource[] {
  const exported: Record<string, string> = {};
  return templates.flatMap(({ stackName, template: body }) => {
    const template = parseTemplate(stackName, body);
    const given = Object.entries(parameters).filter(([name]) => Object.hasOwn(template.Parameters, name));
    const scope = predictedScope(template, {
      stackName,
      parameters: Object.fromEntries(given),
      importValue: (name) => exported[name],
    });
    const resources = resourcesOf(template, scope);
    Object.assign(exported, resolveOutputs(template, scope).exports);
    return resources;
  });
}

function resourcesOf(template: Template, scope: Scope): ResolvedResource[] {
  return Object.entries(includedResources(template, scope)).map(([logicalId, resource]) => {
    const properties = resolveProperties(resource.Properties ?? {}, scope, { subject: logicalId, path: "Properties" });
    const state = scope.resources.get(logicalId);
    const { stackName } = scope;
    const found = { stackName, logicalId, type: resource.Type, properties };
    return { ...found, physicalId: state?.physicalId ?? logicalId, arn: String(state?.attributes["Arn"]) };
  });
}
