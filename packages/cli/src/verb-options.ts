/** Options that every verb has. */
export interface CommonOptions {
  /** Where the local cloud keeps its state. */
  readonly data: string;
  /** Answer in JSON on standard output. */
  readonly json: boolean;
}
