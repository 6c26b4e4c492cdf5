import { AwsError } from "../../gateway/aws-error.ts";

export function notFound(resourceType: string, resourceId: string): AwsError {
  return new AwsError("ResourceNotFoundException", `The ${resourceType} ${resourceId} does not exist.`, {
    status: 404,
    members: { resourceId, resourceType },
  });
}

export function conflict(resourceType: string, resourceId: string, why: string): AwsError {
  return new AwsError("ConflictException", why, { status: 409, members: { resourceId, resourceType } });
}

export function invalid(field: string, why: string): AwsError {
  return new AwsError("ValidationException", why, {
    members: { reason: "FieldValidationFailed", fieldList: [{ name: field, message: why }] },
  });
}

/** For answers of a model that nobody could carry out. */
export function invalidGeneration(why: string): AwsError {
  return new AwsError("InternalServerException", why, { status: 500, members: { reason: "InvalidModelGeneration" } });
}
