"use strict";

const { join } = require("node:path");
const leanAwsSdk = require("./bundles/lean-aws-sdk.cjs");
const leanBuiltins = require("./bundles/lean-builtins.cjs");
const leanPlaywright = require("./bundles/lean-playwright.cjs");
const leanXray = require("./bundles/lean-xray.cjs");
const leanZod = require("./bundles/lean-zod.cjs");

/**
 * The one esbuild configuration of all services (`custom.esbuild.config`).
 * Lambda gets `.mjs`; `invoke local` gets `.js`, because it resolves nothing else.
 */
module.exports = (serverless) => {
  const invokedLocally = serverless.processedInput.commands.join(" ") === "invoke local";
  return {
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    minify: true,
    keepNames: false,
    sourcemap: "linked",
    sourcesContent: false,
    mainFields: ["module", "main"],
    outputFileExtension: invokedLocally ? ".js" : ".mjs",
    // The framework's plugin leaves the SDK out by default; we ship the version we tested.
    exclude: [],
    external: [],
    alias: {
      "@aws-sdk/credential-provider-node": join(__dirname, "lambda-credentials.mjs"),
      "cls-hooked/context": join(__dirname, "../../observability/src/trace-context.ts"),
    },
    plugins: [leanAwsSdk, leanBuiltins, leanXray, leanZod, leanPlaywright],
    // CommonJS dependencies call `require`, which ES modules do not have.
    banner: { js: "import { createRequire as __cr } from 'node:module';const require = __cr(import.meta.url);" },
  };
};
