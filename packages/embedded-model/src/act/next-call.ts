import { readTask, type ActTask } from "./act-task.ts";
import { plainName, type ActCallName } from "./calls.ts";
import { fieldFor, linkTo, named, offer, onward, payButton } from "./find-element.ts";
import { boxText, type Observation } from "./observation.ts";
import { asksToLogIn, isEmpty, isPage } from "./page-kind.ts";
import { readPage, type Page, type PageElement } from "./simplified-dom.ts";

/** A call without its id; the service that hands it out gives it one. */
export interface NextCall {
  readonly name: ActCallName;
  readonly input: readonly unknown[];
}

/** A call that was made before, with what the driver said to it. */
export interface PastCall {
  readonly name: string;
  readonly input: unknown;
  readonly result?: string;
}

interface Scene {
  readonly task: ActTask;
  readonly page: Page;
  readonly observation: Observation;
  readonly past: readonly PastCall[];
}

const MOST_WAITS = 3;
const MOST_SAME = 3;

/** The one thing to do next. It gives up by `throw`, with the reason, where the page lacks what the task needs. */
export function nextCall(task: string, observation: Observation, history: readonly PastCall[]): NextCall {
  const past = history.map((call) => ({ ...call, name: plainName(call.name) }));
  const scene = { task: readTask(task), page: readPage(observation.simplifiedDOM), observation, past };
  const repeated = past.at(-1)?.result;
  if (repeated !== undefined && /^\w*(?:Error|Exception|REFUSED)\b/.test(repeated)) {
    return giveUp(`The last call failed: ${repeated.slice(0, 200)}`);
  }
  return arrived(scene) ?? opened(scene) ?? blocked(scene) ?? filled(scene) ?? pressed(scene);
}

function arrived({ task, page }: Scene): NextCall | undefined {
  const { destination, answer } = task;
  if (destination === undefined || !isPage(page, destination)) return undefined;
  const value = answer === undefined ? undefined : answerOn(page, answer);
  return { name: "return", input: value === undefined ? [] : [value] };
}

function opened({ task, past, observation }: Scene): NextCall | undefined {
  if (task.url === undefined || task.url === observation.activeURL) return undefined;
  return past.some(({ name }) => name === "goToUrl") ? undefined : { name: "goToUrl", input: [task.url] };
}

function blocked({ page, past }: Scene): NextCall | undefined {
  if (asksToLogIn(page)) return giveUp("The page asks to log in, which is not part of the task.");
  if (!isEmpty(page)) return undefined;
  const waits = past.filter(({ name }) => name === "wait").length;
  return waits < MOST_WAITS ? { name: "wait", input: [1] } : giveUp("The page stays empty.");
}

/** The next field that does not hold its value yet. */
function filled({ task, page, observation, past }: Scene): NextCall | undefined {
  const places = task.fields.map((wanted) => ({ wanted, field: fieldFor(page, wanted) }));
  if (!places.some(({ field }) => field !== undefined)) return undefined;
  for (const { wanted, field } of places) {
    const typed = past.filter(({ name, input }) => name === "agentType" && valueOf(input) === wanted.value).length;
    if (field === undefined) {
      if (typed > 0) continue;
      return giveUp(`The form has no field, or more than one, for the ${wanted.key}.`);
    }
    if (holds(field, wanted.value)) continue;
    if (typed >= 2) return giveUp(`The field "${field.name}" does not keep its value.`);
    return { name: "agentType", input: [wanted.value, boxOf(field, observation), { pressEnter: false }] };
  }
  return undefined;
}

/** What is to be pressed now, by what the task says and what is on the page. */
function pressed(scene: Scene): NextCall {
  const { task, page, observation, past } = scene;
  const target = targetOf(scene);
  if (target === undefined) {
    if (isDone(scene)) return { name: "return", input: answerInput(task, page) };
    return giveUp(`Nothing on the page "${page.title}" does what the task asks for.`);
  }
  const box = boxOf(target, observation);
  const same = past.filter(({ name, input }) => name === "agentClick" && firstOf(input) === box).length;
  const [alert] = page.alerts;
  if (same > 0 && alert !== undefined) return giveUp(`The page did not go on: ${alert}`);
  if (same >= MOST_SAME) return giveUp(`Pressing "${target.name}" does not lead on.`);
  return { name: "agentClick", input: [box] };
}

function targetOf({ task, page, past }: Scene): PageElement | undefined {
  const clicks = past.filter(({ name }) => name === "agentClick").length;
  const press = task.presses[clicks];
  if (press !== undefined) return named(page, press);
  if (task.presses.length > 0 && !task.goesOn) return undefined;
  if (task.fields.some((wanted) => fieldFor(page, wanted) !== undefined)) {
    return task.goesOn || task.destination !== undefined ? onward(page, task) : undefined;
  }
  if (task.pays) return payButton(page) ?? onward(page, task);
  const taken = task.takes === undefined ? undefined : offer(page, task.takes.marks);
  if (taken !== undefined) return taken;
  const next = task.takes === undefined && (task.goesOn || task.fields.length > 0) ? onward(page, task) : undefined;
  return next ?? (task.destination === undefined ? undefined : linkTo(page, task.destination));
}

/** A task that names no page to end on is done when everything it names was done. */
function isDone({ task, page, past }: Scene): boolean {
  if (task.destination !== undefined) return false;
  const clicks = past.filter(({ name }) => name === "agentClick").length;
  const types = past.filter(({ name }) => name === "agentType").length;
  const wantsClick = task.takes !== undefined || task.goesOn || task.pays;
  if (task.presses.length > 0) return clicks >= task.presses.length;
  if (task.answer !== undefined && answerOn(page, task.answer) !== undefined) return true;
  if (task.url !== undefined) return past.length > 0 && !wantsClick;
  return task.fields.length > 0 && types >= task.fields.length && (!wantsClick || clicks > 0);
}

function answerInput(task: ActTask, page: Page): readonly string[] {
  const value = task.answer === undefined ? undefined : answerOn(page, task.answer);
  return value === undefined ? [] : [value];
}

/** What stands beside a label, in a row or after a colon. */
function answerOn(page: Page, label: string): string | undefined {
  const row = page.rows.find(([first = ""]) => first.toLowerCase().includes(label));
  if (row?.[1] !== undefined) return row[1];
  const text = page.texts.find((each) => each.toLowerCase().startsWith(`${label}:`));
  return text?.slice(label.length + 1).trim();
}

function holds({ role, value, options }: PageElement, wanted: string): boolean {
  if (value === wanted) return true;
  return role === "combobox" && options.length > 0 && value.toLowerCase() === wanted.toLowerCase();
}

function boxOf({ id }: PageElement, { idToBboxMap }: Observation): string {
  return boxText(idToBboxMap[id] ?? { x: 0, y: 0, width: 0, height: 0 });
}

function valueOf(input: unknown): unknown {
  return Array.isArray(input) ? input[0] : (input as { value?: unknown } | null)?.value;
}

function firstOf(input: unknown): unknown {
  return Array.isArray(input) ? input[0] : (input as { box?: unknown } | null)?.box;
}

function giveUp(reason: string): NextCall {
  return { name: "throw", input: [reason] };
}
