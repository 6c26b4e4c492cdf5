/** What time it is. A port, so that tests own the time. */
export interface Clock {
  now(): Date;
}

/** Where new random ids come from. A port, so that tests own chance. */
export interface IdSource {
  /** A new UUID (RFC 9562), lower case. */
  uuid(): string;
}
