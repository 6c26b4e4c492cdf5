import type { ActTask, WantedField } from "./act-task.ts";
import type { Page, PageElement } from "./simplified-dom.ts";
import { ASIDE, fieldKey, namesPage, ONWARD, PAY, SUBMIT, TAKE, TAKE_FARE } from "./wording.ts";

const FILLED = new Set(["textbox", "searchbox", "combobox", "spinbutton"]);
const PRESSED = new Set(["button", "link"]);

/** The field for a value; undefined where the page has none, or several that are alike. */
export function fieldFor(page: Page, wanted: WantedField): PageElement | undefined {
  const fields = page.elements.filter(({ role, isDisabled }) => FILLED.has(role) && !isDisabled);
  const same = fields.filter(({ name }) => fieldKey(name) === wanted.key);
  if (same.length === 1) return same[0];
  const like = fields.filter(({ name }) => name.toLowerCase().includes(wanted.key));
  return same.length === 0 && like.length === 1 ? like[0] : undefined;
}

/** The element of that name. */
export function named(page: Page, name: string): PageElement | undefined {
  const pressed = pressable(page);
  const wanted = name.toLowerCase();
  return (
    pressed.find((element) => element.name.toLowerCase() === wanted) ??
    only(pressed.filter((element) => element.name.toLowerCase().includes(wanted)))
  );
}

/** What leads to a page directly, as a menu does. */
export function linkTo(page: Page, destination: string): PageElement | undefined {
  const links = pressable(page).filter(({ name }) => namesPage(destination, name) && !PAY.test(name));
  return links.find(({ role }) => role === "link") ?? links[0];
}

/** What goes on from here: the button that says so, best with the name of where it goes. */
export function onward(page: Page, task: ActTask): PageElement | undefined {
  const { destination, pays } = task;
  const scored = pressable(page)
    .filter(({ name }) => !ASIDE.test(name) && (pays || !PAY.test(name)))
    .map((element) => ({ element, score: scoreOf(element, destination) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
  return scored[0]?.element;
}

function scoreOf({ name, role }: PageElement, destination: string | undefined): number {
  const goesOn = ONWARD.test(name) ? 4 : SUBMIT.test(name) ? 2 : 0;
  if (goesOn === 0) return 0;
  const leads = destination !== undefined && namesPage(destination, name) ? 3 : 0;
  return goesOn + leads + (role === "button" ? 1 : 0);
}

/** The button that pays. */
export function payButton(page: Page): PageElement | undefined {
  return only(pressable(page).filter(({ name, role }) => role === "button" && PAY.test(name)));
}

/** What takes or opens the offer that the marks tell; undefined where it is not there, or not the only one. */
export function offer(page: Page, marks: readonly string[]): PageElement | undefined {
  const pressed = pressable(page).filter(({ name }) => !ASIDE.test(name) && !PAY.test(name));
  const takes = pressed.filter(({ name }) => TAKE_FARE.test(name));
  const taking = only(takes.filter(({ role }) => role === "button")) ?? only(takes);
  if (taking !== undefined) return taking;
  const offers = pressed.filter(({ name }) => TAKE.test(name));
  const lower = marks.map((mark) => mark.toLowerCase());
  return only(
    offers.filter(({ name, group }) => {
      const words = `${name} ${group}`.toLowerCase();
      return lower.every((mark) => words.includes(mark));
    }),
  );
}

function pressable(page: Page): PageElement[] {
  return page.elements.filter(({ role, isDisabled }) => PRESSED.has(role) && !isDisabled);
}

function only<Value>(values: readonly Value[]): Value | undefined {
  return values.length === 1 ? values[0] : undefined;
}
