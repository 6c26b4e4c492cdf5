/** An element that can be worked with. */
export interface PageElement {
  readonly id: string;
  /** The ARIA role: textbox, combobox, checkbox, radio, button, link ... */
  readonly role: string;
  /** The accessible name. */
  readonly name: string;
  readonly value: string;
  /** Texts of a combobox's options. */
  readonly options: readonly string[];
  /** What stands round it: the row, list item or section. */
  readonly group: string;
  readonly isDisabled: boolean;
  readonly isChecked: boolean;
}

/** A page as the rules read it. */
export interface Page {
  readonly title: string;
  readonly headings: readonly string[];
  readonly alerts: readonly string[];
  /** Pairs of a label and what it says: rows of tables and lists of terms. */
  readonly rows: readonly (readonly string[])[];
  readonly texts: readonly string[];
  readonly elements: readonly PageElement[];
}

const LINE = /^\s*<([a-z]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*(?:\/>|>(.*)<\/\1>)\s*$/i;
const ATTRIBUTE = /([a-z-]+)(?:="([^"]*)")?/gi;
const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };

/** Reads the text form of a page (see observation.ts). Lines of another form are passed over. */
export function readPage(simplifiedDOM: string): Page {
  const headings: string[] = [];
  const alerts: string[] = [];
  const rows: string[][] = [];
  const texts: string[] = [];
  const elements: PageElement[] = [];
  let title = "";
  for (const line of simplifiedDOM.split("\n")) {
    const [, tag = "", attributes = "", content = ""] = LINE.exec(line) ?? [];
    const text = unescape(content).trim();
    const element = elementOf(tag.toLowerCase(), attributes);
    if (element !== undefined) elements.push(element);
    else if (tag === "title") title = text;
    else if (tag === "heading") headings.push(text);
    else if (tag === "alert") alerts.push(text);
    else if (tag === "row") rows.push(text.split(" | ").map((cell) => cell.trim()));
    else if (tag === "text") texts.push(text);
  }
  return { title, headings, alerts, rows, texts, elements };
}

function elementOf(role: string, attributes: string): PageElement | undefined {
  const values = new Map<string, string>();
  for (const [, name = "", value = ""] of attributes.matchAll(ATTRIBUTE)) values.set(name, unescape(value));
  const id = values.get("nova-act-id");
  if (id === undefined) return undefined;
  const options = values.get("options");
  return {
    id,
    role,
    name: (values.get("aria-label") ?? "").trim(),
    value: values.get("value") ?? "",
    options: options === undefined ? [] : options.split("|"),
    group: values.get("group") ?? "",
    isDisabled: values.has("disabled"),
    isChecked: values.has("checked"),
  };
}

function unescape(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity] ?? entity);
}
