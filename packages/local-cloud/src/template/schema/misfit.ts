/** How something does not fit AWS's schema. */
export type MisfitKind =
  | "unknown-type"
  | "unknown-property"
  | "unknown-attribute"
  | "missing-property"
  | "wrong-type"
  | "wrong-value";

/** Something that does not fit AWS's schema, at a path inside the resource. */
export interface Misfit {
  readonly kind: MisfitKind;
  readonly logicalId: string;
  /** The path inside the resource's properties. */
  readonly property: string;
  readonly cause: string;
  readonly remedy: string;
}
