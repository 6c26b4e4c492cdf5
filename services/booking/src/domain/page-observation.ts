/** A box in CSS pixels of the viewport. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What the act model is shown of a page: Nova Act's form of an observation, without the picture. */
export interface PageObservation {
  readonly activeURL: string;
  readonly browserDimensions: {
    readonly windowWidth: number;
    readonly windowHeight: number;
    readonly scrollTop: number;
    readonly scrollLeft: number;
    readonly scrollWidth: number;
    readonly scrollHeight: number;
  };
  readonly idToBboxMap: Readonly<Record<string, Box>>;
  readonly simplifiedDOM: string;
  readonly timestamp_ms: number;
  readonly userAgent: string;
}

/** Where a numbered element is now, what it is called and whether a click at its middle would reach it. */
export interface PageElement {
  readonly role: "textbox" | "combobox" | "other";
  readonly name: string;
  readonly href: string | null;
  readonly middle: { readonly x: number; readonly y: number };
  /** False where something lies over it. */
  readonly isReachable: boolean;
  readonly isPassword: boolean;
}
