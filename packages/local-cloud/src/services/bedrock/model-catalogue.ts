import { arn, REGION } from "../../gateway/account.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import type { Ask } from "../../gateway/service-module.ts";

/** Where an inference profile sends its requests, by the prefix of its id. */
const PROFILE_REGIONS: Readonly<Record<string, readonly string[]>> = {
  us: ["us-east-1", "us-east-2", "us-west-2"],
  eu: ["eu-central-1", "eu-north-1", "eu-west-1", "eu-west-3"],
  apac: ["ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2"],
  global: [REGION, ""],
};

/** Families of models that the product may name; others are unknown, as on AWS. */
const KNOWN_MODELS = [
  /^anthropic\.claude-[a-z0-9.-]+(:\d+)?$/,
  /^amazon\.nova-[a-z0-9.-]+(:\d+)?$/,
  /^amazon\.titan-embed-[a-z0-9.-]+(:\d+)?$/,
];
const MODEL_ID = /^[a-z0-9-]{1,63}\.[a-z0-9.:-]{1,127}$/;

/** A model as a request names it. */
export interface ModelReference {
  /** The id as the provider sees it: the profile's, or the model's. */
  readonly modelId: string;
  readonly foundationModel: string;
  /** The ARN of the inference profile, where one was named. */
  readonly profileArn?: string;
  /** Regions whose foundation model may answer. */
  readonly regions: readonly string[];
}

/** Reads a model id, profile id or ARN. @throws AwsError ValidationException, ResourceNotFoundException. */
export function modelReference(text: string): ModelReference {
  const id = text.startsWith("arn:") ? (text.split("/").pop() ?? "") : text;
  if (!MODEL_ID.test(id)) throw new AwsError("ValidationException", "The provided model identifier is invalid.");
  const [prefix = "", ...rest] = id.split(".");
  const regions = PROFILE_REGIONS[prefix];
  const foundationModel = regions === undefined ? id : rest.join(".");
  if (!KNOWN_MODELS.some((pattern) => pattern.test(foundationModel))) {
    throw new AwsError(
      "ResourceNotFoundException",
      `Could not resolve the foundation model from the identifier ${id}.`,
      {
        status: 404,
      },
    );
  }
  if (regions === undefined) return { modelId: id, foundationModel, regions: [REGION] };
  return { modelId: id, foundationModel, regions, profileArn: arn("bedrock", `inference-profile/${id}`) };
}

/** The permissions a call needs: on the profile, and on the foundation model in every region it may go to. */
export function modelAsks(model: ModelReference, action: string): readonly Ask[] {
  const { profileArn, foundationModel, regions } = model;
  const context = profileArn === undefined ? {} : { context: { "bedrock:InferenceProfileArn": profileArn } };
  const onModels = regions.map((region) => ({
    action,
    resource: `arn:aws:bedrock:${region}::foundation-model/${foundationModel}`,
    ...context,
  }));
  return profileArn === undefined ? onModels : [{ action, resource: profileArn }, ...onModels];
}
