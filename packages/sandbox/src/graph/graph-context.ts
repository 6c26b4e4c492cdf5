import type { Tenant } from "./access-tokens.ts";
import type { AppDirectory } from "./app-directory.ts";
import type { Mailbox } from "./mailbox.ts";

export interface GraphContext {
  readonly tenant: Tenant;
  readonly apps: AppDirectory;
  readonly mailbox: Mailbox;
  readonly clock: () => Date;
  /** Ends in `/v1.0`. */
  readonly baseUrl: string;
}
