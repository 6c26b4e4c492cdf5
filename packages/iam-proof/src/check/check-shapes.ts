import { checkAttributes, checkSchema } from "@agentic-pm/local-cloud/schema";
import type { NamedTemplate } from "@agentic-pm/local-cloud";
import type { Deployment } from "../deployment.ts";
import { type Finding, objectTo } from "../finding.ts";

/** Every resource, and every attribute that it asks of another, against AWS's own schemas. */
export function checkShapes({ templates, resources }: Deployment): readonly Finding[] {
  return resources.flatMap((resource) => {
    const all = resourcesOf(templates.find(({ stackName }) => stackName === resource.stackName));
    const written = all[resource.logicalId]?.Properties;
    const misfits = [...checkSchema({ ...resource, written }), ...checkAttributes(resource.logicalId, all)];
    return misfits.map(({ logicalId: _logicalId, ...misfit }) => objectTo(resource, misfit));
  });
}

type Resources = Parameters<typeof checkAttributes>[1];

/** The resources of a template that was parsed before. */
function resourcesOf(named: NamedTemplate | undefined): Resources {
  return (named?.template as { readonly Resources?: Resources } | undefined)?.Resources ?? {};
}
