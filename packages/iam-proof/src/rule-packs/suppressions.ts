/** Why published rules are not followed where they object. */
export interface Suppression {
  readonly rules: readonly string[];
  /** "service/LogicalId", "*" for any part of it; each has to meet an objection of each of the rules. */
  readonly resources: readonly string[];
  readonly why: string;
}

const DEPLOYMENT_BUCKETS = ["*/ServerlessDeploymentBucket"];
const OUR_BUCKETS = ["platform/VaultBucket", "platform/RequestVaultBucket", "platform/ScreenshotsBucket"];
const EVERY_OUR_BUCKET = [...OUR_BUCKETS, "platform/PolicyBucket"];

/** Every exception from cdk-nag's and Control Tower's rules. One that nothing needs any more is a finding itself. */
export const SUPPRESSIONS: readonly Suppression[] = [
  // Permissions
  {
    rules: ["AwsSolutions-IAM5", "Serverless-LambdaStarPermissions"],
    resources: ["*"],
    why: "Each wildcard has a reason of its own in src/check/wildcard-reasons.ts, and one without is a finding.",
  },
  {
    rules: ["NIST.800.53.R5-IAMNoInlinePolicy"],
    resources: ["*"],
    why: "A role's statements are its alone and stand beside its function; a managed policy could be attached elsewhere. What they may say at most is in the managed boundary.",
  },
  {
    rules: ["CT.KMS.PR.3"],
    resources: ["platform/DataKey", "platform/*SealKey"],
    why: "No role or boundary holds kms:CreateGrant, and the escalation paths find one that would; the key policy only lets the account's IAM decide.",
  },

  // Functions
  {
    rules: ["NIST.800.53.R5-LambdaDLQ", "Serverless-LambdaDLQ"],
    resources: ["*"],
    why: "State machines, the socket API and the schedule call functions and wait for the answer, so failures are theirs to record; what is lost between polls is started again by intake.",
  },
  {
    rules: ["NIST.800.53.R5-LambdaInsideVPC", "CT.LAMBDA.PR.3"],
    resources: ["*"],
    why: "The network is a parameter of the deploy: outside a VPC in the cheapest mode, inside in the others (docs/adr/0016).",
  },
  {
    rules: ["NIST.800.53.R5-LambdaConcurrency"],
    resources: ["websocket-gateway/*"],
    why: "The stage's throttling limits the socket's functions, and a reserved number would let one busy employee shut all others out.",
  },
  {
    rules: ["Serverless-EventBusDLQ"],
    resources: ["booking/PolicyUploadedRule"],
    why: "EventBridge tries again for a day; a policy that was not read is missed by whoever added it, and adding it again is safe.",
  },
  {
    rules: ["AwsSolutions-APIG4", "CT.APIGATEWAY.PR.5"],
    resources: ["websocket-gateway/*WebsocketsRoute"],
    why: "API Gateway knows authorizers of a socket API on $connect only, which has one; the other routes exist only behind it.",
  },
  {
    rules: ["AwsSolutions-SF1"],
    resources: ["executor/*StateMachine", "booking/*StateMachine"],
    why: "Errors are logged, and the rest is in the executions' history and the audit trail. ALL would copy each event to a log group.",
  },

  // Logs
  {
    rules: ["NIST.800.53.R5-CloudWatchLogGroupEncrypted", "CT.CLOUDWATCH.PR.3"],
    resources: ["*"],
    why: "Logs hold registered codes and ids, never text; CloudWatch encrypts them with its own key. A key of ours costs a dollar a month each and adds no reader less.",
  },
  {
    rules: ["CT.CLOUDWATCH.PR.2"],
    resources: ["*"],
    why: "The audit trail keeps what has to be kept; logs forget on purpose, and that they do is checked here.",
  },

  // Secrets and alarms
  {
    rules: ["AwsSolutions-SMG4", "NIST.800.53.R5-SecretsManagerRotationEnabled"],
    resources: ["platform/*Secret*"],
    why: "Only Graph's credentials can be renewed by a program; Jira's, Resend's and the portal's are renewed by a person, who is reminded by rotate-check.yml.",
  },
  {
    rules: ["AwsSolutions-SNS3", "NIST.800.53.R5-SNSEncryptedKMS"],
    resources: ["platform/OperatorAlerts"],
    why: "Only CloudWatch publishes, from inside AWS; an alarm names a metric, nothing of what was written.",
  },

  // Database
  {
    rules: ["AwsSolutions-RDS6", "CT.RDS.PR.4", "AwsSolutions-RDS11"],
    resources: ["platform/Database"],
    why: "Functions come through the Data API, each with a Postgres role and secret of its own; no port is open to anybody.",
  },
  {
    rules: ["NIST.800.53.R5-RDSLoggingEnabled", "CT.RDS.PR.25"],
    resources: ["platform/Database"],
    why: "Postgres' log would repeat statements with what was read in them. Who asked is in the Data API's events.",
  },
  {
    rules: ["NIST.800.53.R5-RDSEnhancedMonitoringEnabled", "CT.RDS.PR.2"],
    resources: ["platform/DatabaseInstance"],
    why: "A serverless instance that scales to zero has no operating system to look after; its metrics are in CloudWatch.",
  },
  {
    rules: ["NIST.800.53.R5-RDSInBackupPlan"],
    resources: ["platform/DatabaseInstance"],
    why: "The cluster's own continuous backup is on.",
  },
  {
    rules: ["NIST.800.53.R5-DynamoDBInBackupPlan"],
    resources: ["platform/*Table", "audit/AuditTable"],
    why: "Point-in-time recovery is on for every table, which the packs check too.",
  },

  // Network
  {
    rules: ["NIST.800.53.R5-VPCDefaultSecurityGroupClosed"],
    resources: ["platform/Vpc"],
    why: "CloudFormation cannot change a VPC's default group. Nothing stands in it: every function, endpoint, instance and the database names a group of its own.",
  },
  {
    rules: ["NIST.800.53.R5-VPCNoUnrestrictedRouteToIGW"],
    resources: ["platform/PublicRoute"],
    why: "Only NAT stands in the public subnets, and vendors have no addresses that one could list. Isolated functions have no route there.",
  },
  {
    rules: ["AwsSolutions-EC28", "AwsSolutions-EC29", "NIST.800.53.R5-EC2InstanceProfileAttached"],
    resources: ["platform/NatInstance"],
    why: "The cheapest mode's NAT: it holds no data, is made anew by the stack, and may call nothing of AWS, so it has no role. Minutes are fine for its metrics.",
  },

  {
    rules: ["AwsSolutions-CFR1", "AwsSolutions-CFR3", "AwsSolutions-CFR4"],
    resources: ["websocket-gateway/ChatFront"],
    why: "Off unless asked for. Employees travel, so no country is shut out; the API logs each handshake behind it; AWS's own name takes no certificate of ours, with which the oldest TLS could be refused.",
  },
  {
    rules: ["NIST.800.53.R5-WAFv2LoggingEnabled"],
    resources: ["websocket-gateway/ChatWebAcl"],
    why: "A handshake carries the session token in a header: counts are enough, and a log of requests would keep tokens.",
  },

  // Buckets
  {
    rules: ["AwsSolutions-S1", "NIST.800.53.R5-S3BucketLoggingEnabled", "CT.S3.PR.2"],
    resources: [...EVERY_OUR_BUCKET, ...DEPLOYMENT_BUCKETS],
    why: "Who reads and writes is one role each, by policy of the bucket; who did is in CloudTrail's data events where the account keeps them. Access logs would be one more bucket that tells what was there.",
  },
  {
    rules: ["NIST.800.53.R5-S3BucketReplicationEnabled", "CT.S3.PR.9"],
    resources: [...EVERY_OUR_BUCKET, ...DEPLOYMENT_BUCKETS],
    why: "Raw text and pictures are kept for days and then forgotten; a copy elsewhere, or a lock, would keep them. The audit trail is what has to last.",
  },
  {
    rules: ["CT.S3.PR.4"],
    resources: [...OUR_BUCKETS, ...DEPLOYMENT_BUCKETS],
    why: "Nothing has to happen when an object arrives; where something has to, the bucket notifies EventBridge.",
  },
  {
    rules: ["NIST.800.53.R5-S3DefaultEncryptionKMS", "CT.S3.PR.10"],
    resources: DEPLOYMENT_BUCKETS,
    why: "The framework's bucket for packages: code and templates, nobody's data. S3 encrypts it with a key of its own; a key of ours would protect nothing that is not in the repository.",
  },
  {
    rules: ["CT.S3.PR.8"],
    resources: ["*/ServerlessDeploymentBucketPolicy"],
    why: 'The framework writes the condition as false where the rule knows only "false"; IAM takes both, and cdk-nag reads it.',
  },
];
