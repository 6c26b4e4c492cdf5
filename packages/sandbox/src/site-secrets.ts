import { randomBytes, randomUUID } from "node:crypto";

/** The credentials of a data folder: one pair that may write and one that can only read, and one key for Resend. */
export interface SiteSecrets {
  readonly jiraApiToken: string;
  readonly jiraReadApiToken: string;
  readonly graphTenantId: string;
  readonly graphClientId: string;
  readonly graphClientSecret: string;
  readonly graphReader: { readonly clientId: string; readonly clientSecret: string };
  readonly graphSigningKey: string;
  readonly resendApiKey: string;
  readonly control: string;
}

/** What folders had from the beginning: those made before there were readers lack theirs. */
export type StoredSecrets = Omit<SiteSecrets, "jiraReadApiToken" | "graphReader"> & Partial<SiteSecrets>;

/** Fresh credentials in the shape of the vendors'. */
export function newSecrets(): SiteSecrets {
  return {
    jiraApiToken: newJiraToken(),
    jiraReadApiToken: newJiraToken(),
    graphTenantId: randomUUID(),
    graphClientId: randomUUID(),
    graphClientSecret: newClientSecret(),
    graphReader: newReader(),
    graphSigningKey: random(32),
    resendApiKey: `re_${random(24)}`,
    control: random(24),
  };
}

/** The stored credentials, with readers for a folder that has none. */
export function withReaders(stored: StoredSecrets): SiteSecrets {
  const { jiraReadApiToken = newJiraToken(), graphReader = newReader() } = stored;
  return { ...stored, jiraReadApiToken, graphReader };
}

function newJiraToken(): string {
  return `ATATT3xFfGF0${random(48)}`;
}

function newReader(): SiteSecrets["graphReader"] {
  return { clientId: randomUUID(), clientSecret: newClientSecret() };
}

function newClientSecret(): string {
  return `sbx8Q~${random(25)}`;
}

function random(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}
