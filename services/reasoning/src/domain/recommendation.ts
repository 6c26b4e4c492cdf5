import { canonicalHash, type HandleView, Recommendation, type RecommendedAction } from "@agentic-pm/contracts";
import type * as z from "zod";

/** The hash under which a recommendation is stored and handed on. */
export function recommendationHash(recommendation: Recommendation): string {
  return canonicalHash("agentic-pm/recommendation/v1", recommendation);
}

/**
 * What a recommendation must satisfy beyond its shape: every handle in it is one that the signal has. As part of the
 * tool's schema it takes part in the one repair.
 */
export function recommendationAnswer(given: readonly HandleView[]): z.ZodType<Recommendation> {
  const known = new Set(given.map(({ handle }) => handle));
  return Recommendation.refine(({ actions }) => actions.flatMap(handlesOf).every((handle) => known.has(handle)), {
    path: ["actions"],
    message: "Only handles of the signal may be used.",
  });
}

/** Every handle that an action names. */
export function handlesOf(action: RecommendedAction): string[] {
  switch (action.type) {
    case "jira.comment":
    case "jira.transition":
      return [action.ticket];
    case "mail.send":
      return action.to;
    case "operator.notify":
      return [];
    case "artefact.update": {
      const owner = action.change.artefact === "raid_log" ? action.change.owner : undefined;
      return [action.change.ticket, owner].filter((handle) => handle !== undefined);
    }
  }
}
