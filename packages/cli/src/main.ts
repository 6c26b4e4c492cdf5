#!/usr/bin/env node
import { program } from "./program.ts";
import { reportFailure } from "./terminal/failure.ts";

try {
  await program().parseAsync(process.argv);
} catch (error) {
  process.exitCode = reportFailure(error, process.argv.includes("--json"));
}
