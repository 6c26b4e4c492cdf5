import { readFileSync } from "node:fs";
import { AppError } from "@agentic-pm/errors";
import { parse } from "yaml";
import * as z from "zod";

/** Reads a YAML file and holds it to its schema. @throws AppError COST_DATA_INVALID naming the file and each place. */
export function readData<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> {
  const result = schema.safeParse(parsed(file));
  if (result.success) return result.data;
  throw invalid(file, z.prettifyError(result.error));
}

function parsed(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw invalid(file, error instanceof Error ? error.message : String(error));
  }
}

function invalid(file: string, cause: string): AppError {
  return new AppError("COST_DATA_INVALID", {
    cause: `${file}: ${cause}`,
    remedy: "Correct the file; packages/cost/workloads/default.yml shows every member that a workload has.",
  });
}
