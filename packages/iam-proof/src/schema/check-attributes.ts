import type { NamedTemplate, ResolvedResource } from "@agentic-pm/local-cloud";
import type { Deployment } from "../deployment.ts";
import { type Finding, objectTo } from "../finding.ts";
import { schemaOf } from "./service-spec.ts";

/** A reference to an attribute of a resource, at a path inside the resource that asks for it. */
interface AttributeUse {
  readonly target: string;
  readonly attribute: string;
  readonly path: string;
}

/** Every attribute that `Fn::GetAtt` or `Fn::Sub` asks for is one that AWS's schema of the type has. */
export function checkAttributes({ templates, resources }: Deployment): readonly Finding[] {
  return resources.flatMap((resource) => {
    const own = resourcesOf(templates.find(({ stackName }) => stackName === resource.stackName));
    const raw = own[resource.logicalId]?.Properties ?? {};
    return attributeUses(raw, "").flatMap((use) => {
      const type = own[use.target]?.Type;
      return type === undefined ? [] : checkUse(resource, use, type);
    });
  });
}

function checkUse(resource: ResolvedResource, { attribute, path }: AttributeUse, type: string): readonly Finding[] {
  const schema = schemaOf(type);
  if (schema === undefined) return [];
  const known = Object.keys(schema.attributes);
  const [first = attribute] = attribute.split(".");
  // A nested attribute is published by its first part, and some types answer with what they were given.
  if (known.includes(attribute) || known.includes(first) || schema.properties[first] !== undefined) return [];
  const cause = `${type} has no attribute ${attribute}.`;
  const remedy = known.length === 0 ? "It has none: use Ref." : `Write one of ${known.toSorted().join(", ")}.`;
  return [objectTo(resource, { kind: "unknown-attribute", property: path, cause, remedy })];
}

/** Every use of an attribute inside a value. */
function attributeUses(value: unknown, path: string): readonly AttributeUse[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each, index) => attributeUses(each, `${path}[${index}]`));
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    if (name === "Fn::GetAtt") return used(Array.isArray(inner) ? inner.join(".") : String(inner), path);
    if (name === "Fn::Sub") {
      const text = Array.isArray(inner) ? String(inner[0]) : String(inner);
      const uses = [...text.matchAll(/\$\{(\w+\.[\w.]+)\}/g)].flatMap(([, reference = ""]) => used(reference, path));
      return Array.isArray(inner) ? [...uses, ...attributeUses(inner[1], path)] : uses;
    }
    const inside = name.startsWith("Fn::") ? path : path === "" ? name : `${path}.${name}`;
    return attributeUses(inner, inside);
  });
}

function used(reference: string, path: string): readonly AttributeUse[] {
  const [target = "", ...rest] = reference.split(".");
  return [{ target, attribute: rest.join("."), path }];
}

type RawResources = Readonly<Record<string, { readonly Type: string; readonly Properties?: unknown }>>;

/** The resources of a template that was parsed before. */
function resourcesOf(named: NamedTemplate | undefined): RawResources {
  return (named?.template as { readonly Resources?: RawResources } | undefined)?.Resources ?? {};
}
