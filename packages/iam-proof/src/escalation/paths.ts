/** A known way to more permissions than one was given: whoever holds all the actions can go it. */
export interface EscalationPath {
  readonly name: string;
  readonly actions: readonly string[];
}

const path = (name: string, actions: string): EscalationPath => ({ name, actions: actions.split(" ") });
const passing = (name: string, actions: string): EscalationPath => path(name, `iam:PassRole ${actions}`);

/** Rewrites what it is allowed itself. */
const OWN_POLICIES = [
  path("new version of a policy", "iam:CreatePolicyVersion"),
  path("older version of a policy made the default", "iam:SetDefaultPolicyVersion"),
  path("new version of a policy, made the default later", "iam:CreatePolicyVersion iam:SetDefaultPolicyVersion"),
  path("policy attached to a user", "iam:AttachUserPolicy"),
  path("policy attached to a group", "iam:AttachGroupPolicy"),
  path("policy attached to a role", "iam:AttachRolePolicy"),
  path("policy written into a user", "iam:PutUserPolicy"),
  path("policy written into a group", "iam:PutGroupPolicy"),
  path("policy written into a role", "iam:PutRolePolicy"),
  path("user added to a group", "iam:AddUserToGroup"),
  path("boundary taken off a role", "iam:DeleteRolePermissionsBoundary"),
  path("boundary of a role replaced", "iam:PutRolePermissionsBoundary"),
  path("boundary taken off a user", "iam:DeleteUserPermissionsBoundary"),
  path("denying policy deleted from a role", "iam:DeleteRolePolicy"),
  path("denying policy detached from a role", "iam:DetachRolePolicy"),
];

/** Becomes somebody else. */
const OTHER_PRINCIPALS = [
  path("access key of another user", "iam:CreateAccessKey"),
  path("first password of another user", "iam:CreateLoginProfile"),
  path("new password of another user", "iam:UpdateLoginProfile"),
  path("service credential of another user", "iam:CreateServiceSpecificCredential"),
  path("service credential of another user reset", "iam:ResetServiceSpecificCredential"),
  path("second factor of another user taken off", "iam:DeactivateMFADevice"),
  path("trust policy of a role rewritten", "iam:UpdateAssumeRolePolicy"),
  path("trust policy rewritten, then the role taken", "iam:UpdateAssumeRolePolicy sts:AssumeRole"),
  path("role that trusts it taken", "sts:AssumeRole"),
  path("identity provider's key replaced", "iam:UpdateSAMLProvider"),
  path("identity provider made", "iam:CreateOpenIDConnectProvider iam:UpdateAssumeRolePolicy"),
  path("new user with a key", "iam:CreateUser iam:CreateAccessKey"),
  path("new user in a group", "iam:CreateUser iam:AddUserToGroup"),
  path("new user with an attached policy", "iam:CreateUser iam:AttachUserPolicy"),
  path("new user with a written policy", "iam:CreateUser iam:PutUserPolicy"),
  path("role attached to, then opened", "iam:AttachRolePolicy iam:UpdateAssumeRolePolicy"),
  path("policy of a role changed, the role opened", "iam:CreatePolicyVersion iam:UpdateAssumeRolePolicy"),
  path("role written to, then opened", "iam:PutRolePolicy iam:UpdateAssumeRolePolicy"),
  path("federated session", "sts:GetFederationToken"),
];

