import { join } from "node:path";
import { ROOT } from "@agentic-pm/packaging";
import * as z from "zod";
import type { Figure } from "../figure.ts";
import type { Lab } from "../lab.ts";
import { runForJson } from "../processes/run-process.ts";

/** Milliseconds of one GetItem at the median. */
const Costs = z.object({ gateway: z.number(), unsigned: z.number(), dynalite: z.number(), engine: z.number() });

const SCRIPT = join(ROOT, "packages", "local-cloud", "bench", "gateway-cost.ts");

async function costs(lab: Lab): Promise<z.infer<typeof Costs>> {
  lab.progress("reading one item over and over, turn and turn about");
  return (await runForJson(Costs, [SCRIPT])).answer;
}

export const signatureAndAuthorisation: Figure = {
  id: "gateway-own-cost",
  issue: "A",
  what: "gateway's own cost on GetItem, p50: over the same HTTP and engine, unsigned",
  unit: "ms",
  reach: "<= 0.4",
  async measure(lab) {
    const { gateway, unsigned, engine } = await lab.once("gateway", () => costs(lab));
    return {
      value: gateway - unsigned,
      against: { name: "the same HTTP and engine, unsigned", value: unsigned },
      note: `through the gateway ${gateway.toFixed(3)} ms; the engine called in its own process ${engine.toFixed(3)} ms`,
    };
  },
};

export const gatewayOverEngine: Figure = {
  id: "gateway-over-engine",
  issue: "A",
  what: "GetItem through the gateway, p50: over the bare engine, HTTP included",
  unit: "ms",
  reach: "<= 0.4",
  async measure(lab) {
    const { gateway, engine, dynalite } = await lab.once("gateway", () => costs(lab));
    return {
      value: gateway - engine,
      against: { name: "dynalite's own server over its engine", value: dynalite - engine },
    };
  },
};
