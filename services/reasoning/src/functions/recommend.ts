import { RecommendEvent } from "@agentic-pm/contracts";
import { lambda, opened } from "@agentic-pm/lambda";
import { config } from "../config.ts";
import { recommendActions } from "../usecases/recommend-actions.ts";
import { ports } from "../wiring.ts";

/** Stage 2: a sanitised signal in, a hash of the recommendation out. */
export const handler = lambda({
  name: "recommend",
  input: RecommendEvent,
  config,
  ports,
  handle: opened(({ signalId }) => signalId, recommendActions),
});
