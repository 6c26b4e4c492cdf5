/** What is being done to a resource, in CloudFormation's words. */
export type ResourceStatus =
  | "CREATE_IN_PROGRESS"
  | "CREATE_COMPLETE"
  | "CREATE_FAILED"
  | "UPDATE_IN_PROGRESS"
  | "UPDATE_COMPLETE"
  | "UPDATE_FAILED"
  | "DELETE_IN_PROGRESS"
  | "DELETE_COMPLETE"
  | "DELETE_FAILED"
  | "DELETE_SKIPPED";

/** One step of one resource. */
export interface ResourceEvent {
  readonly logicalId: string;
  readonly type: string;
  /** "" while there is none. */
  readonly physicalId: string;
  readonly status: ResourceStatus;
  readonly reason?: string;
}

/** Told of every step. */
export type ResourceWatch = (event: ResourceEvent) => void;

/** For applies that nobody watches. */
export const unwatched: ResourceWatch = () => undefined;
