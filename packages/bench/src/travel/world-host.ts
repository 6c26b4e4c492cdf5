import { join } from "node:path";
import { embeddedProvider } from "@agentic-pm/local-cloud";
import { packageServices, ROOT } from "@agentic-pm/packaging";
import { connect, putShippedPolicies, startWorld, TravelApi } from "@agentic-pm/world";

/**
 * A world of its own process, so that whoever measures does not slow it: boots in the folder that it is given, with
 * both policies in force, says "ready", and ends when its parent lets go of it.
 */
const POLICIES_WITHIN_MS = 180_000;
const [dataDir = ""] = process.argv.slice(2);
const services = await packageServices();
const world = await startWorld({
  dataDir,
  cacheDir: join(ROOT, ".cache"),
  services,
  model: embeddedProvider(),
  seed: "empty",
});
process.once("disconnect", () => void world.close().then(() => process.exit()));
const travel = new TravelApi(connect(dataDir));
await putShippedPolicies(travel, AbortSignal.timeout(POLICIES_WITHIN_MS)).finally(() => travel.close());
process.send?.("ready");
