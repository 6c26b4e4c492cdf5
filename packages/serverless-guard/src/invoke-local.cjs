"use strict";

const { join } = require("node:path");

const ROOT = join(__dirname, "../../..");
const dataDir = () => process.env.AGENTIC_PM_DATA ?? join(ROOT, ".agentic-pm");
/** What belongs to this process and not to the function. */
const OURS = new Set(["PATH", "LANG", "TZ", "LAMBDA_TASK_ROOT"]);
/** What would give the function somebody else's credentials. */
const FOREIGN = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"];

/**
 * `serverless invoke local` against the cloud that runs on this machine: before the framework resolves anything, the
 * function gets the variables that its deployed template gives it, and a session of its own role; before the function
 * runs, the process is held to what its network carries. Nothing of the developer's account is asked or used. Another
 * data folder than the repository's is named by AGENTIC_PM_DATA.
 */
module.exports = class InvokeLocal {
  constructor(serverless, options) {
    this.serverless = serverless;
    this.options = options;
    this.hooks = {
      initialize: () => (this.isAsked() ? this.enter() : undefined),
      // The framework has read the event, and its bundler has done its work.
      "before:invoke:local:invoke": () => this.prepare(),
      "after:invoke:local:invoke": () => this.sayFailure(),
      error: () => (this.isAsked() ? this.release() : undefined),
    };
  }

  isAsked() {
    return this.serverless.processedInput.commands.join(" ") === "invoke local";
  }

  async enter() {
    const { service, processedInput, classes } = this.serverless;
    const name = processedInput.options.function;
    const described = service.functions[name];
    if (described === undefined) {
      const names = Object.keys(service.functions).join(", ");
      const words = `FUNCTION_UNKNOWN: The service ${service.service} has no function ${name}.\n→ It has ${names}.`;
      throw new classes.Error(words, "FUNCTION_UNKNOWN");
    }
    const { own, variables, socketRules } = await this.asked(({ openFunctionEnvironment }) =>
      openFunctionEnvironment(dataDir(), described.name),
    );
    this.socketRules = socketRules;
    described.environment = Object.fromEntries(own.map((variable) => [variable, variables[variable]]));
    for (const variable of FOREIGN) delete process.env[variable];
    for (const [variable, value] of Object.entries(variables)) {
      if (!OURS.has(variable)) process.env[variable] = value;
    }
  }

  /** What the event refers to is put in its place, and this process is held to the function's network for good. */
  async prepare() {
    this.options.data = await this.asked(({ resolveEvent }) => resolveEvent(dataDir(), this.options.data));
    if (this.socketRules === undefined) return;
    const { holdToNetwork } = await import("@agentic-pm/local-cloud/function-environment");
    holdToNetwork(this.socketRules);
  }

  async asked(question) {
    try {
      return await question(await import("@agentic-pm/local-cloud/function-environment"));
    } catch (error) {
      const words = `${error.code}: ${error.message}\n→ ${error.remedy}`;
      throw new this.serverless.classes.Error(words, error.code);
    }
  }

  /** The framework writes the handler's error as the answer; that it failed is said where failures are looked for. */
  sayFailure() {
    if (process.exitCode) process.stderr.write("The function failed: its error is the answer above. Exit code 1.\n");
  }

  /** The framework's bundler would keep a failed process up for ever. */
  async release() {
    for (const plugin of this.serverless.pluginManager.getPlugins()) await plugin.disposeContexts?.();
  }
};
