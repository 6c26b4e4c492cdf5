import { isJsonObject, type TemplateResource } from "../model.ts";
import type { Misfit } from "./misfit.ts";
import { schemaOf } from "./service-spec.ts";

/** A reference to an attribute of a resource, at a path inside the resource that asks for it. */
interface AttributeUse {
  readonly target: string;
  readonly attribute: string;
  readonly path: string;
}

type Resources = Readonly<Record<string, Pick<TemplateResource, "Type" | "Properties">>>;

/** Every attribute that a resource asks of another is one that AWS's schema of the other's type has. */
export function checkAttributes(logicalId: string, resources: Resources): readonly Misfit[] {
  return attributeUses(resources[logicalId]?.Properties ?? {}, "").flatMap((use) => {
    const type = resources[use.target]?.Type;
    return type === undefined ? [] : checkUse(logicalId, use, type);
  });
}

/** The same of a value that is no resource's, e.g. an output's. */
export function checkAttributesIn(value: unknown, resources: Resources): readonly Misfit[] {
  return attributeUses(value, "").flatMap((use) => {
    const type = resources[use.target]?.Type;
    return type === undefined ? [] : checkUse("", use, type);
  });
}

function checkUse(logicalId: string, { attribute, path }: AttributeUse, type: string): readonly Misfit[] {
  const schema = schemaOf(type);
  if (schema === undefined) return [];
  const known = Object.keys(schema.attributes);
  const [first = attribute] = attribute.split(".");
  // A nested attribute is published by its first part, and some types answer with what they were given.
  if (known.includes(attribute) || known.includes(first) || schema.properties[first] !== undefined) return [];
  const cause = `${type} has no attribute ${attribute}.`;
  const remedy = known.length === 0 ? "It has none: use Ref." : `Write one of ${known.toSorted().join(", ")}.`;
  return [{ kind: "unknown-attribute", logicalId, property: path, cause, remedy }];
}

/** Every use of an attribute inside a value. */
function attributeUses(value: unknown, path: string): readonly AttributeUse[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => attributeUses(each, `${path}[${index}]`));
  if (!isJsonObject(value)) return [];
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
