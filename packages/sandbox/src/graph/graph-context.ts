import type { TenantApp } from "./access-tokens.ts";
import type { Mailbox } from "./mailbox.ts";

export interface GraphContext {
  readonly app: TenantApp;
  readonly mailbox: Mailbox;
  readonly clock: () => Date;
  /** Ends in `/v1.0`. */
  readonly baseUrl: string;
}
