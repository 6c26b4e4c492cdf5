import { describe, expect, test } from "@jest/globals";
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
