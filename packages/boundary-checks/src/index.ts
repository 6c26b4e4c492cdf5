export { BUNDLE_RULES, type BundleRule } from "./bundles/bundle-rules.ts";
export { type BundleViolation, checkBundles } from "./bundles/check-bundles.ts";
export { importChain } from "./bundles/import-chain.ts";
export { type PackagedBundle, packagedBundles } from "./bundles/packaged-bundle.ts";
