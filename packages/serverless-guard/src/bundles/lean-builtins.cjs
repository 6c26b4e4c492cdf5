"use strict";

const { join, relative } = require("node:path");

const ROOT = join(__dirname, "../../../..");

/**
 * Node's http as an object instead of an ES module. To import it as a module reads every export, and three of them
 * (WebSocket and its events) load undici when they are read: a third of what loading a function takes.
 * Every importer has an object of its own that names it, so that the source map still tells who speaks HTTP.
 */
module.exports = {
  name: "lean-builtins",
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?http$/ }, ({ kind, importer }) =>
      kind.startsWith("require")
        ? undefined
        : { path: `http for ${relative(ROOT, importer)}`, namespace: "lean-builtins", sideEffects: false },
    );
    build.onLoad({ filter: /./, namespace: "lean-builtins" }, () => ({
      contents: 'module.exports = process.getBuiltinModule("node:http");',
      loader: "js",
    }));
  },
};
