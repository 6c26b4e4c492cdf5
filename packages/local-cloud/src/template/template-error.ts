import { AppError } from "@agentic-pm/errors";

/** Where in a stack something is wrong. */
export interface TemplatePlace {
  readonly stackName: string;
  /** The logical id of the resource, or the name of the output or condition. */
  readonly subject?: string;
  /** Path of the property, e.g. `Properties.Code.S3Key`. */
  readonly path?: string;
}

/** A template that AWS would refuse as well: says stack, resource and property. */
export function templateError(place: TemplatePlace, cause: string, remedy?: string): AppError {
  const where = [
    `stack ${place.stackName}`,
    ...(place.subject === undefined ? [] : [place.subject]),
    ...(place.path === undefined || place.path === "" ? [] : [place.path]),
  ].join(", ");
  return new AppError("TEMPLATE_INVALID", {
    cause: `${where}: ${cause}`,
    remedy: remedy ?? "Correct it in the service's serverless.yml and package again.",
    details: { ...place },
  });
}
