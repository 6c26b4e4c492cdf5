"use strict";

const { readFileSync } = require("node:fs");

const OF_A_CLIENT = /[\\/]@aws-sdk[\\/](?:client-[\w-]+|nested-clients)[\\/]/;

/**
 * Parts of the AWS SDK that no function uses and that a bundler cannot see are unused.
 * What is left out, and what follows from it, is in docs/adr/0020-bundles.md.
 */
module.exports = {
  name: "lean-aws-sdk",
  setup(build) {
    // A client asks its package.json for its version alone.
    build.onLoad({ filter: /[\\/]package\.json$/ }, ({ path }) => {
      if (!OF_A_CLIENT.test(path)) return undefined;
      return { contents: JSON.stringify({ version: JSON.parse(readFileSync(path, "utf8")).version }), loader: "json" };
    });
    build.onLoad({ filter: /[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/ }, ({ path }) =>
      OF_A_CLIENT.test(path)
        ? { contents: operationsThatCanBeDropped(readFileSync(path, "utf8"), path), loader: "js" }
        : undefined,
    );
    for (const [filter, contents] of NOT_USED) {
      build.onResolve({ filter }, () => ({
        path: filter.source.replace(/[\\^$]/g, ""),
        namespace: "lean-aws-sdk",
        pluginData: contents,
      }));
    }
    build.onLoad({ filter: /./, namespace: "lean-aws-sdk" }, ({ pluginData }) => ({
      contents: pluginData,
      loader: "js",
    }));
  },
};

/** Modules that Lambda functions of ours never run, and what stands in their place. */
const NOT_USED = [
  // Bearer tokens, which come from SSO files or an environment variable that we do not set: calls are signed.
  [
    /^@aws-sdk\/token-providers$/,
    `const none = () => async () => { throw new Error("There are no bearer tokens in a function."); };
     export const fromEnvSigningName = none, nodeProvider = none;`,
  ],
  // Streams of events, which need an operation that streams; we call none.
  [
    /^@smithy\/core\/event-streams$/,
    `const none = () => { throw new Error("This bundle has no event streams: see docs/adr/0020-bundles.md."); };
     export const eventStreamSerdeProvider = () => ({ serialize: none, deserialize: none });
     export const resolveEventStreamSerdeConfig = (input) => Object.assign(input, { eventStreamMarshaller: eventStreamSerdeProvider() });
     export const EventStreamSerde = none, EventStreamCodec = none, iterableToReadableStream = none, readableStreamToIterable = none;`,
  ],
  // DynamoDB's discovery of endpoints, which is off unless an environment variable or a file turns it on.
  [
    /^@aws-sdk\/middleware-endpoint-discovery$/,
    `export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
       environmentVariableSelector: () => undefined,
       configFileSelector: () => undefined,
       default: () => undefined,
     };
     export const resolveEndpointDiscoveryConfig = (input) => input;`,
  ],
  // The rate limiter of adaptive retries: ours are the standard ones.
  [
    /^\.\/DefaultRateLimiter$/,
    `export function DefaultRateLimiter() { throw new Error("This bundle has no adaptive retries: see docs/adr/0020-bundles.md."); };`,
  ],
  [/^@aws-sdk\/eventstream-handler-node$/, `export const eventStreamPayloadHandlerProvider = () => undefined;`],
];

/**
 * A client's schemas name their members by constants, and computed names keep a bundler from dropping an operation that
 * nobody calls; written out, they can go. Errors are not registered as classes of their own: they arrive as the
 * service's exception, with their name, message and members, and that is all that our code looks at.
 */
function operationsThatCanBeDropped(source, path) {
  const texts = new Map([...source.matchAll(/^const (_\w+) = ("[^"\\]*");$/gm)].map(([, name, text]) => [name, text]));
  if (texts.size === 0) throw new Error(`The SDK has changed: ${path} has no constants any more.`);
  return source
    .replaceAll(/\[(_\w+)\]:/g, (whole, name) => (texts.has(name) ? `${texts.get(name)}:` : whole))
    .replaceAll(/^n\d+_registry\.registerError\(.*\);$/gm, "");
}
