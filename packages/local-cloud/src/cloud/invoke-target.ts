import { AwsError } from "../gateway/aws-error.ts";
import { functionReference } from "../services/lambda/function-reference.ts";
import type { LambdaService } from "../services/lambda/index.ts";
import type { PublishedMessage, Subscription } from "../services/sns/topic-store.ts";
import type { StepFunctionsService } from "../services/step-functions/index.ts";
import type { ActingRoles } from "./acting-roles.ts";

export interface TargetPorts {
  readonly acting: ActingRoles;
  readonly lambda: () => LambdaService;
  readonly stepFunctions: () => StepFunctionsService;
}

/**
 * Starts what a schedule or a rule points to, as the role it names. An execution that has the target's name already is
 * the one that an earlier attempt started. @throws AwsError AccessDeniedException.
 */
export async function invokeTarget(
  target: { arn: string; roleArn: string | undefined; input: string; name?: string; sessionName?: string },
  ports: TargetPorts,
): Promise<void> {
  const input = target.input === "" ? "{}" : target.input;
  const role =
    target.roleArn === undefined
      ? undefined
      : { roleArn: target.roleArn, sessionName: target.sessionName ?? "schedule" };
  if (target.arn.includes(":stateMachine:")) {
    if (role === undefined) throw notAllowed(target.arn);
    ports.acting.require(role, { action: "states:StartExecution", resource: target.arn });
    startExecution(target, input, ports.stepFunctions());
    return;
  }
  const lambda = ports.lambda();
  const { functionName, arn } = functionReference(target.arn);
  if (role !== undefined) ports.acting.require(role, { action: "lambda:InvokeFunction", resource: arn });
  else if (!lambda.permissions.allowsService(functionName, "events.amazonaws.com")) throw notAllowed(target.arn);
  lambda.runtime.configurationOf(functionName);
  lambda.events.accept(functionName, input);
}

function startExecution(
  target: { readonly arn: string; readonly name?: string },
  input: string,
  stepFunctions: StepFunctionsService,
): void {
  const name = target.name === undefined ? {} : { name: target.name };
  try {
    stepFunctions.admin.start({ stateMachineArn: target.arn, input, ...name });
  } catch (error) {
    const isRepeated = error instanceof AwsError && error.code === "ExecutionAlreadyExists";
    if (!isRepeated || target.name === undefined) throw error;
  }
}

/** Brings a topic's message to a function that subscribed to it. Other protocols have no one to bring it to here. */
export async function deliverMessage(
  subscription: Subscription,
  message: PublishedMessage,
  lambda: LambdaService,
): Promise<void> {
  if (subscription.protocol !== "lambda") return;
  const { functionName } = functionReference(subscription.endpoint);
  if (!lambda.permissions.allowsService(functionName, "sns.amazonaws.com", message.topicArn)) {
    throw notAllowed(subscription.endpoint);
  }
  const Sns = {
    Type: "Notification",
    MessageId: message.messageId,
    TopicArn: message.topicArn,
    Subject: message.subject ?? null,
    Message: message.message,
    Timestamp: message.timestamp,
    MessageAttributes: message.attributes,
  };
  const Records = [{ EventSource: "aws:sns", EventVersion: "1.0", EventSubscriptionArn: subscription.arn, Sns }];
  lambda.events.accept(functionName, JSON.stringify({ Records }));
}

function notAllowed(arn: string): AwsError {
  return new AwsError("AccessDeniedException", `No role, and no permission of the target, allows this call of ${arn}`);
}
