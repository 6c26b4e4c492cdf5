"use strict";

const AfterDeploy = require("./after-deploy.cjs");
const { offerCustomerKeys } = require("./customer-keys.cjs");
const InvokeLocal = require("./invoke-local.cjs");
const { placeFunctions } = require("./network.cjs");
const { refuseAnotherStage } = require("./one-stage.cjs");
const Removal = require("./removal.cjs");

const SHARED_ROLE = "IamRoleLambdaExecution";

/**
 * Last look at the compiled template before it is written:
 * every role has the service's permission boundary, every statement has a Sid, traced functions may send their
 * traces, functions behind a socket API are called by that API only, the shared role that nobody uses is gone, functions
 * stand where the network's mode puts them, and the bucket of packages is as closed as ours.
 */
module.exports = class ServerlessGuard {
  constructor(serverless, options) {
    this.serverless = serverless;
    this.hooks = {
      ...new InvokeLocal(serverless, options).hooks,
      "before:deploy:deploy": () => refuseAnotherStage(serverless),
      ...new AfterDeploy(serverless).hooks,
      ...new Removal(serverless).hooks,
      "before:package:finalize": () => this.apply(),
      // Then the service's own resources are in the template too.
      "after:aws:package:finalize:mergeCustomProviderResources": () =>
        offerCustomerKeys(serverless.service.provider.compiledCloudFormationTemplate, serverless),
    };
  }

  apply() {
    const { service } = this.serverless;
    const template = service.provider.compiledCloudFormationTemplate;
    const boundary = service.custom?.guard?.boundary;
    dropSharedRole(template, this.serverless);
    nameCallingApi(template);
    for (const [logicalId, resource] of Object.entries(template.Resources)) {
      if (resource.Type !== "AWS::IAM::Role") continue;
      if (boundary !== undefined) resource.Properties.PermissionsBoundary ??= boundary;
      if (isFunctionRole(resource) && service.provider.tracing?.lambda) allowTracing(resource);
      nameStatements(logicalId, resource, this.serverless);
    }
    placeFunctions(template, this.serverless);
    closePackageBucket(template.Resources.ServerlessDeploymentBucket);
  }
};

/** The framework makes it encrypted and for TLS only; what it uploads is needed until the next deploy but one. */
function closePackageBucket(bucket) {
  if (bucket === undefined) return;
  Object.assign(bucket.Properties, {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
    VersioningConfiguration: { Status: "Enabled" },
    LifecycleConfiguration: {
      Rules: [
        {
          Id: "ForgetReplacedPackages",
          Status: "Enabled",
          NoncurrentVersionExpiration: { NoncurrentDays: 30 },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
        },
      ],
    },
  });
}

/** Per-function roles make the framework's shared role useless; a function that still uses it has no role of its own. */
function dropSharedRole(template, serverless) {
  if (template.Resources[SHARED_ROLE] === undefined) return;
  const users = Object.entries(template.Resources)
    .filter(([logicalId]) => logicalId !== SHARED_ROLE)
    .filter(([, resource]) => JSON.stringify(resource).includes(`"${SHARED_ROLE}"`))
    .map(([logicalId]) => logicalId);
  if (users.length > 0) {
    throw new serverless.classes.Error(
      `${users.join(", ")} would share the role ${SHARED_ROLE}. Give each function its own iamRoleStatements (an empty list will do).`,
    );
  }
  delete template.Resources[SHARED_ROLE];
}

/** The framework lets any socket API of any account call the functions; only this stack's has a reason to. */
function nameCallingApi({ Resources }) {
  if (Resources.WebsocketsApi === undefined) return;
  for (const { Type: type, Properties: properties } of Object.values(Resources)) {
    if (type !== "AWS::Lambda::Permission" || properties.Principal !== "apigateway.amazonaws.com") continue;
    properties.SourceArn ??= {
      "Fn::Sub": "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${WebsocketsApi}/*",
    };
  }
}

function isFunctionRole(role) {
  const trust = JSON.stringify(role.Properties.AssumeRolePolicyDocument);
  return trust.includes("lambda.amazonaws.com");
}

/** Functions with a role of their own lose the framework's X-Ray permissions. X-Ray has no resource to name. */
function allowTracing(role) {
  const policy = role.Properties.Policies?.[0];
  if (policy === undefined) return;
  policy.PolicyDocument.Statement.push({
    Sid: "SendTraces",
    Effect: "Allow",
    Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
    Resource: "*",
  });
}

/** Plugins write log statements without a Sid; a statement that nobody can name cannot be explained. */
function nameStatements(logicalId, role, serverless) {
  for (const policy of role.Properties.Policies ?? []) {
    const seen = new Set();
    for (const statement of policy.PolicyDocument.Statement) {
      keepLogGroupsInTheTemplate(statement);
      statement.Sid ??= sidOfPluginStatement(statement);
      if (statement.Sid === undefined || seen.has(statement.Sid)) {
        throw new serverless.classes.Error(
          `Role ${logicalId}: statement for ${JSON.stringify(statement.Action)} has ${statement.Sid === undefined ? "no Sid" : `the Sid ${statement.Sid} twice`}. Name it after why it is needed.`,
        );
      }
      seen.add(statement.Sid);
    }
  }
}

/** Log groups are created by the template, with their retention; a function that may create one makes it for ever. */
function keepLogGroupsInTheTemplate(statement) {
  if (Array.isArray(statement.Action)) {
    statement.Action = statement.Action.filter((action) => action !== "logs:CreateLogGroup");
  }
}

function sidOfPluginStatement(statement) {
  const actions = [].concat(statement.Action).join(",");
  if (actions.includes("logs:PutLogEvents")) return "WriteOwnLogs";
  if (actions.includes("xray:")) return "SendTraces";
  return undefined;
}
