"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

/**
 * The X-Ray SDK without what Lambda does itself or what we do not use: sampling (Lambda decides), its middleware for web
 * servers, its patches of the AWS SDK, of HTTP and of promises, and its plugins for EC2, ECS and Beanstalk.
 */
module.exports = {
  name: "lean-xray",
  setup(build) {
    build.onLoad({ filter: /[\\/]aws-xray-sdk-core[\\/]dist[\\/]lib[\\/]index\.js$/ }, ({ path }) => {
      const { name, version } = JSON.parse(readFileSync(join(path, "..", "..", "..", "package.json"), "utf8"));
      return { contents: core({ sdk: "X-Ray for Node.js", sdk_version: version, package: name }), loader: "js" };
    });
    build.onResolve({ filter: /\/middleware\/mw_utils$/ }, ({ path }) => ({ path, namespace: "lean-xray" }));
    build.onLoad({ filter: /./, namespace: "lean-xray" }, () => ({
      contents: "exports.disableCentralizedSampling = () => undefined;",
      loader: "js",
    }));
  },
};

/** What Powertools' tracer takes from the SDK, put together from the SDK's own modules. */
function core(sdkData) {
  return `
    const capture = require("./capture");
    const context = require("./context_utils");
    const segments = require("./segments/segment_utils");
    segments.setSDKData(${JSON.stringify(sdkData)});
    segments.setServiceData({ runtime: process.release.name, runtime_version: process.version });
    if (process.env.LAMBDA_TASK_ROOT) require("./env/aws_lambda").init();
    const untouched = (client) => client;
    module.exports = {
      captureAsyncFunc: capture.captureAsyncFunc,
      captureFunc: capture.captureFunc,
      getNamespace: context.getNamespace,
      getSegment: context.getSegment,
      setSegment: context.setSegment,
      setContextMissingStrategy: context.setContextMissingStrategy,
      setDaemonAddress: require("./daemon_config").setDaemonAddress,
      setLogger: require("./logger").setLogger,
      Segment: require("./segments/segment"),
      captureAWS: untouched,
      captureAWSClient: untouched,
      captureAWSv3Client: untouched,
      captureHTTPsGlobal: () => undefined,
    };`;
}
