import type { StackRecord } from "./model.ts";
import { templateError } from "./template-error.ts";

/** The stacks that use an export of this one, by the export's name. */
export function exportsInUse(
  stackName: string,
  stacks: readonly StackRecord[],
): ReadonlyMap<string, readonly string[]> {
  const own = stacks.find((stack) => stack.stackName === stackName);
  const used = Object.keys(own?.exports ?? {}).map((name) => [name, importersOf(name, stackName, stacks)] as const);
  return new Map(used.filter(([, importers]) => importers.length > 0));
}

/** @throws AppError TEMPLATE_INVALID for an export that another stack uses and that goes or changes. */
export function refuseChangedExports(
  { stackName, exports: before }: Pick<StackRecord, "stackName" | "exports">,
  after: Readonly<Record<string, string>>,
  stacks: readonly StackRecord[],
): void {
  for (const [name, value] of Object.entries(before)) {
    if (after[name] === value) continue;
    const importers = importersOf(name, stackName, stacks);
    if (importers.length === 0) continue;
    const verb = after[name] === undefined ? "deleted" : "updated";
    throw templateError(
      { stackName, subject: "Outputs" },
      `Export ${name} cannot be ${verb} as it is in use by ${importers.join(" and ")}`,
      `Deploy ${importers.join(" and ")} without that import first.`,
    );
  }
}

function importersOf(name: string, owner: string, stacks: readonly StackRecord[]): readonly string[] {
  return stacks
    .filter(({ stackName, imports = [] }) => stackName !== owner && imports.includes(name))
    .map(({ stackName }) => stackName);
}
