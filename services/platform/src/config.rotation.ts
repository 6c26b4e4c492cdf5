import { parseConfig } from "@agentic-pm/lambda";
import * as z from "zod";

const arn = z.string().startsWith("arn:");
const Config = z.object({
  /** The secrets that are rotated here, separated by commas. */
  ROTATED_SECRET_ARNS: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(arn).min(1)),
  /** The one among them whose application owns the other. */
  ROTATOR_SECRET_ARN: arn,
});
export type RotationConfig = z.infer<typeof Config>;

/** The rotation's settings; throws CONFIG_INVALID naming the variable. */
export function rotationConfig(): RotationConfig {
  return parseConfig(Config, process.env);
}
