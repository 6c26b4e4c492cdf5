"use strict";

const { readFileSync } = require("node:fs");

/** How each of zod's types describes itself as JSON Schema, tied to every schema that is made; and the methods for it. */
const OWN_DESCRIPTIONS = [
  [/^\s*inst\._zod\.processJSONSchema = .*;$/gm, ""],
  [/return createToJSONSchemaMethod\(this, \{\}\)\(params\);/g, "throw new Error('Use z.toJSONSchema(schema).');"],
  [/^\s*(?:input|output): createStandardJSONSchemaMethod\(this, "(?:input|output)"\),$/gm, ""],
];

/**
 * zod without the JSON Schema writer, unless the function calls `z.toJSONSchema`: that brings its own table of all types,
 * and uses it for every schema that does not describe itself.
 */
module.exports = {
  name: "lean-zod",
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]classic[\\/]schemas\.js$/ }, ({ path }) => {
      const contents = OWN_DESCRIPTIONS.reduce(
        (source, [part, replacement]) => {
          if (source.search(part) < 0) throw new Error(`zod has changed: ${part} is not in ${path} any more.`);
          return source.replace(part, replacement);
        },
        readFileSync(path, "utf8"),
      );
      return { contents, loader: "js" };
    });
  },
};
