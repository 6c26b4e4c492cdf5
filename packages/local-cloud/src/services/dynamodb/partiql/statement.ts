import type { AttributePath, AttributeValue, Item } from "../item.ts";

/** One condition of a WHERE clause; a clause is a list of them, all of which must hold. */
export type Condition =
  | {
      readonly kind: "compare";
      readonly path: AttributePath;
      readonly operator: string;
      readonly value: AttributeValue;
    }
  | {
      readonly kind: "between";
      readonly path: AttributePath;
      readonly low: AttributeValue;
      readonly high: AttributeValue;
    }
  | {
      readonly kind: "in";
      readonly path: AttributePath;
      readonly values: readonly AttributeValue[];
    }
  | {
      readonly kind: "begins_with" | "contains";
      readonly path: AttributePath;
      readonly value: AttributeValue;
    }
  | { readonly kind: "missing"; readonly path: AttributePath; readonly negated: boolean };

/** What an attribute is set to: a value, or a sum or difference with an attribute. */
export type SetOperand = { readonly path: AttributePath } | { readonly value: AttributeValue };
export interface Assignment {
  readonly path: AttributePath;
  readonly left: SetOperand;
  readonly operator?: "+" | "-";
  readonly right?: SetOperand;
}

export type Statement =
  | { readonly kind: "insert"; readonly table: string; readonly item: Item }
  | {
      readonly kind: "select";
      readonly table: string;
      readonly index?: string;
      /** Undefined for `*`. */
      readonly projection?: readonly AttributePath[];
      readonly where: readonly Condition[];
      readonly order?: "ASC" | "DESC";
    }
  | {
      readonly kind: "update";
      readonly table: string;
      readonly sets: readonly Assignment[];
      readonly removes: readonly AttributePath[];
      readonly where: readonly Condition[];
      readonly returning?: string;
    }
  | {
      readonly kind: "delete";
      readonly table: string;
      readonly where: readonly Condition[];
      readonly returning?: string;
    };
