import * as z from "zod";

const ClientToken = z
  .string()
  .min(33)
  .max(256)
  .regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,256}$/);
const Uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

export const DefinitionName = z.string().regex(/^[a-zA-Z0-9_-]{1,40}$/);

export const CreateDefinition = z.object({
  name: DefinitionName,
  description: z.string().min(1).max(4_000).optional(),
  exportConfig: z.object({ s3BucketName: z.string().min(3).max(63), s3KeyPrefix: z.string().optional() }).optional(),
  clientToken: ClientToken.optional(),
});
export type CreateDefinition = z.infer<typeof CreateDefinition>;

export const CreateRun = z.object({
  modelId: z.string().min(1).max(100),
  clientInfo: z.object({ compatibilityVersion: z.int(), sdkVersion: z.string().min(1).optional() }),
  logGroupName: z
    .string()
    .max(512)
    .regex(/^[a-zA-Z0-9_/.-]+$/)
    .optional(),
  clientToken: ClientToken.optional(),
});
export type CreateRun = z.infer<typeof CreateRun>;

export const UpdateRun = z.object({ status: z.enum(["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT"]) });

export const CreateSession = z.object({ clientToken: ClientToken.optional() });

export const CreateAct = z.object({
  task: z.string().min(1).max(10_000),
  toolSpecs: z.array(z.unknown()).optional(),
  clientToken: ClientToken.optional(),
});
export type CreateAct = z.infer<typeof CreateAct>;

export const UpdateAct = z.object({
  status: z.enum(["RUNNING", "PENDING_CLIENT_ACTION", "PENDING_HUMAN_ACTION", "SUCCEEDED", "FAILED", "TIMED_OUT"]),
  error: z.object({ message: z.string().min(1).max(10_000), type: z.string().min(1).max(100).optional() }).optional(),
});
export type UpdateAct = z.infer<typeof UpdateAct>;

export const InvokeStep = z.object({
  callResults: z
    .array(
      z.object({
        callId: z.string().min(1).max(100),
        content: z.array(z.object({ text: z.string() })).min(1),
      }),
    )
    .min(1),
  previousStepId: Uuid.optional(),
});
export type InvokeStep = z.infer<typeof InvokeStep>;

const Box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

/** The answer to `takeObservation`; members that are not read here are allowed. */
export const Observation = z.object({
  activeURL: z.string(),
  browserDimensions: z.record(z.string(), z.number()),
  idToBboxMap: z.record(z.string(), Box),
  simplifiedDOM: z.string(),
  screenshotBase64: z.string().optional(),
});
