import { lambda } from "@agentic-pm/lambda";
import * as z from "zod";
import { intakeConfig } from "../config.ts";
import { pollSources } from "../usecases/poll-sources.ts";
import { intakePorts } from "../wiring/intake-ports.ts";

/** Polls Jira and Outlook. Its input is empty; its answer is counts, never content. */
export const handler = lambda({
  name: "intake",
  input: z.strictObject({}),
  config: intakeConfig,
  ports: intakePorts,
  handle: (_event, { sources, poll }) => pollSources(sources, poll),
});
