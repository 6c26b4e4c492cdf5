import { IndexPolicyEvent } from "@agentic-pm/contracts/travel";
import { lambda } from "@agentic-pm/lambda";
import { config } from "../config/index-policy.ts";
import { indexPolicy } from "../usecases/index-policy.ts";
import { ports } from "../wiring/index-policy.ts";

/** What was extracted of a policy's PDF in, a version in force out. */
export const handler = lambda({ name: "index-policy", input: IndexPolicyEvent, config, ports, handle: indexPolicy });
