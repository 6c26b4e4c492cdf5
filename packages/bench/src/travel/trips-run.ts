import { TravelApi } from "@agentic-pm/world";
import type { Lab } from "../lab.ts";
import { loadNow } from "../load.ts";
import { extraction, type Extraction } from "./clauses-in-force.ts";
import { converse, type ConversationTimes } from "./conversations.ts";
import { inTravelWorld } from "./travel-world.ts";

export interface TripsRun {
  readonly times: ConversationTimes;
  readonly extraction: Extraction;
  /** The machine's load at the end, in words. */
  readonly load: string;
}

/** One world in which trips are asked for and booked, and the clauses that its policies came to. */
export function tripsRun(lab: Lab): Promise<TripsRun> {
  return lab.once("trips", async () => {
    lab.progress("booting a world of its own, with both policies in force");
    return inTravelWorld(lab.path("trips"), async (world) => {
      const times = await converse(world, lab.progress);
      const load = loadNow();
      const travel = new TravelApi(world.connection);
      return { times, load, extraction: await extraction(travel).finally(() => travel.close()) };
    });
  });
}
