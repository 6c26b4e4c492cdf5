import type { Fare, Flight } from "../portal-types.ts";

export interface FieldView {
  /** The name under which the form sends it: the same in every skin. */
  readonly name: string;
  readonly label: string;
  readonly type: "text" | "email" | "password" | "date" | "number" | "select" | "airport";
  readonly value: string;
  readonly isRequired?: boolean;
  readonly maxLength?: number;
  readonly autocomplete?: string;
  readonly options?: readonly (readonly [value: string, label: string])[];
  /** What is wrong with the value. */
  readonly problem?: string;
}

export interface FormView {
  /** The form's accessible name. */
  readonly name: string;
  readonly method: "get" | "post";
  readonly action: string;
  readonly fields: readonly FieldView[];
  readonly hidden?: Readonly<Record<string, string>>;
  readonly button: string;
}

/** A fare with what its airline says about it: escaped text, and markup of others that a scenario lets through. */
export interface FareView {
  readonly fare: Fare;
  readonly injectedHtml: string;
}

export interface TripView {
  readonly reference: string;
  readonly confirmationNumber: string;
  readonly flights: readonly Flight[];
  readonly passenger: string;
  readonly totalCents: number;
  readonly status: string;
}

/** A part of a page: what it says, without how. Skins make markup of it. */
export type Section =
  | { readonly kind: "alert" | "status" | "text"; readonly text: string }
  | { readonly kind: "facts"; readonly name: string; readonly rows: readonly (readonly [term: string, text: string])[] }
  | { readonly kind: "flights"; readonly outbound: readonly Flight[]; readonly inbound: readonly Flight[] }
  | { readonly kind: "description"; readonly view: FareView }
  | { readonly kind: "fares"; readonly name: string; readonly fares: readonly FareView[]; readonly linkText: string }
  | { readonly kind: "trips"; readonly trips: readonly TripView[] }
  | { readonly kind: "form"; readonly form: FormView }
  | {
      readonly kind: "links";
      readonly name: string;
      readonly links: readonly { readonly href: string; readonly label: string }[];
    };

export interface PageView {
  readonly title: string;
  readonly sections: readonly Section[];
}

/** Who looks at the page. */
export interface Visitor {
  /** Undefined where nobody is signed in. */
  readonly username: string | undefined;
  readonly formToken: string;
}
