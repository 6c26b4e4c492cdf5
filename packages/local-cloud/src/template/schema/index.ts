/** AWS's own resource schemas. Loading them takes half a second: import this module where it is needed, when it is. */
export { checkAttributes } from "./check-attributes.ts";
export { checkSchema, type ShapedResource } from "./check-schema.ts";
export type { Misfit, MisfitKind } from "./misfit.ts";
