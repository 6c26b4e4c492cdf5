export interface JiraStatus {
  readonly id: string;
  readonly name: string;
  readonly category: { readonly id: number; readonly key: string; readonly name: string; readonly colorName: string };
}

export interface JiraTransition {
  readonly id: string;
  readonly name: string;
  readonly from: readonly string[];
  readonly to: string;
}

const TO_DO = { id: 2, key: "new", name: "To Do", colorName: "blue-gray" };
const IN_PROGRESS = { id: 4, key: "indeterminate", name: "In Progress", colorName: "yellow" };
const DONE = { id: 3, key: "done", name: "Done", colorName: "green" };

const STATUSES: readonly JiraStatus[] = [
  { id: "10000", name: "To Do", category: TO_DO },
  { id: "10001", name: "In Progress", category: IN_PROGRESS },
  { id: "10002", name: "In Review", category: IN_PROGRESS },
  { id: "10003", name: "Blocked", category: IN_PROGRESS },
  { id: "10004", name: "Done", category: DONE },
];

const TRANSITIONS: readonly JiraTransition[] = [
  { id: "11", name: "Start progress", from: ["To Do"], to: "In Progress" },
  { id: "21", name: "Send to review", from: ["In Progress"], to: "In Review" },
  { id: "31", name: "Done", from: ["In Review"], to: "Done" },
  { id: "41", name: "Block", from: ["To Do", "In Progress", "In Review"], to: "Blocked" },
  { id: "51", name: "Unblock", from: ["Blocked"], to: "In Progress" },
  { id: "61", name: "Request changes", from: ["In Review"], to: "In Progress" },
  { id: "71", name: "Reopen", from: ["Done"], to: "In Progress" },
  { id: "81", name: "Stop progress", from: ["In Progress"], to: "To Do" },
];

/** What an issue in this status may become. */
export function transitionsFrom(status: string): readonly JiraTransition[] {
  return TRANSITIONS.filter(({ from }) => from.includes(status));
}

/** The status of this name. Names outside the workflow count as To Do, which no seed or delivery uses. */
export function statusNamed(name: string): JiraStatus {
  const status = STATUSES.find((candidate) => candidate.name === name) ?? STATUSES[0];
  if (status === undefined) throw new Error("The workflow has no statuses.");
  return status;
}

export function isStatus(name: string): boolean {
  return STATUSES.some((status) => status.name === name);
}
