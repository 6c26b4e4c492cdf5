import type { PropertyType, Property, SpecDatabase } from "@aws-cdk/service-spec-types";
import { isJsonObject, type JsonObject } from "../model.ts";
import type { Misfit, MisfitKind } from "./misfit.ts";
import { schemaOf, serviceSpec } from "./service-spec.ts";

type Properties = Readonly<Record<string, Property>>;

/** A resource with its functions resolved, as far as they can be. */
export interface ShapedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** The properties as the template writes them: values that are written out are held against the allowed ones. */
  readonly written?: JsonObject | undefined;
}

/**
 * A resource against AWS's own schema of its type: unknown, missing and wrongly typed properties, and values that are
 * not among those allowed.
 */
export function checkSchema({ logicalId, type, properties, written }: ShapedResource): readonly Misfit[] {
  const schema = schemaOf(type);
  if (schema === undefined) return type.startsWith("Custom::") ? [] : [unknownType(logicalId, type)];
  const fit = new Fit(serviceSpec(), logicalId);
  fit.object(properties, schema.properties, { path: "", written });
  return fit.misfits.map((misfit) => ({ ...misfit, cause: `${type}: ${misfit.cause}` }));
}

function unknownType(logicalId: string, type: string): Misfit {
  return {
    kind: "unknown-type",
    logicalId,
    property: "Type",
    cause: `CloudFormation has no type ${type}.`,
    remedy: "Write the type as in AWS's resource reference.",
  };
}

/** Where in a resource a value stands, and how the template writes it there. */
interface Spot {
  readonly path: string;
  readonly written: unknown;
}

/** Compares one resource with its schema. */
class Fit {
  readonly misfits: Misfit[] = [];
  readonly #spec: SpecDatabase;
  readonly #logicalId: string;

  constructor(spec: SpecDatabase, logicalId: string) {
    this.#spec = spec;
    this.#logicalId = logicalId;
  }

  object(value: unknown, properties: Properties, spot: Spot): void {
    const { path } = spot;
    if (!isJsonObject(value)) return this.#wrong(path, value, "an object");
    for (const [name, inner] of Object.entries(value)) {
      const property = properties[name];
      if (property === undefined) this.#unknown(joined(path, name), name, Object.keys(properties));
      else this.#value(inner, property.type, memberOf(spot, name));
    }
    for (const [name, property] of Object.entries(properties)) {
      if (property.required === true && value[name] === undefined) this.#missing(joined(path, name), name);
    }
  }

  #value(value: unknown, type: PropertyType, spot: Spot): void {
    const { path } = spot;
    switch (type.type) {
      case "ref":
        return this.object(value, this.#spec.get("typeDefinition", type.reference.$ref).properties, spot);
      case "array":
        if (!Array.isArray(value)) return this.#wrong(path, value, "a list");
        return value.forEach((each, index) => this.#value(each, type.element, elementOf(spot, index)));
      case "map":
        if (!isJsonObject(value)) return this.#wrong(path, value, "an object");
        return Object.entries(value).forEach(([name, each]) => this.#value(each, type.element, memberOf(spot, name)));
      case "union":
        return this.#anyOf(value, type.types, spot);
      case "tag":
        if (!isJsonObject(value) || value["Key"] === undefined) this.#wrong(path, value, "a tag with Key and Value");
        return;
      case "json":
      case "null":
        return;
      default:
        if (!isScalar(value, type.type)) return this.#wrong(path, value, ARTICLE[type.type]);
        if ("allowedValues" in type) this.#allowed(value, type.allowedValues ?? [], spot);
    }
  }

  /** Only what the template writes out is compared: what a function makes of it is known for certain only later. */
  #allowed(value: unknown, allowed: readonly unknown[], { path, written }: Spot): void {
    if (allowed.length === 0 || written !== value || allowed.map(String).includes(String(value))) return;
    if (String(value).includes("{{resolve:")) return;
    const cause = `${path} is ${JSON.stringify(value)}, which is not an allowed value.`;
    const names = allowed.slice(0, 12).join(", ");
    this.#add("wrong-value", path, cause, `Write one of ${names}${allowed.length > 12 ? ", …" : ""}.`);
  }

  /** One of several types: what the closest of them objects to is told. */
  #anyOf(value: unknown, types: readonly PropertyType[], spot: Spot): void {
    let closest: readonly Misfit[] | undefined;
    for (const type of fitting(value, types)) {
      const trial = new Fit(this.#spec, this.#logicalId);
      trial.#value(value, type, spot);
      if (trial.misfits.length === 0) return;
      if (closest === undefined || trial.misfits.length < closest.length) closest = trial.misfits;
    }
    this.misfits.push(...(closest ?? []));
  }

  #wrong(path: string, value: unknown, wanted: string): void {
    const cause = `${path} is ${JSON.stringify(value)?.slice(0, 60) ?? "nothing"}, and has to be ${wanted}.`;
    this.#add("wrong-type", path, cause, `Make it ${wanted}.`);
  }

  #unknown(path: string, name: string, known: readonly string[]): void {
    const cause = `there is no property ${path}.`;
    const alike = known.find((each) => each.toLowerCase() === name.toLowerCase()) ?? nearest(name, known);
    const remedy = alike === undefined ? "Take it out." : `Did you mean ${alike}? Otherwise take it out.`;
    this.#add("unknown-property", path, cause, remedy);
  }

  #missing(path: string, name: string): void {
    const cause = `${path} is required and missing.`;
    this.#add("missing-property", path, cause, `Give it ${name}.`);
  }

  #add(kind: MisfitKind, property: string, cause: string, remedy: string): void {
    this.misfits.push({ kind, logicalId: this.#logicalId, property, cause, remedy });
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

function memberOf({ path, written }: Spot, name: string): Spot {
  return { path: joined(path, name), written: isJsonObject(written) ? written[name] : undefined };
}

function elementOf({ path, written }: Spot, index: number): Spot {
  const each: unknown = Array.isArray(written) ? written[index] : undefined;
  return { path: `${path}[${index}]`, written: each };
}
