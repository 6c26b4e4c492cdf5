import { AwsError } from "../gateway/aws-error.ts";
import { functionReference } from "../services/lambda/function-reference.ts";
import type { LambdaService } from "../services/lambda/index.ts";

const STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;

/** Calls a rotation function once for each of its four steps. @throws AwsError where a step fails. */
export async function rotateSecret(
  rotation: { secretArn: string; functionArn: string; token: string },
  lambda: LambdaService,
): Promise<void> {
  const { functionName } = functionReference(rotation.functionArn);
  if (!lambda.permissions.allowsService(functionName, "secretsmanager.amazonaws.com")) {
    throw new AwsError(
      "AccessDeniedException",
      `Secrets Manager cannot invoke the specified Lambda function ${functionName}`,
    );
  }
  for (const Step of STEPS) {
    const payload = JSON.stringify({ SecretId: rotation.secretArn, ClientRequestToken: rotation.token, Step });
    const result = await lambda.runtime.invoke(functionName, { payload });
    if (result.functionError !== undefined) {
      throw new AwsError("InternalServiceError", `Rotation step ${Step} failed: ${result.payload}`, { status: 500 });
    }
  }
}
