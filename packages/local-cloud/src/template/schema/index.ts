/** AWS's own resource schemas. Loading them takes half a second: import this module where it is needed, when it is. */
export { checkAttributes, checkAttributesIn } from "./check-attributes.ts";
export { checkSchema, type ShapedResource } from "./check-schema.ts";
export { checkValues } from "./check-values.ts";
export type { Misfit, MisfitKind } from "./misfit.ts";
export type { Objection, RuledResource } from "./objection.ts";
export { checkRules } from "./rules/index.ts";
