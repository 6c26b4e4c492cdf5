import { describe, expect, test } from "@jest/globals";
import { statusSetByOthers } from "./own-changes.ts";

const change = (by: string, from: string, minute: number) => ({ by, from, at: `2026-01-15T09:0${minute}:00.000Z` });

describe("the status that others set", () => {
  test("is the current one where nobody of ours touched it", () => {
    expect(statusSetByOthers("Done", [change("ada", "In Progress", 1)], "agent")).toBe("Done");
    expect(statusSetByOthers("Done", [], "agent")).toBe("Done");
  });

  test("is the one before the agent's latest changes, in whatever order the history comes", () => {
    const history = [change("ada", "To Do", 1), change("agent", "In Progress", 2), change("agent", "Blocked", 3)];
    expect(statusSetByOthers("In Review", history, "agent")).toBe("In Progress");
    expect(statusSetByOthers("In Review", history.toReversed(), "agent")).toBe("In Progress");
  });

  test("a person's change after the agent's counts", () => {
    const history = [change("agent", "In Progress", 1), change("ada", "Blocked", 2)];
    expect(statusSetByOthers("Done", history, "agent")).toBe("Done");
  });
});
