import { lambda } from "@agentic-pm/lambda";
import * as z from "zod";
import { config } from "../config.ts";
import { MIGRATIONS } from "../migrations/all.ts";
import { migrateSchema } from "../usecases/migrate-schema.ts";
import { ports } from "../wiring.ts";

/** Runs as a step of every deploy; its input is empty, its answer says what changed. */
export const handler = lambda({
  name: "migrate",
  input: z.strictObject({}),
  config,
  ports,
  handle: (_event, { database, secrets, functions }) => migrateSchema(MIGRATIONS, functions, { database, secrets }),
});
