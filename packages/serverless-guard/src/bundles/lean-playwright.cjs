"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

/** What Playwright's own modules take from its bundle of third-party ones where it only connects to a browser. */
const THIRD_PARTY = ["colors", "debug", "getProxyForUrl", "mime", "ws", "wsReceiver", "wsSender", "wsServer", "yauzl"];
/** Third-party packages whose modules stand at the top of that bundle and do something when they are read. */
const LEFT_OUT =
  /^(?:zod|zod-to-json-schema|@modelcontextprotocol\/sdk|@hono\/node-server|chokidar|diff|minimatch|commander|enquirer|yaml|eventsource|eventsource-parser|pkce-challenge|readdirp|open|signal-exit|get-east-asian-width)$/;

/**
 * Playwright ships as two CommonJS files with everything in them: two more browsers, a recorder, a trace viewer's server, a
 * command line, an MCP server with a second zod. As modules whose parts say that making them does nothing, a bundler
 * keeps what `chromium.connectOverCDP` reaches.
 */
module.exports = {
  name: "lean-playwright",
  setup(build) {
    const lean = (file, edit) =>
      build.onLoad({ filter: new RegExp(String.raw`[\\/]playwright-core[\\/]lib[\\/]${file}\.js$`) }, ({ path }) => ({
        contents: edit(readFileSync(path, "utf8"), join(path, "..", "..")),
        loader: "js",
      }));
    build.onLoad({ filter: /[\\/]playwright-core[\\/]index\.mjs$/ }, () => ({
      contents: `import { inprocess } from "./lib/coreBundle.js"; export const { chromium } = inprocess.playwright;`,
      loader: "js",
    }));
    lean("coreBundle", leanCore);
    lean("utilsBundle", leanUtils);
  },
};

function leanCore(source, root) {
  const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return (
    asModule(source, [
      // It reads two files beside itself when it is loaded; a bundle has none beside it.
      [/packageRoot = [\w.]+\.join\(__dirname, "\.\."\)/, `packageRoot = "."`],
      [/\brequire\([\w.]+\.join\(packageRoot, "package\.json"\)\)/, JSON.stringify({ name, version })],
      [/\brequire\([\w.]+\.join\(packageRoot, "browsers\.json"\)\)/, readFileSync(join(root, "browsers.json"), "utf8")],
      [/^__export\(coreBundle_exports, \{[^]*?^\}\);$/m, ""],
      [/^module\.exports = __toCommonJS\(coreBundle_exports\);$/m, ""],
      [/^var init_coreBundle = __esm\(\{[^]*?^\}\);\ninit_coreBundle\(\);$/m, "init_inprocess();"],
      [/^0 && \(module\.exports = \{[^]*?^\}\);$/m, "export { inprocess_exports as inprocess };"],
    ])
      .replaceAll(`require("./utilsBundle")`, "utilsBundle")
      // Where `eval` may see every name, a bundler has to keep every name.
      .replaceAll(/^(\s+(?:const \w+|\w+) = )eval\(/gm, "$1(0, eval)(")
      .replace(/^/, `import * as utilsBundle from "./utilsBundle.js";\n`)
  );
}

function leanUtils(source) {
  const kept = source
    .split(/^(?=\/\/ (?:node_modules|packages)\/)/m)
    .filter((section) => !LEFT_OUT.test(/^\/\/ node_modules\/((?:@[^/]+\/)?[^/\n]+)/.exec(section)?.[1] ?? ""))
    .join("");
  const exported = THIRD_PARTY.map((name) => {
    const local = new RegExp(String.raw`^ {2}${name}: \(\) => (\w+),?$`, "m").exec(kept)?.[1];
    if (local === undefined) throw new Error(`playwright-core has changed: its utilities have no ${name} any more.`);
    return `${local} as ${name}`;
  });
  return asModule(kept, [
    [/^__export\(utilsBundle_exports, \{[^]*?^\}\);$/m, ""],
    [/^module\.exports = __toCommonJS\(utilsBundle_exports\);$/m, ""],
    [/^0 && \(module\.exports = \{[^]*?^\}\);$/m, `export { ${exported.join(", ")} };`],
  ]);
}

/** The edits, each of which must find its place, and then: what only makes a value says so. */
function asModule(source, edits) {
  const edited = edits.reduce((text, [place, replacement]) => {
    if (!place.test(text)) throw new Error(`playwright-core has changed: ${place} is not in it any more.`);
    return text.replace(place, () => replacement);
  }, source);
  return (
    edited
      .replaceAll(/ = (__esm|__commonJS)\(\{/g, " = /* @__PURE__ */ $1({")
      .replaceAll(/ = __toESM\((require_?\w*)\(/g, " = /* @__PURE__ */ __toESM(/* @__PURE__ */ $1(")
      .replaceAll(
        /^var (\w+) = \{\};\n__export\(\1, (\{[^]*?^\})\);$/gm,
        "var $1 = /* @__PURE__ */ ((target) => (__export(target, $2), target))({});",
      )
      // To read a name or a member might do something, as far as a bundler knows.
      .replaceAll(/^var (\w+) = (\w+(?:\.\w+)?);$/gm, "var $1 = /* @__PURE__ */ (() => $2)();")
  );
}
