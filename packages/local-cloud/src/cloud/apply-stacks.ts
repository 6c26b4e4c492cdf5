import type { StackEngine } from "../template/stack-engine.ts";
import { readPackagedService, type PackagedService } from "./packaged-service.ts";

/** Applies the packaged services one after the other: later ones use what earlier ones export. */
export async function applyStacks(
  engine: StackEngine,
  services: readonly PackagedService[],
  onApplied: (stackName: string) => void,
): Promise<void> {
  for (const service of services) {
    const { stackName, template } = readPackagedService(service);
    await engine.applyStack({ stackName, template, artefactsDir: service.artefactsDir });
    onApplied(stackName);
  }
}
