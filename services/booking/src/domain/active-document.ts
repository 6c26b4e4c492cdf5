/** A version of a policy that is in force. */
export interface ActiveDocument {
  readonly documentId: string;
  readonly version: number;
}
