import { randomBytes, randomUUID } from "node:crypto";

/** The credentials of a data folder: one pair that may write and one that can only read, one key for Resend, the portal's accounts. */
export interface SiteSecrets {
  readonly jiraApiToken: string;
  readonly jiraReadApiToken: string;
  readonly jiraCanaryToken: string;
  readonly graphTenantId: string;
  readonly graphClientId: string;
  readonly graphClientSecret: string;
  readonly graphReader: { readonly clientId: string; readonly clientSecret: string };
  readonly graphSigningKey: string;
  readonly resendApiKey: string;
  readonly portal: PortalSecrets;
  readonly control: string;
}

/** Passwords of the portal's two accounts, and the key that signs its form tokens. */
export interface PortalSecrets {
  readonly password: string;
  readonly otherPassword: string;
  readonly signingKey: string;
}

/** What folders had from the beginning: those made before there were readers, or a portal, lack theirs. */
export type StoredSecrets = Omit<SiteSecrets, "jiraReadApiToken" | "jiraCanaryToken" | "graphReader" | "portal"> &
  Partial<SiteSecrets>;

/** Fresh credentials in the shape of the vendors'. */
export function newSecrets(): SiteSecrets {
  return {
    jiraApiToken: newJiraToken(),
    jiraReadApiToken: newJiraToken(),
    jiraCanaryToken: newJiraToken(),
    graphTenantId: randomUUID(),
    graphClientId: randomUUID(),
    graphClientSecret: newClientSecret(),
    graphReader: newReader(),
    graphSigningKey: random(32),
    resendApiKey: `re_${random(24)}`,
    portal: newPortalSecrets(),
    control: random(24),
  };
}

/** The stored credentials, with what has come since for a folder that has none. */
export function completeSecrets(stored: StoredSecrets): SiteSecrets {
  const { jiraReadApiToken = newJiraToken(), jiraCanaryToken = newJiraToken() } = stored;
  const { graphReader = newReader(), portal = newPortalSecrets() } = stored;
  return { ...stored, jiraReadApiToken, jiraCanaryToken, graphReader, portal };
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

function newPortalSecrets(): PortalSecrets {
  return { password: random(18), otherPassword: random(18), signingKey: random(32) };
}

function random(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}
