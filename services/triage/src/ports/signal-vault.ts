import type { VaultedSignal } from "@agentic-pm/contracts";

/** Where raw text lies. Read-only here, and here alone. */
export interface SignalVault {
  /** Throws VAULT_OBJECT_MISSING, VAULT_OBJECT_OVERSIZE, VAULTED_SIGNAL_MALFORMED or VAULT_UNAVAILABLE (retryable). */
  read(vaultKey: string): Promise<VaultedSignal>;
}
