import { afterEach, describe, expect, test } from "@jest/globals";
import { program } from "./program.ts";

/** What a wrong command line says on standard error; its verb never runs. */
async function refused(...words: string[]): Promise<string> {
  let said = "";
  const root = program();
  const quiet = { writeErr: (text: string) => void (said += text) };
  for (const command of [root, ...root.commands]) command.configureOutput(quiet);
  await expect(root.parseAsync(["node", "agentic-pm", ...words])).rejects.toMatchObject({
    code: "commander.invalidArgument",
    exitCode: 1,
  });
  return said;
}

describe("a wrong argument", () => {
  test.each(["abc", "-1", "99999", "1.5", "0", "", "0x50"])("--port %j is refused with the range", async (port) => {
    expect(await refused("up", `--port=${port}`)).toContain("from 1 to 65535");
  });

  test("--status names the states that there are", async () => {
    const said = await refused("actions", "--status", "nonsense");
    expect(said).toContain("awaiting_approval");
    expect(said).toContain("executed");
  });
});

describe("the data folder", () => {
  const asked = process.env["AGENTIC_PM_DATA"];
  afterEach(() => {
    if (asked === undefined) delete process.env["AGENTIC_PM_DATA"];
    else process.env["AGENTIC_PM_DATA"] = asked;
  });
  const where = (...words: string[]) =>
    program()
      .parseAsync(["node", "agentic-pm", ...words])
      .then(
        () => "ran",
        (error: Error) => error.message,
      );

  test("is the one that AGENTIC_PM_DATA names, unless --data names another", async () => {
    process.env["AGENTIC_PM_DATA"] = "/nowhere/by-variable";
    expect(await where("bookings")).toContain("No local cloud runs on /nowhere/by-variable.");
    expect(await where("policy", "list")).toContain("No local cloud runs on /nowhere/by-variable.");
    expect(await where("bookings", "--data", "/nowhere/by-option")).toContain("/nowhere/by-option.");
  });
});
