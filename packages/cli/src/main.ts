#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { join } from "node:path";

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

// Node keeps what it compiled, so that the next command loads in half the time; everything else is loaded after.
enableCompileCache(join(import.meta.dirname, "..", "..", "..", ".cache", "compiled"));
const [{ program }, { reportFailure }] = await Promise.all([import("./program.ts"), import("./terminal/failure.ts")]);

try {
  await program().parseAsync(process.argv);
} catch (error) {
  process.exitCode = reportFailure(error, process.argv.includes("--json"));
}
