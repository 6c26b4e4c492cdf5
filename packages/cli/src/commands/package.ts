import { packageServices } from "@agentic-pm/packaging";
import type { CommonOptions } from "../verb-options.ts";
import { createScreen } from "../terminal/screen.ts";

/** `agentic-pm package [services...]`. */
export async function packageCommand(
  only: readonly string[],
  options: CommonOptions & { force: boolean; stage: string },
): Promise<void> {
  const screen = createScreen(process.stderr);
  const results = await packageServices({
    stage: options.stage,
    force: options.force,
    ...(only.length === 0 ? {} : { only }),
    onPackaged: (service) => {
      if (service.packaged) screen.done(`packaged ${service.name}`, service.milliseconds);
    },
  });
  const unchanged = results.filter((service) => !service.packaged).length;
  if (unchanged > 0) screen.done(`${unchanged} of ${results.length} services unchanged since they were last packaged`);
  if (options.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
}
