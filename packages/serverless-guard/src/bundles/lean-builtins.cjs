"use strict";

/**
 * Node's http as an object instead of an ES module. To import it as a module reads every export, and three of them
 * (WebSocket and its events) load undici when they are read: a third of what loading a function takes.
 */
module.exports = {
  name: "lean-builtins",
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?http$/ }, ({ kind }) =>
      kind.startsWith("require") ? undefined : { path: "http", namespace: "lean-builtins", sideEffects: false },
    );
    build.onLoad({ filter: /./, namespace: "lean-builtins" }, () => ({
      contents: 'module.exports = process.getBuiltinModule("node:http");',
      loader: "js",
    }));
  },
};
