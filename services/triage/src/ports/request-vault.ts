import type { VaultedRequest } from "@agentic-pm/contracts/travel";

/** Where employees' own words lie. Read-only here, and here alone. */
export interface RequestVault {
  /** Throws REQUEST_MISSING, REQUEST_MALFORMED or VAULT_UNAVAILABLE (retryable). */
  read(vaultKey: string): Promise<VaultedRequest>;
}
