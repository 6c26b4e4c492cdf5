/** A policy as it is written, before it is set as a PDF. A string is a paragraph. */
export interface PolicySource {
  /** The document's name in the product: the PDF's file name. */
  readonly name: string;
  readonly title: string;
  readonly edition: string;
  readonly sections: readonly PolicySection[];
}

export interface PolicySection {
  readonly heading: string;
  readonly body: readonly (string | PolicyList | PolicyTable)[];
}

export interface PolicyList {
  readonly list: readonly string[];
}

export interface PolicyTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
