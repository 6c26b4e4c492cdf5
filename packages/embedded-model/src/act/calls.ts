/**
 * A call that the client has to make in its browser. `input` is positional, as Nova Act's own SDK reads it:
 *
 *     agentClick    [box]                      agentType    [value, box, { pressEnter }]
 *     agentScroll   [direction, box]           goToUrl      [url]
 *     wait          [seconds]                  think        [text]
 *     return        [] or [value]              throw        [reason]
 *     waitForPageToSettle, takeObservation     []
 *
 * A combobox is filled by agentType with the text of its option.
 * The client runs the calls in order and answers each by its id; every step ends with takeObservation, except one that
 * ends the act by `return` or `throw`.
 */
export interface ActCall {
  readonly callId: string;
  readonly name: ActCallName;
  readonly input: readonly unknown[];
}

export type ActCallName =
  | "agentClick"
  | "agentHover"
  | "agentScroll"
  | "agentType"
  | "goToUrl"
  | "wait"
  | "waitForPageToSettle"
  | "takeObservation"
  | "think"
  | "return"
  | "throw";

/** The plain name of a call: documents also write `browser.agentClick` and `tool.agentClick`. */
export function plainName(name: string): string {
  return name.replace(/^(?:browser|tool)\./, "");
}
