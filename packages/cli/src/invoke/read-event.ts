import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { AppError } from "@agentic-pm/errors";

/**
 * The event in a file, or the function's own of the service's `events` folder.
 * @throws AppError EVENT_MISSING, EVENT_MALFORMED.
 */
export function readEvent(folder: string, functionName: string, given: string | undefined): unknown {
  const file = given === undefined ? join(folder, "events", `${functionName}.json`) : fileOf(folder, given);
  if (!existsSync(file)) {
    throw new AppError("EVENT_MISSING", {
      cause: `There is no event ${file}.`,
      remedy: `Name a file with --event. ${folder}/events has ${eventsOf(folder).join(", ") || "none"}.`,
    });
  }
  try {
    return JSON.parse(readFileSync(file, "utf8")) as unknown;
  } catch (error) {
    throw new AppError("EVENT_MALFORMED", {
      cause: `${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`,
      remedy: "Correct it; an event is one JSON value.",
      error,
    });
  }
}

/** As typed, from where the command was typed; or below the service's folder. */
function fileOf(folder: string, given: string): string {
  const typed = resolve(process.env["INIT_CWD"] ?? "", given);
  return existsSync(typed) ? typed : resolve(folder, given);
}

function eventsOf(folder: string): readonly string[] {
  const events = join(folder, "events");
  return existsSync(events) ? readdirSync(events).filter((name) => name.endsWith(".json")) : [];
}
