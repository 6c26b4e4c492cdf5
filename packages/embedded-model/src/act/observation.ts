/**
 * What an act model sees of a page: the answer to `takeObservation`, as Nova Act has it.
 *
 * `simplifiedDOM` is text in document order, ONE ELEMENT PER LINE, of what a person could see (nothing hidden, no
 * script, no style). Attribute values and text are escaped (`&amp; &lt; &gt; &quot;`) and have no line breaks.
 *
 * Interactive elements, numbered from 1, the number being the key in `idToBboxMap`:
 *
 *     <textbox nova-act-id="3" aria-label="Given name" value="" required/>
 *     <combobox nova-act-id="4" aria-label="Cabin" value="Economy" options="Economy|Business"/>
 *     <checkbox nova-act-id="5" aria-label="Nonstop only" checked/>
 *     <button nova-act-id="6" aria-label="Continue" group="Passenger details"/>
 *     <link nova-act-id="7" aria-label="My trips" href="http://127.0.0.1:8080/trips"/>
 *
 * - The tag is the ARIA role: textbox (also searchbox, email, date, textarea), combobox (select), checkbox, radio,
 *   button, link; other roles with a number are taken as things to click.
 * - `aria-label` is the ACCESSIBLE NAME (label, aria-label, aria-labelledby, legend or text), at most 200 characters.
 * - `group` is the text of the nearest table row, list item, article, fieldset or labelled section round the element,
 *   at most 400 characters: it tells one "Select" from another.
 * - `href` is absolute. `value` is never there for a password. `disabled`, `required`, `checked`, `invalid` are flags.
 * - An element off the screen is numbered too; its box lies outside `browserDimensions`.
 *
 * Everything else that can be read:
 *
 *     <title>Review your trip</title>
 *     <heading level="1">Passenger</heading>
 *     <text>Total for one traveller: $412.00</text>
 *     <row>Outbound | UA 512 | 2026-12-01</row>        (a table's row, or a dt with its dd, cells joined by " | ")
 *     <alert>Enter the family name</alert>             (role alert or status, and messages of a form's validation)
 */
export interface Observation {
  readonly activeURL: string;
  /** CSS pixels. */
  readonly browserDimensions: BrowserDimensions;
  /** Boxes in CSS pixels of the viewport, by the element's number. */
  readonly idToBboxMap: Readonly<Record<string, Bbox>>;
  readonly simplifiedDOM: string;
  /** A data URL or plain base64 of a JPEG or PNG; the embedded rules do not look at it. */
  readonly screenshotBase64?: string;
  readonly timestamp_ms?: number;
  readonly userAgent?: string;
}

export interface BrowserDimensions {
  readonly windowWidth: number;
  readonly windowHeight: number;
  readonly scrollTop: number;
  readonly scrollLeft: number;
  readonly scrollWidth: number;
  readonly scrollHeight: number;
}

export interface Bbox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box as calls carry it: `<box>top,left,bottom,right</box>` in CSS pixels of the viewport. */
export function boxText({ x, y, width, height }: Bbox): string {
  const [top, left, bottom, right] = [y, x, y + height, x + width].map(Math.round);
  return `<box>${top},${left},${bottom},${right}</box>`;
}
