/** What is asked of the encoder's worker. */
export interface EncodeRequest {
  readonly id: number;
  readonly text: string;
}

/** Its answer: 512 numbers of length 1, or why there are none. */
export type EncodeAnswer =
  | { readonly id: number; readonly vector: readonly number[] }
  | { readonly id: number; readonly failed: string };
