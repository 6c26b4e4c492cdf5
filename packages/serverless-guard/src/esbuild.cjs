"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const leanAwsSdk = require("./bundles/lean-aws-sdk.cjs");
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
    plugins: [leanAwsSdk, leanXray, leanZod, playwrightWithItsFiles],
    // CommonJS dependencies call `require`, which ES modules do not have.
    banner: { js: "import { createRequire as __cr } from 'node:module';const require = __cr(import.meta.url);" },
  };
};

/** playwright-core reads two files beside itself when it is loaded; a bundle has none beside it. */
const playwrightWithItsFiles = {
  name: "playwright-with-its-files",
  setup(build) {
    build.onLoad({ filter: /[\\/]playwright-core[\\/]lib[\\/]coreBundle\.js$/ }, ({ path }) => {
      const root = join(path, "..", "..");
      const packageJson = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
      const contents = [
        [/packageRoot = [\w.]+\.join\(__dirname, "\.\."\)/, `packageRoot = "."`],
        [
          /\brequire\([\w.]+\.join\(packageRoot, "package\.json"\)\)/,
          JSON.stringify({ name: packageJson.name, version: packageJson.version }),
        ],
        [
          /\brequire\([\w.]+\.join\(packageRoot, "browsers\.json"\)\)/,
          readFileSync(join(root, "browsers.json"), "utf8"),
        ],
      ].reduce(
        (source, [lookUp, found]) => {
          if (!lookUp.test(source)) throw new Error(`playwright-core has changed: ${lookUp} is not in it any more.`);
          return source.replace(lookUp, () => found);
        },
        readFileSync(path, "utf8"),
      );
      return { contents, loader: "js" };
    });
  },
};
