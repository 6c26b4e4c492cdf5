import type { StackEngine } from "../template/stack-engine.ts";
import type { ReadService } from "./packaged-service.ts";

/** Applies the packaged services one after the other: later ones use what earlier ones export. */
export async function applyStacks(
  engine: StackEngine,
  services: readonly ReadService[],
  onApplied: (stackName: string) => void,
): Promise<void> {
  for (const service of services) {
    await engine.applyStack(service);
    onApplied(service.stackName);
  }
}

/** True where a service asks for a database that the folder does not hold yet. */
export function makesDatabase(services: readonly ReadService[], hasDatabase: boolean): boolean {
  return !hasDatabase && services.some(({ template }) => JSON.stringify(template).includes('"AWS::RDS::DBCluster"'));
}
