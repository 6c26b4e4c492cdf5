import { connect, rotateSecret } from "@agentic-pm/world";
import { createScreen } from "../terminal/screen.ts";
import type { CommonOptions } from "../verb-options.ts";

/**
 * `agentic-pm secrets rotate`: asks for a rotation and waits for what comes of it.
 * @throws AppError SECRET_NOT_ROTATED, ROTATION_INCOMPLETE, ROTATION_NOT_FINISHED.
 */
export async function rotate(name: string, options: CommonOptions): Promise<void> {
  const rotated = await rotateSecret(connect(options.data), name);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(rotated, null, 2)}\n`);
    return;
  }
  const screen = createScreen(process.stdout);
  screen.line(`${rotated.name} has a new version, tested before it was made current: ${rotated.version}`);
  screen.line(screen.paint.dim("The one before goes on being good for whoever has it in memory."));
}
