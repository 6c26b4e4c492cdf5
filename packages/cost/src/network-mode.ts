import { fileURLToPath } from "node:url";
import { AppError } from "@agentic-pm/errors";
import { type NamedTemplate, type ResolvedResource, resolveTemplates } from "@agentic-pm/local-cloud";
import * as z from "zod";
import { readData } from "./read-data.ts";

/** The network modes, from the cheapest to the most confined. */
export const NETWORK_MODES = ["public", "nat-instance", "nat-gateway", "endpoints", "full"] as const;
export type NetworkMode = (typeof NETWORK_MODES)[number];

const FILE = fileURLToPath(new URL("../networks/modes.yml", import.meta.url));

/** What the mode is for. @throws AppError COST_DATA_INVALID. */
export function purposeOf(mode: NetworkMode): string {
  return readData(FILE, z.record(z.enum(NETWORK_MODES), z.string()))[mode];
}

/** What the templates make in a mode, whichever they were packaged for. @throws AppError TEMPLATE_INVALID. */
export function resourcesIn(mode: NetworkMode, templates: readonly NamedTemplate[]): readonly ResolvedResource[] {
  return resolveTemplates(templates, { Network: mode });
}

const Packaged = z.object({
  Parameters: z.object({ Network: z.object({ Default: z.enum(NETWORK_MODES) }) }),
});

/**
 * The mode that the templates were packaged for.
 * @throws AppError NETWORK_MODE_UNCLEAR where none says one, or not all the same.
 */
export function packagedMode(templates: readonly NamedTemplate[]): NetworkMode {
  const modes = new Set(
    templates.flatMap(({ template }) => Packaged.safeParse(template).data?.Parameters.Network.Default ?? []),
  );
  const [mode, ...others] = modes;
  if (mode !== undefined && others.length === 0) return mode;
  throw new AppError("NETWORK_MODE_UNCLEAR", {
    cause: mode === undefined ? "No packaged template has a network." : `Packaged for ${[...modes].join(" and ")}.`,
    remedy: "Package all services with one mode: pnpm package --force.",
  });
}