/** Hands a stronger role to something new that it commands. */
const PASSED_ROLES = [
  passing("new App Runner service", "apprunner:CreateService"),
  passing(
    "new code interpreter",
    "bedrock-agentcore:CreateCodeInterpreter bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter",
  ),
  passing("new stack", "cloudformation:CreateStack"),
  passing("new stack set", "cloudformation:CreateStackSet cloudformation:CreateStackInstances"),
  passing("stack set changed", "cloudformation:UpdateStackSet"),
  passing("new build project", "codebuild:CreateProject codebuild:StartBuild"),
  passing("new batch build project", "codebuild:CreateProject codebuild:StartBuildBatch"),
  passing(
    "new data pipeline",
    "datapipeline:CreatePipeline datapipeline:PutPipelineDefinition datapipeline:ActivatePipeline",
  ),
  passing("new instance", "ec2:RunInstances"),
  passing("new spot instance", "ec2:RequestSpotInstances"),
  passing("instance profile put on an instance", "ec2:AssociateIamInstanceProfile"),
  passing("role put into an instance profile", "iam:AddRoleToInstanceProfile"),
  passing("new cluster and service", "ecs:CreateCluster ecs:RegisterTaskDefinition ecs:CreateService"),
  passing("new cluster and task", "ecs:CreateCluster ecs:RegisterTaskDefinition ecs:RunTask"),
  passing("new service of a cluster", "ecs:RegisterTaskDefinition ecs:CreateService"),
  passing("new task of a cluster", "ecs:RegisterTaskDefinition ecs:RunTask"),
  passing("new task on an instance", "ecs:RegisterTaskDefinition ecs:StartTask"),
  passing("new Glue endpoint", "glue:CreateDevEndpoint"),
  passing("new Glue job", "glue:CreateJob glue:StartJobRun"),
  passing("Glue job changed", "glue:UpdateJob glue:StartJobRun"),
  passing("new function, invoked", "lambda:CreateFunction lambda:InvokeFunction"),
  passing("new function on a stream", "lambda:CreateFunction lambda:CreateEventSourceMapping"),
  passing("new function, opened to others", "lambda:CreateFunction lambda:AddPermission"),
  passing("new notebook", "sagemaker:CreateNotebookInstance"),
  passing("new training job", "sagemaker:CreateTrainingJob"),
  passing("new processing job", "sagemaker:CreateProcessingJob"),
  passing("new state machine", "states:CreateStateMachine states:StartExecution"),
  passing("new schedule", "scheduler:CreateSchedule"),
  passing("new automation", "ssm:StartAutomationExecution"),
  passing("new Batch job", "batch:RegisterJobDefinition batch:SubmitJob"),
  passing("new cluster of EMR", "elasticmapreduce:RunJobFlow"),
  passing("new CodeStar project from a template", "codestar:CreateProject"),
];

/** Commands something that holds a stronger role already. */
const EXISTING_ROLES = [
  path("App Runner service changed", "apprunner:UpdateService"),
  path(
    "code interpreter used",
    "bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter",
  ),
  path("stack changed", "cloudformation:UpdateStack"),
  path("stack changed by a change set", "cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet"),
  path("build with another specification", "codebuild:StartBuild"),
  path("batch build with another specification", "codebuild:StartBuildBatch"),
  path("CodeStar team joined", "codestar:AssociateTeamMember"),
  path("start script of an instance", "ec2:ModifyInstanceAttribute ec2:StopInstances ec2:StartInstances"),
  path("launch template changed", "ec2:CreateLaunchTemplateVersion ec2:ModifyLaunchTemplate"),
  path("key pushed to an instance", "ec2-instance-connect:SendSSHPublicKey ec2:DescribeInstances"),
  path("command in a container", "ecs:ExecuteCommand"),
  path("entry into a cluster of EKS", "eks:CreateAccessEntry eks:AssociateAccessPolicy"),
  path("Glue endpoint's key replaced", "glue:UpdateDevEndpoint"),
  path("code of a function replaced", "lambda:UpdateFunctionCode"),
  path("code of a function replaced, invoked", "lambda:UpdateFunctionCode lambda:InvokeFunction"),
  path("code of a function replaced, opened to others", "lambda:UpdateFunctionCode lambda:AddPermission"),
  path("layer laid under a function", "lambda:UpdateFunctionConfiguration"),
  path("address of a notebook", "sagemaker:CreatePresignedNotebookInstanceUrl"),
  path(
    "start script of a notebook",
    "sagemaker:CreateNotebookInstanceLifecycleConfig sagemaker:StopNotebookInstance sagemaker:UpdateNotebookInstance sagemaker:StartNotebookInstance",
  ),
  path("session on an instance", "ssm:StartSession"),
  path("command on an instance", "ssm:SendCommand"),
  path("state machine rewritten", "states:UpdateStateMachine"),
  path("key's policy replaced", "kms:PutKeyPolicy"),
  path("key granted to itself", "kms:CreateGrant"),
  path("secret's policy replaced", "secretsmanager:PutResourcePolicy"),
  path("bucket's policy replaced", "s3:PutBucketPolicy"),
];

/**
 * The published paths to more privileges on AWS, each as the actions that it needs: those of Rhino Security Labs (2018
 * and later), Bishop Fox's and Datadog's collections, and those that services in use here add (state machines,
 * schedules, keys, secrets, buckets).
 */
export const ESCALATION_PATHS: readonly EscalationPath[] = [
  ...OWN_POLICIES,
  ...OTHER_PRINCIPALS,
  ...PASSED_ROLES,
  ...EXISTING_ROLES,
];
