"use strict";

/** What platform exports, of whichever stage. */
const EXPORT = /^agentic-pm-([a-z0-9-]+)-SignalsTableName$/;

/**
 * An account holds one stage: the names of its secrets, of the operator's parameters and of what vendors know have no
 * stage in them. Whoever deploys platform where another one stands is refused before anything is made or changed.
 */
async function refuseAnotherStage(serverless) {
  const { service, classes } = serverless;
  if (service.service !== "agentic-pm-platform") return;
  const provider = serverless.getProvider("aws");
  const stage = provider.getStage();
  const others = (await stagesThere(provider)).filter((each) => each !== stage);
  if (others.length === 0) return;
  const words = [
    `STAGE_IN_ANOTHERS_ACCOUNT: This account holds the stage ${others.join(", ")}, and ${stage} would take its secrets over.`,
    `→ Deploy ${stage} to an account of its own (docs/runbooks/before-the-first-deploy.md), or remove ${others.join(", ")} first.`,
  ];
  throw new classes.Error(words.join("\n"), "STAGE_IN_ANOTHERS_ACCOUNT");
}

async function stagesThere(provider) {
  // Loaded here: it takes a moment, and the framework's other commands need none of it.
  const { CloudFormationClient, paginateListExports } = require("@aws-sdk/client-cloudformation");
  const client = new CloudFormationClient(await provider.getAwsSdkV3Config());
  const stages = [];
  for await (const { Exports = [] } of paginateListExports({ client }, {})) {
    stages.push(...Exports.map(({ Name }) => EXPORT.exec(Name)?.[1]).filter((stage) => stage !== undefined));
  }
  return stages;
}

module.exports = { refuseAnotherStage };
