import { RetrieveEvent } from "@agentic-pm/contracts/travel";
import { lambda, opened } from "@agentic-pm/lambda";
import { config } from "../config/embed-and-retrieve.ts";
import { embedAndRetrieve } from "../usecases/embed-and-retrieve.ts";
import { ports } from "../wiring/embed-and-retrieve.ts";

/** A trip in, the hash of what the policies say of it out. */
export const handler = lambda({
  name: "embed-and-retrieve",
  input: RetrieveEvent,
  config,
  ports,
  handle: opened(({ bookingId }) => bookingId, embedAndRetrieve),
});
