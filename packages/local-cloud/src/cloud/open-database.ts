import { AppError } from "@agentic-pm/errors";
import type { DatabaseAdmin } from "../template/handlers/rds.ts";
export async function openDatabase(): Promise<{ admin: DatabaseAdmin }> {
  const no = async (): Promise<never> => {
    throw new AppError("X", { cause: "", remedy: "" });
  };
  return { admin: { createCluster: no, deleteCluster: no } };
}
