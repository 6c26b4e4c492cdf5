"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const ROOT = join(__dirname, "../../..");
const PROTECTIONS = {
  "AWS::RDS::DBCluster": "DeletionProtection",
  "AWS::DynamoDB::Table": "DeletionProtectionEnabled",
};
const NAMES = ["TableName", "Name", "BucketName", "DBClusterIdentifier", "AliasName"];

/**
 * `serverless remove`, as one expects it: what AWS would refuse after half an hour is refused before anything is gone,
 * and at the end stands what was kept on purpose. Emptied buckets lose their earlier versions too.
 */
module.exports = class Removal {
  constructor(serverless) {
    this.serverless = serverless;
    this.kept = [];
    this.hooks = {
      "before:remove:remove": () => this.prepare(),
      "after:remove:remove": () => this.tell(),
    };
  }

  async prepare() {
    const { provider } = this.serverless.service;
    // The framework empties a bucket of earlier versions only where it knows that it keeps them.
    provider.deploymentBucketObject = { ...provider.deploymentBucketObject, versioning: true };
    const own = this.serverless.getProvider("aws").naming.getStackName();
    const resources = await this.deployedResources(own);
    this.refuseProtected(resources);
    // Compose comes to the service that refuses when those that depend on it are gone.
    if (process.env.SLS_COMPOSE === "1") await this.refuseOthersProtected(own);
    this.kept = resources.filter(([, { DeletionPolicy: policy }]) => policy === "Retain" || policy === "Snapshot");
  }

  /** Of the template that is deployed, which is not the one of this folder's files. */
  async deployedResources(stackName) {
    const { CloudFormationClient, GetTemplateCommand } = require("@aws-sdk/client-cloudformation");
    const aws = this.serverless.getProvider("aws");
    const client = new CloudFormationClient(await aws.getAwsSdkV3Config());
    try {
      const { TemplateBody: body } = await client.send(new GetTemplateCommand({ StackName: stackName }));
      // A stack whose first change set was never executed has none.
      return body ? Object.entries(JSON.parse(body).Resources ?? {}) : [];
    } catch (error) {
      // Of a stack that is not there the framework's own words tell. Whatever else hides the template hides protections.
      if (error.name === "ValidationError" && error.message.includes("does not exist")) return [];
      throw error;
    } finally {
      client.destroy();
    }
  }

  refuseProtected(resources) {
    const names = protectedNames(resources);
    if (names === "") return;
    const words = `REMOVAL_PROTECTED: ${names} is protected against deletion: AWS would refuse in the middle. Nothing of this service was removed.\n→ Switch the protection off first: npx serverless deploy --param deletionProtection=false, in this folder; then remove again. A final snapshot of the database is kept.`;
    throw new this.serverless.classes.Error(words, "REMOVAL_PROTECTED");
  }

  /** Of compose a service cannot tell whether all are to be removed or it alone, which is done in its folder. */
  async refuseOthersProtected(own) {
    for (const { folder, stackName } of composedStacks(this.serverless.service.provider.stage)) {
      const names = stackName === own ? "" : protectedNames(await this.deployedResources(stackName));
      if (names === "") continue;
      const words = `REMOVAL_PROTECTED: ${names} of ${stackName} is protected against deletion: compose would come to it when the services that depend on it are gone. Nothing was removed.\n→ Switch the protection off first: npx serverless deploy --param deletionProtection=false, in ${folder}; then remove again. To remove this service alone: npx serverless remove, in its folder.`;
      throw new this.serverless.classes.Error(words, "REMOVAL_PROTECTED");
    }
  }

  tell() {
    // Versions of functions go with their function, whatever their policy.
    const lasting = this.kept.filter(([, { Type: type }]) => type !== "AWS::Lambda::Version");
    if (lasting.length === 0) return;
    const lines = lasting.map(([logicalId, resource]) => {
      const how = resource.DeletionPolicy === "Snapshot" ? "as a snapshot" : "as it was";
      return `  ${resource.Type}  ${nameOf(logicalId, resource)}  (${how})`;
    });
    process.stderr.write(
      `Kept on purpose, by their DeletionPolicy; they go on costing what they hold:\n${lines.join("\n")}\nTo deploy this stage again on AWS, import them into the new stack or delete them by hand (docs/runbooks/deploy.md).\n`,
    );
  }
};

/** The compose file's services, with the stacks that they make in a stage. */
function composedStacks(stage) {
  const compose = readFileSync(join(ROOT, "serverless-compose.yml"), "utf8");
  return [...compose.matchAll(/\bpath:\s*([\w./-]+)/g)].map(([, folder]) => {
    const [, service] = /^service:\s*(\S+)/m.exec(readFileSync(join(ROOT, folder, "serverless.yml"), "utf8")) ?? [];
    return { folder, stackName: `${service}-${stage}` };
  });
}

function protectedNames(resources) {
  const isProtected = ([, { Type: type, Properties: properties, DeletionPolicy: policy }]) =>
    policy !== "Retain" && String(properties?.[PROTECTIONS[type]]) === "true";
  return resources
    .filter(isProtected)
    .map(([logicalId, resource]) => `${nameOf(logicalId, resource)} (${logicalId})`)
    .join(", ");
}

function nameOf(logicalId, { Properties: properties = {} }) {
  const name = NAMES.map((each) => properties[each]).find((each) => typeof each === "string");
  return name ?? logicalId;
}
