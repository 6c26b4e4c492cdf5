import type { PropertyType, Property, SpecDatabase } from "@aws-cdk/service-spec-types";
import type { ResolvedResource } from "@agentic-pm/local-cloud";
import { type Finding, objectTo } from "../finding.ts";
import { schemaOf, serviceSpec } from "./service-spec.ts";

type Properties = Readonly<Record<string, Property>>;

/** Something that does not fit AWS's schema, at a path inside the resource. */
interface Misfit {
  readonly kind: "unknown-property" | "missing-property" | "wrong-type";
  readonly property: string;
  readonly cause: string;
  readonly remedy: string;
}

/** Every resource against AWS's own schema of its type: unknown, missing and wrongly typed properties. */
export function checkSchema(resources: readonly ResolvedResource[]): readonly Finding[] {
  const spec = serviceSpec();
  return resources.flatMap((resource) => {
    const schema = schemaOf(resource.type);
    if (schema === undefined) return resource.type.startsWith("Custom::") ? [] : [unknownType(resource)];
    const fit = new Fit(spec);
    fit.object(resource.properties, schema.properties, "");
    return fit.misfits.map((misfit) => objectTo(resource, { ...misfit, cause: `${resource.type}: ${misfit.cause}` }));
  });
}

function unknownType(resource: ResolvedResource): Finding {
  return objectTo(resource, {
    kind: "unknown-type",
    property: "Type",
    cause: `CloudFormation has no type ${resource.type}.`,
    remedy: "Write the type as in AWS's resource reference.",
  });
}

/** Compares one resource with its schema. */
class Fit {
  readonly misfits: Misfit[] = [];
  readonly #spec: SpecDatabase;

  constructor(spec: SpecDatabase) {
    this.#spec = spec;
  }

  object(value: unknown, properties: Properties, path: string): void {
    if (!isRecord(value)) return this.#wrong(path, value, "an object");
    for (const [name, inner] of Object.entries(value)) {
      const property = properties[name];
      if (property === undefined) this.#unknown(joined(path, name), name, Object.keys(properties));
      else this.#value(inner, property.type, joined(path, name));
    }
    for (const [name, property] of Object.entries(properties)) {
      if (property.required === true && value[name] === undefined) this.#missing(joined(path, name), name);
    }
  }

  #value(value: unknown, type: PropertyType, path: string): void {
    switch (type.type) {
      case "ref":
        return this.object(value, this.#spec.get("typeDefinition", type.reference.$ref).properties, path);
      case "array":
        if (!Array.isArray(value)) return this.#wrong(path, value, "a list");
        return value.forEach((each, index) => this.#value(each, type.element, `${path}[${index}]`));
      case "map":
        if (!isRecord(value)) return this.#wrong(path, value, "an object");
        return Object.entries(value).forEach(([name, each]) => this.#value(each, type.element, joined(path, name)));
      case "union":
        return this.#anyOf(value, type.types, path);
      case "tag":
        if (!isRecord(value) || value["Key"] === undefined) this.#wrong(path, value, "a tag with Key and Value");
        return;
      case "json":
      case "null":
        return;
      default:
        if (!isScalar(value, type.type)) this.#wrong(path, value, ARTICLE[type.type]);
    }
  }

  /** One of several types: what the closest of them objects to is told. */
  #anyOf(value: unknown, types: readonly PropertyType[], path: string): void {
    let closest: readonly Misfit[] | undefined;
    for (const type of fitting(value, types)) {
      const trial = new Fit(this.#spec);
      trial.#value(value, type, path);
      if (trial.misfits.length === 0) return;
      if (closest === undefined || trial.misfits.length < closest.length) closest = trial.misfits;
    }
    this.misfits.push(...(closest ?? []));
  }

  #wrong(path: string, value: unknown, wanted: string): void {
    const cause = `${path} is ${JSON.stringify(value)?.slice(0, 60) ?? "nothing"}, and has to be ${wanted}.`;
    this.misfits.push({ kind: "wrong-type", property: path, cause, remedy: `Make it ${wanted}.` });
  }

  #unknown(path: string, name: string, known: readonly string[]): void {
    const cause = `there is no property ${path}.`;
    const alike = known.find((each) => each.toLowerCase() === name.toLowerCase()) ?? nearest(name, known);
    const remedy = alike === undefined ? "Take it out." : `Did you mean ${alike}? Otherwise take it out.`;
    this.misfits.push({ kind: "unknown-property", property: path, cause, remedy });
  }

  #missing(path: string, name: string): void {
    const cause = `${path} is required and missing.`;
    this.misfits.push({ kind: "missing-property", property: path, cause, remedy: `Give it ${name}.` });
  }
}

/** Beside a list or an object of known shape, "any JSON" only means an older spelling: it would let everything pass. */
function fitting(value: unknown, types: readonly PropertyType[]): readonly PropertyType[] {
  const shaped = types.filter(({ type }) => (Array.isArray(value) ? type === "array" : type === "ref"));
  return typeof value === "object" && shaped.length > 0 ? shaped : types;
}

type Scalar = Exclude<PropertyType["type"], "ref" | "array" | "map" | "union" | "tag" | "json" | "null">;

const ARTICLE: Readonly<Record<Scalar, string>> = {
  string: "a text",
  "date-time": "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
};

/** CloudFormation reads numbers and booleans from texts and writes them as texts, so either spelling fits. */
function isScalar(value: unknown, type: Scalar): boolean {
  if (typeof value === "object") return false;
  const text = String(value);
  if (type === "integer") return /^-?\d+$/.test(text);
  if (type === "number") return text !== "" && Number.isFinite(Number(text));
  if (type === "boolean") return text === "true" || text === "false";
  return true;
}

/** A name that begins alike. */
function nearest(name: string, known: readonly string[]): string | undefined {
  return known.find((each) => each.slice(0, 3) === name.slice(0, 3));
}

function joined(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
