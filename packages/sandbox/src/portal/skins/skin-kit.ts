import { html, unescaped, type Content, type Html } from "../pages/html.ts";
import type { FareView, FieldView, FormView, PageView, Section, TripView, Visitor } from "../pages/page-view.ts";
import type { wordsOf } from "../pages/words.ts";

/** How one skin makes markup of a page's parts. All say the same; ids, classes, order and elements differ. */
export interface SkinKit {
  readonly document: (page: PageView, visitor: Visitor, body: Html) => Html;
  readonly notice: (kind: "alert" | "status" | "text", text: string) => Html;
  readonly facts: (name: string, rows: readonly (readonly [string, string])[]) => Html;
  readonly flights: (flights: Extract<Section, { kind: "flights" }>) => Html;
  readonly description: (view: FareView) => Html;
  readonly fares: (fares: Extract<Section, { kind: "fares" }>) => Html;
  readonly trips: (trips: readonly TripView[]) => Html;
  readonly form: (form: FormView) => Html;
  readonly links: (links: Extract<Section, { kind: "links" }>) => Html;
}

export type Words = ReturnType<typeof wordsOf>;

/** A page in a skin. */
export function render(kit: SkinKit, page: PageView, visitor: Visitor): string {
  const body = html`${page.sections.map((section) => renderSection(kit, section))}`;
  return `<!doctype html>\n${kit.document(page, visitor, body).text}\n`;
}

function renderSection(kit: SkinKit, section: Section): Html {
  switch (section.kind) {
    case "alert":
    case "status":
    case "text":
      return kit.notice(section.kind, section.text);
    case "facts":
      return kit.facts(section.name, section.rows);
    case "flights":
      return kit.flights(section);
    case "description":
      return kit.description(section.view);
    case "fares":
      return kit.fares(section);
    case "trips":
      return kit.trips(section.trips);
    case "form":
      return kit.form(section.form);
    case "links":
      return kit.links(section);
  }
}

/** The fields that a form carries along unseen. */
export function hiddenFields({ hidden = {} }: FormView): Content {
  return Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);
}

/** An input or select with what is common to all skins; `attributes` gives it its id, class and name for readers. */
export function control(field: FieldView, attributes: Html): Html {
  const { name, type, value, options = [], maxLength, autocomplete } = field;
  const required = field.isRequired === true && html` required`;
  const invalid = field.problem !== undefined && html` aria-invalid="true"`;
  if (type === "select") {
    const choices = options.map(
      ([each, label]) => html`<option value="${each}" ${each === value && html` selected`}>${label}</option>`,
    );
    return html`<select name="${name}" ${attributes}${required}${invalid}>
      ${choices}
    </select>`;
  }
  const isAirport = type === "airport";
  const extras = [
    maxLength !== undefined && html` maxlength="${maxLength}"`,
    autocomplete !== undefined && html` autocomplete="${autocomplete}"`,
    isAirport && html` autocomplete="off" data-airports list="airports-${name}"`,
  ];
  const list = isAirport && html`<datalist id="airports-${name}"></datalist>`;
  const shown = isAirport ? "text" : type;
  return html`<input
      type="${shown}"
      name="${name}"
      value="${value}"
      ${attributes}${extras}${required}${invalid}
    />${list}`;
}

/** What the airline says: escaped, and then whatever a scenario lets through as it is. */
export function fareText({ fare, injectedHtml }: FareView): Content {
  return [fare.description, injectedHtml !== "" && [" ", unescaped(injectedHtml)]];
}

/** A time for people, with the machine's form beside it: `datetime` is the same in every skin. */
export function timeTag(local: string, shown: string): Html {
  return html`<time datetime="${local.slice(0, 16)}">${shown}</time>`;
}

/** The form behind the sign-out button, or the link to the login. */
export function signOutForm({ formToken }: Visitor, words: Words, button: Html): Html {
  return html`<form method="post" action="/logout" aria-label="${words("signOut")}">
    <input type="hidden" name="csrf" value="${formToken}" />${button}
  </form>`;
}
