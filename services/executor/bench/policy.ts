import type { RecommendedAction } from "@agentic-pm/contracts";
import { rulingOn } from "../src/domain/policy/policy-engine.ts";
import { resolveAction } from "../src/domain/policy/resolve-action.ts";
import { TIER_OF } from "../src/domain/policy/tiers.ts";
import { ACT, atlasSignal, labelsRead } from "../test/fakes/execution-world.ts";

/** Prints what one decision of the policy takes, as JSON: an action's handles are resolved and every rule is asked. */
const WARM_UP = 20_000;
const DECISIONS = 100_000;
const TEXT = "The vendor is late.\nWe wait until Monday, and tell the customer when we know more. ".repeat(4);

const ACTIONS: readonly RecommendedAction[] = [
  { type: "jira.comment", ticket: "T1", text: TEXT },
  { type: "jira.transition", ticket: "T1", to: "blocked" },
  { type: "mail.send", to: ["P1", "P2"], subject: "Late vendor", text: TEXT },
  { type: "operator.notify", subject: "Late vendor", text: TEXT },
  {
    type: "artefact.update",
    change: { artefact: "raid_log", kind: "risk", title: "Vendor late", severity: "high", ticket: "T2" },
  },
];

const signal = atlasSignal();
const READ = labelsRead(signal);
const dispositions = new Set<string>();

function decide(action: RecommendedAction): void {
  const effect = resolveAction(action, signal, READ);
  if (!effect.ok) throw new Error(effect.code);
  dispositions.add(rulingOn({ effect: effect.value, tier: TIER_OF[action.type], signal, settings: ACT }).disposition);
}

const samples = new Float64Array(DECISIONS);
for (let round = 0; round < WARM_UP + DECISIONS; round += 1) {
  const action = ACTIONS[round % ACTIONS.length];
  if (action === undefined) continue;
  const began = process.hrtime.bigint();
  decide(action);
  const nanoseconds = Number(process.hrtime.bigint() - began);
  if (round >= WARM_UP) samples[round - WARM_UP] = nanoseconds / 1000;
}
if (dispositions.size < 3) throw new Error("The actions were meant to be ruled on differently.");

samples.sort();
const quantile = (share: number): number => samples[Math.floor(share * DECISIONS)] ?? 0;
process.stdout.write(JSON.stringify({ p50Us: quantile(0.5), p99Us: quantile(0.99), decisions: DECISIONS }));
