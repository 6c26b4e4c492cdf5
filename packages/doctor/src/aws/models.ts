import {
  GetFoundationModelAvailabilityCommand,
  GetFoundationModelCommand,
  GetInferenceProfileCommand,
  GetUseCaseForModelAccessCommand,
} from "@aws-sdk/client-bedrock";
import { type Diagnosis, failing, ok, warn } from "../diagnosis.ts";
import type { Account } from "./account.ts";
import { asked, isNamed } from "./asked.ts";
import type { Needs } from "./needs.ts";

const CONSOLE = "the Bedrock console, Model catalog";

/** Whether each model that a function names exists here, may be used, and will go on to be offered. */
export async function checkModels(account: Account, { models }: Needs): Promise<readonly Diagnosis[]> {
  const found = await Promise.all([
    ...models.map((model) => checkModel(account, model)),
    checkUseCase(account, models),
  ]);
  return found.flat();
}

async function checkModel(account: Account, model: string): Promise<readonly Diagnosis[]> {
  // "us.anthropic.…" is an inference profile over the model of the same name in several regions.
  const isProfile = /^[a-z]+\.(?:amazon|anthropic)\./.test(model);
  const foundation = isProfile ? model.slice(model.indexOf(".") + 1) : model;
  const checks = [checkAccess(account, foundation), checkLifecycle(account, foundation)];
  return (await Promise.all(isProfile ? [checkProfile(account, model), ...checks] : checks)).flat();
}

function checkProfile({ bedrock, region }: Account, profile: string): Promise<readonly Diagnosis[]> {
  const check = `inference profile ${profile}`;
  return asked(check, "bedrock:GetInferenceProfile", async () => {
    try {
      const answer = await bedrock.send(new GetInferenceProfileCommand({ inferenceProfileIdentifier: profile }));
      const regions = (answer.models ?? []).map(({ modelArn = "" }) => modelArn.split(":")[3]);
      const found = `${answer.status} over ${regions.join(", ")}`;
      if (answer.status === "ACTIVE") return [ok(check, found)];
      return [failing(check, found, "Name an active profile in the services' serverless.yml.")];
    } catch (error) {
      if (!isNamed(error, "ResourceNotFoundException", "ValidationException")) throw error;
      return [failing(check, `there is none in ${region}`, "Deploy to us-east-1, or name a profile of the region.")];
    }
  });
}

function checkAccess({ bedrock, region }: Account, modelId: string): Promise<readonly Diagnosis[]> {
  const check = `access to ${modelId}`;
  return asked(check, "bedrock:GetFoundationModelAvailability", async () => {
    try {
      const answer = await bedrock.send(new GetFoundationModelAvailabilityCommand({ modelId }));
      const { authorizationStatus, entitlementAvailability, regionAvailability } = answer;
      const agreement = answer.agreementAvailability?.status;
      const why = answer.agreementAvailability?.errorMessage;
      if (regionAvailability === "NOT_AVAILABLE") {
        return [failing(check, `not in ${region}`, "Deploy to us-east-1, or ask from another region.")];
      }
      if (authorizationStatus === "NOT_AUTHORIZED") {
        const remedy = `Whoever asks, or an organisation's policy, keeps the account from it; look in ${CONSOLE}.`;
        return [failing(check, "the account is not authorised", remedy)];
      }
      if (agreement === "PENDING") {
        return [
          warn(check, "the agreement is on its way", "Ask again in a few minutes; it can take a quarter of an hour."),
        ];
      }
      if (agreement !== "AVAILABLE" || entitlementAvailability !== "AVAILABLE") {
        const found = `agreement ${agreement}, entitlement ${entitlementAvailability}${why === undefined ? "" : `: ${why}`}`;
        return [failing(check, found, `Open the model once in ${CONSOLE}, and accept its terms.`)];
      }
      return [ok(check, "authorised, agreed, entitled")];
    } catch (error) {
      if (!isNamed(error, "ResourceNotFoundException", "ValidationException")) throw error;
      return [failing(check, `there is no such model in ${region}`, "Deploy to us-east-1, or correct the id.")];
    }
  });
}

function checkLifecycle({ bedrock, region }: Account, modelIdentifier: string): Promise<readonly Diagnosis[]> {
  const check = `life of ${modelIdentifier}`;
  return asked(check, "bedrock:GetFoundationModel", async () => {
    try {
      const { modelDetails } = await bedrock.send(new GetFoundationModelCommand({ modelIdentifier }));
      const status = modelDetails?.modelLifecycle?.status;
      if (status === "ACTIVE") return [ok(check, "active")];
      const found = `its life is ${status ?? "not told"}`;
      return [warn(check, found, "Name a newer model in the services' serverless.yml before this one ends.")];
    } catch (error) {
      if (!isNamed(error, "ResourceNotFoundException", "ValidationException")) throw error;
      return [failing(check, `there is no such model in ${region}`, "Deploy to us-east-1, or correct the id.")];
    }
  });
}

/** Anthropic asks each account once what its models are for; until then they refuse. */
async function checkUseCase({ bedrock }: Account, models: readonly string[]): Promise<readonly Diagnosis[]> {
  if (!models.some((model) => model.includes("anthropic."))) return [];
  const check = "use case for Anthropic's models";
  return asked(check, "bedrock:GetUseCaseForModelAccess", async () => {
    try {
      const { formData } = await bedrock.send(new GetUseCaseForModelAccessCommand({}));
      if ((formData?.length ?? 0) > 0) return [ok(check, "told")];
    } catch (error) {
      if (!isNamed(error, "ResourceNotFoundException")) throw error;
    }
    const remedy = `Submit the use case in ${CONSOLE}, on any of Anthropic's models; once for an account is enough.`;
    return [failing(check, "nobody has told it yet", remedy)];
  });
}
