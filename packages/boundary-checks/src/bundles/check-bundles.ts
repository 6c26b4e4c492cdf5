import { BUNDLE_RULES, type BundleRule, SDK_CONNECTIONS } from "./bundle-rules.ts";
import { networkUses } from "./network-uses.ts";
import type { PackagedBundle } from "./packaged-bundle.ts";

/** One forbidden thing in one bundle. */
export interface BundleViolation {
  readonly rule: string;
  readonly service: string;
  readonly functionName: string;
  /** The source file, or the text in the code. */
  readonly found: string;
}

/**
 * Checks the uploaded bundles against the rules.
 * A function that a rule names and that has no bundle is a violation too: nobody looked at it.
 */
export function checkBundles(bundles: readonly PackagedBundle[], rules = BUNDLE_RULES): readonly BundleViolation[] {
  const named = [...new Set(rules.flatMap(({ functions }) => functions))];
  const missing = named.filter((name) => !bundles.some(({ functionName }) => functionName === name));
  return [
    ...missing.map((functionName) => ({ rule: "BUNDLE_MISSING", service: "?", functionName, found: "no zip" })),
    ...rules.flatMap((rule) =>
      bundles
        .filter(({ functionName }) => rule.functions.includes(functionName))
        .flatMap((bundle) => violationsOf(bundle, rule)),
    ),
  ];
}

function violationsOf(bundle: PackagedBundle, rule: BundleRule): BundleViolation[] {
  const found = new Set<string>([
    ...bundle.sources.filter((source) => rule.sources.some((pattern) => pattern.test(source))),
    ...rule.code.flatMap((pattern) => pattern.exec(bundle.code)?.[0] ?? []).map((text) => `code: ${text}`),
  ]);
  if (rule.sdkConnectionsOnly) {
    for (const { what, source } of networkUses(bundle)) {
      if (!SDK_CONNECTIONS.some((allowed) => allowed.source.test(source))) found.add(`${what} in ${source}`);
    }
  }
  const { service, functionName } = bundle;
  return [...found].map((each) => ({ rule: rule.id, service, functionName, found: each }));
}
