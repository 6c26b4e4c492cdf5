import { SearchEvent } from "@agentic-pm/contracts/travel";
import { lambda, opened } from "@agentic-pm/lambda";
import { config } from "../config/search-options.ts";
import { searchOptions } from "../usecases/search-options.ts";
import { ports } from "../wiring/search-options.ts";

/** A plan's hash in, an offer of at most three flights out. */
export const handler = lambda({
  name: "search-options",
  input: SearchEvent,
  config,
  ports,
  handle: opened(({ bookingId }) => bookingId, searchOptions),
});
