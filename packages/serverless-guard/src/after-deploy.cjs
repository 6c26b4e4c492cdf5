"use strict";

/**
 * Functions that are a step of their service's deploy, e.g. migrations: `custom.guard.afterDeploy` names them. They are
 * called when the stack stands, and a deploy whose step fails has failed.
 */
module.exports = class AfterDeploy {
  constructor(serverless) {
    this.serverless = serverless;
    this.hooks = { "after:deploy:deploy": () => this.run() };
  }

  async run() {
    const { service, classes } = this.serverless;
    for (const name of service.custom?.guard?.afterDeploy ?? []) {
      const described = service.functions[name];
      if (described === undefined) {
        throw new classes.Error(`custom.guard.afterDeploy names ${name}: no such function.`, "FUNCTION_UNKNOWN");
      }
      const answer = await this.call(described.name);
      process.stderr.write(`${name}: ${answer}\n`);
    }
  }

  /** What the function answers. */
  async call(functionName) {
    const { InvokeCommand, LambdaClient } = require("@aws-sdk/client-lambda");
    const client = new LambdaClient(await this.serverless.getProvider("aws").getAwsSdkV3Config());
    const asked = new InvokeCommand({ FunctionName: functionName, Payload: "{}" });
    const { FunctionError: failed, Payload: payload } = await client.send(asked).finally(() => client.destroy());
    const answer = Buffer.from(payload ?? []).toString("utf8");
    if (failed === undefined) return answer;
    const words = `AFTER_DEPLOY_FAILED: the stack is deployed, but its step ${functionName} failed: ${answer}\n→ Correct it and deploy again: the step is repeated. By hand: npx serverless invoke -f NAME.`;
    throw new this.serverless.classes.Error(words, "AFTER_DEPLOY_FAILED");
  }
};
