import type { HandleRole, RawText, SignalKind, SignalSourceName, VaultedSignal } from "@agentic-pm/contracts";

/** What an entity is to a signal, by trusted fields of the vendor; `mentioned` is the one role that text can cause. */
export interface Bearer {
  readonly entityId: string;
  readonly role: HandleRole;
}

/** A signal as a source read it, before it is cut, hashed and stored. */
export interface FetchedSignal {
  readonly source: SignalSourceName;
  readonly kind: SignalKind;
  readonly projectKey: string;
  /** The vendor's id of the thing: an issue, a comment, a sprint, a message. */
  readonly externalId: string;
  readonly texts: readonly RawText[];
  readonly fields: Omit<VaultedSignal["fields"], "truncated">;
  /** What makes it this signal and no other: the same identity again is the same signal, however often it is read. */
  readonly identity: unknown;
  readonly bearers: readonly Bearer[];
  readonly readers: readonly string[];
}

/** Something the vendor sent that is not what its API promises. It is audited and left out. */
export interface RefusedSignal {
  readonly source: SignalSourceName;
  readonly externalId: string;
  readonly code: "SIGNAL_MALFORMED";
  readonly cause: string;
}
