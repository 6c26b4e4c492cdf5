import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** What AWS's schema says of a property's value, beyond its type. */
export interface ValueRule {
  /** The values that it may have; empty if any. */
  readonly allowed: readonly string[];
  readonly pattern?: RegExp;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Of a text: characters; of a list: members. */
  readonly shortest?: number;
  readonly longest?: number;
  /** The name of the type definition that describes the value or each member of it. */
  readonly inner?: string;
}

/** Type definition → property → rule. */
export type ValueRules = ReadonlyMap<string, ReadonlyMap<string, ValueRule>>;

const known = new Map<string, ValueRules | undefined>();

/**
 * The rules of a CloudFormation type, with the properties of the resource itself under "". They are read from the
 * declarations that `@awboost/cfn-resource-types` makes of AWS's registry schemas: the schemas' patterns, lengths and
 * enumerations are in no package otherwise. Undefined if the package does not have the type.
 */
export function valueRules(type: string): ValueRules | undefined {
  if (!known.has(type)) known.set(type, read(type));
  return known.get(type);
}

function read(type: string): ValueRules | undefined {
  const file = declarationsOf(type);
  if (file === undefined) return undefined;
  const text = readFileSync(file, "utf8");
  const resource = type.replace("AWS::", "").replaceAll("::", "");
  const aliases = new Map(
    [...text.matchAll(/^export type (\w+) = ((?:"[^"]*"|\d+)(?: \| (?:"[^"]*"|\d+))*);$/gm)].map(
      ([, name = "", union = ""]) => [name, literals(union)],
    ),
  );
  const blocks = [...text.matchAll(/^export type (\w+) = \{\n([\s\S]*?)^\};$/gm)];
  return new Map(
    blocks.map(([, name = "", body = ""]) => [
      name === `${resource}Properties` ? "" : name,
      new Map(
        [...body.matchAll(PROPERTY)].map(([, comment = "", property = "", spelt = ""]) => [
          property,
          ruleOf(comment, spelt, aliases),
        ]),
      ),
    ]),
  );
}

/** A property of a definition: its comment, its name, its type. Deeper indented ones belong to types without a name. */
const PROPERTY = /(?:^ {4}\/\*\*\n((?:(?! {4} {0,3}\*\/)[^\n]*\n)*) {4} {0,3}\*\/\n)?^ {4}"?(\w+)"?\??: ([^\n]+);$/gm;

function ruleOf(comment: string, spelt: string, aliases: ReadonlyMap<string, readonly string[]>): ValueRule {
  const element = spelt.replace(/\[\]$/, "").replace(/^\((.*)\)$/, "$1");
  const tag = (name: string): string | undefined => new RegExp(`@${name} \`(.*)\`$`, "m").exec(comment)?.[1];
  const number = (name: string): number | undefined => (tag(name) === undefined ? undefined : Number(tag(name)));
  const pattern = compiled(tag("pattern"));
  return {
    allowed: aliases.get(element) ?? (/^["\d]/.test(element) ? literals(element) : []),
    ...given("pattern", pattern),
    ...given("minimum", number("min")),
    ...given("maximum", number("max")),
    ...given("shortest", number("minLength")),
    ...given("longest", number("maxLength")),
    ...(/^[A-Z]\w+$/.test(element) ? { inner: element } : {}),
  };
}

function given<Name extends string, Value>(name: Name, value: Value | undefined): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
}

function literals(union: string): readonly string[] {
  return union.split(" | ").map((each) => each.replaceAll('"', ""));
}

/** The schemas' patterns are Java's or Python's; one that JavaScript cannot read says nothing. */
function compiled(pattern: string | undefined): RegExp | undefined {
  if (pattern === undefined) return undefined;
  try {
    return new RegExp(pattern.replaceAll("\\Z", "$").replaceAll("\\A", "^"));
  } catch {
    return undefined;
  }
}

function declarationsOf(type: string): string | undefined {
  try {
    const module = `@awboost/cfn-resource-types/${type.replaceAll("::", "-")}`;
    const file = createRequire(import.meta.url)
      .resolve(module)
      .replace(/\.js$/, ".d.ts");
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}
