import { AppError } from "@agentic-pm/errors";
import validate from "asl-validator";
import { isJsonObject } from "../../../template/model.ts";
import { allStates, holdsPath, innerBlocks, textsIn, type State, type StatesBlock } from "./asl.ts";
import { integrationOf } from "./integration.ts";

/** Node's timers end at 2^31 ms. */
export const LONGEST_WAIT_SECONDS = 2_147_483;

const REFUSED_MEMBERS: Readonly<Record<string, string>> = {
  Assign: "variables (Assign)",
  Arguments: "JSONata (Arguments)",
  Output: "JSONata (Output)",
  Items: "JSONata (Items)",
  ItemReader: "ItemReader",
  ItemBatcher: "ItemBatcher",
  ResultWriter: "ResultWriter",
  ToleratedFailureCount: "tolerated failures",
  ToleratedFailurePercentage: "tolerated failures",
  ToleratedFailureCountPath: "tolerated failures",
  ToleratedFailurePercentagePath: "tolerated failures",
  HeartbeatSeconds: "heartbeats",
  HeartbeatSecondsPath: "heartbeats",
  Credentials: "Credentials of another account",
};

/** Texts that were found right in this process: the validator compiles all its schemas anew at each call. */
const foundRight = new Set<string>();

/**
 * Reads a machine's definition and refuses what would run differently here than on AWS.
 * @throws AppError STATE_MACHINE_INVALID or STATE_MACHINE_UNSUPPORTED, naming the machine and the state.
 */
export function checkDefinition(machineName: string, text: string): StatesBlock {
  const definition = readDefinition(machineName, text);
  if (foundRight.has(text)) return definition;
  const { isValid, errorsText } = validate(definition, { checkArn: true, checkPaths: true });
  if (!isValid) throw invalid(machineName, errorsText("; "));
  refuseQueryLanguage(machineName, "the machine", definition);
  const seen = new Set<string>();
  for (const [name, state, isInner] of allStates(definition)) {
    if (seen.has(name)) throw invalid(machineName, `two states are called ${name}`);
    seen.add(name);
    checkState(machineName, name, { state, isInner });
  }
  foundRight.add(text);
  return definition;
}

/** Reads a definition that was checked when it came. @throws AppError STATE_MACHINE_INVALID for what is no machine. */
export function readDefinition(machineName: string, text: string): StatesBlock {
  try {
    const definition: unknown = JSON.parse(text);
    if (isJsonObject(definition) && isJsonObject(definition["States"])) return definition as StatesBlock;
  } catch (error) {
    throw invalid(machineName, "the definition is no JSON", error);
  }
  throw invalid(machineName, "the definition has no States");
}

function checkState(machineName: string, name: string, { state, isInner }: { state: State; isInner: boolean }): void {
  const refuse = (what: string): AppError => unsupported(machineName, name, what);
  refuseQueryLanguage(machineName, name, state);
  for (const [member, what] of Object.entries(REFUSED_MEMBERS)) if (member in state) throw refuse(what);
  for (const block of innerBlocks(state)) {
    const config = block["ProcessorConfig"];
    if (isJsonObject(config) && config["Mode"] === "DISTRIBUTED") throw refuse("a distributed Map");
  }
  checkTexts(state, isInner, refuse);
  if (state.Type === "Pass" && "Result" in state && !state["Result"]) throw refuse("an empty Result");
  if (state.Type === "Wait" && Number(state["Seconds"] ?? 0) > LONGEST_WAIT_SECONDS)
    throw refuse("a wait past 24 days");
  if (state.Type !== "Task") return;
  const integration = integrationOf(String(state["Resource"] ?? ""));
  if (integration === undefined) throw refuse(`the integration ${String(state["Resource"])}`);
  const parameters = state["Parameters"];
  if (isJsonObject(parameters) && (parameters["InvocationType"] ?? "RequestResponse") !== "RequestResponse") {
    throw refuse("an InvocationType");
  }
}

function checkTexts(state: State, isInner: boolean, refuse: (what: string) => AppError): void {
  const own = Object.entries(state).filter(([key]) => !["ItemProcessor", "Iterator", "Branches"].includes(key));
  for (const [key, text] of textsIn(Object.fromEntries(own))) {
    if (!holdsPath(key)) continue;
    if (/\$\$\.(State|Task)\b/.test(text)) throw refuse(`the context object's ${text}`);
    if (text === "$$") throw refuse("the whole context object");
    if (isInner && state.Type !== "Map" && text.includes("$$.Map")) throw refuse("$$.Map inside the iteration");
    // A resumed execution is replayed, and must come to the same inputs again.
    if (/States\.(UUID|MathRandom)\(/.test(text)) throw refuse("chance (States.UUID, States.MathRandom)");
  }
}

function refuseQueryLanguage(machineName: string, place: string, holder: State | StatesBlock): void {
  if ((holder["QueryLanguage"] ?? "JSONPath") !== "JSONPath") throw unsupported(machineName, place, "JSONata");
}

function invalid(machineName: string, why: string, error?: unknown): AppError {
  return new AppError("STATE_MACHINE_INVALID", {
    cause: `State machine ${machineName} is not valid: ${why}`,
    remedy: "Correct its definition in the service's serverless.yml and package again.",
    error,
  });
}

function unsupported(machineName: string, state: string, what: string): AppError {
  return new AppError("STATE_MACHINE_UNSUPPORTED", {
    cause: `State machine ${machineName}, state ${state}: the local cloud does not run ${what}.`,
    remedy: "Write the state without it; docs/emulation.md lists what is run.",
    details: { machineName, state, what },
  });
}
