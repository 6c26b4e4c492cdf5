import { resolveValue } from "./intrinsics.ts";
import type { Template } from "./model.ts";
import type { Scope } from "./scope.ts";
import { templateError } from "./template-error.ts";

/** Outputs by their logical names, exports by their export names. */
export function resolveOutputs(
  template: Template,
  scope: Scope,
): { readonly outputs: Record<string, string>; readonly exports: Record<string, string> } {
  const outputs: Record<string, string> = {};
  const exports: Record<string, string> = {};
  for (const [name, output] of Object.entries(template.Outputs)) {
    if (output.Condition !== undefined && !scope.conditionHolds(output.Condition)) continue;
    const place = { subject: `Outputs.${name}`, path: "Value" };
    const value = String(resolveValue(output.Value, scope, place));
    outputs[name] = value;
    if (output.Export === undefined) continue;
    const exportName = String(resolveValue(output.Export.Name, scope, { ...place, path: "Export.Name" }));
    if (Object.hasOwn(exports, exportName)) {
      const cause = `${exportName} is exported by another output of this template already`;
      throw templateError({ stackName: scope.stackName, ...place, path: "Export.Name" }, cause);
    }
    exports[exportName] = value;
  }
  return { outputs, exports };
}
