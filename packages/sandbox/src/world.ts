import { AppDirectory, type AppRegistration, rotatorOf } from "./graph/app-directory.ts";
import { graphSite } from "./graph/graph-site.ts";
import { Mailbox } from "./graph/mailbox.ts";
import { ApiFaults } from "./http/faults.ts";
import type { DeferredSite, VendorSite } from "./http/vendor-site.ts";
import { type JiraAccount, jiraSite } from "./jira/jira-site.ts";
import { JiraStore } from "./jira/jira-store.ts";
import { perVendor, type Vendor } from "./journal/effects.ts";
import type { Journal } from "./journal/journal.ts";
import { deferredPortal } from "./portal/deferred-portal.ts";
import { PortalScenarios } from "./portal/portal-scenarios.ts";
import { PortalSessions, type PortalAccount } from "./portal/portal-sessions.ts";
import { PortalStore } from "./portal/portal-store.ts";
import { Outbox } from "./resend/outbox.ts";
import { resendSite } from "./resend/resend-site.ts";
import type { Sandbox, SandboxFaults } from "./sandbox-types.ts";
import { accountOf, addressOf, AGENT_ACCOUNT_ID, AGENT_EMAIL, CANARY_PERSON, INTERNAL_DOMAIN } from "./seed/people.ts";
import type { SiteFolder } from "./site-folder.ts";
import type { SiteSecrets } from "./site-secrets.ts";

/** The parts of a sandbox, before and after its servers have ports. */
export interface World {
  readonly store: JiraStore;
  readonly mailbox: Mailbox;
  readonly apps: AppDirectory;
  readonly outbox: Outbox;
  readonly bookings: PortalStore;
  readonly scenarios: PortalScenarios;
  readonly faults: Readonly<Record<Vendor, ApiFaults>>;
  readonly sites: readonly (VendorSite | DeferredSite)[];
  ports: Record<Vendor, number>;
  sandbox: Sandbox | undefined;
}

/** The vendors with their state; the ports are filled in when the servers listen. */
export function buildWorld({ record, seed }: SiteFolder, journal: Journal, clock: () => Date): World {
  const { secrets, firstStart } = record;
  const store = new JiraStore(seed.jira, journal, clock);
  const mailbox = new Mailbox(seed.graph, journal, clock);
  const outbox = new Outbox(journal, clock);
  const apps = new AppDirectory(registrationsOf(secrets), firstStart, { journal, clock });
  const tenant = { tenantId: secrets.graphTenantId, signingKey: secrets.graphSigningKey };
  const scenarios = new PortalScenarios();
  const bookings = new PortalStore(journal, clock, secrets.portal.signingKey);
  const sessions = new PortalSessions(portalAccounts(secrets), secrets.portal.signingKey, { journal, clock });
  const world: World = {
    store,
    mailbox,
    apps,
    outbox,
    bookings,
    scenarios,
    faults: perVendor(() => new ApiFaults()),
    ports: perVendor(() => 0),
    sandbox: undefined,
    sites: [
      jiraSite(jiraAccounts(secrets), () => ({ store, clock, baseUrl: origin(world.ports.jira) })),
      graphSite(() => ({ tenant, apps, mailbox, clock, baseUrl: `${origin(world.ports.graph)}/v1.0` })),
      resendSite({ apiKey: secrets.resendApiKey, domain: INTERNAL_DOMAIN, since: firstStart }, outbox),
      deferredPortal({ store: bookings, sessions, scenarios, clock }),
    ],
  };
  return world;
}

/** The company whose employees travel, and another customer of the same portal. */
export function portalAccounts({ portal }: SiteSecrets): readonly [PortalAccount, PortalAccount] {
  return [
    { username: `travel@${INTERNAL_DOMAIN}`, password: portal.password, company: "Northwind Atlas" },
    { username: "travel@calderfinch.example", password: portal.otherPassword, company: "Calder Finch" },
  ];
}

/**
 * The agent with two tokens, so that what it wrote is its own whichever of them reads it; and a person's token, by which
 * a deploy's canary writes as somebody who is not the agent.
 */
function jiraAccounts({ jiraApiToken, jiraReadApiToken, jiraCanaryToken }: SiteSecrets): JiraAccount[] {
  const { address: email } = addressOf(CANARY_PERSON);
  const both = ["read:jira-work", "write:jira-work"] as const;
  return [
    {
      accountId: AGENT_ACCOUNT_ID,
      email: AGENT_EMAIL,
      tokens: [
        { value: jiraApiToken, scopes: both },
        { value: jiraReadApiToken, scopes: ["read:jira-work"] },
      ],
    },
    { accountId: accountOf(CANARY_PERSON), email, tokens: [{ value: jiraCanaryToken, scopes: both }] },
  ];
}

/** The sender needs Mail.Read too: Mail.ReadBasic hides the extended property that finds a mail among the sent ones. */
function registrationsOf(secrets: SiteSecrets): readonly AppRegistration[] {
  const { graphClientId, graphClientSecret, graphReader } = secrets;
  return [
    { clientId: graphClientId, clientSecret: graphClientSecret, roles: ["Mail.Read", "Mail.Send"] },
    { ...graphReader, roles: ["Mail.Read", "User.Read.All"] },
    ...Object.values(graphRotators(secrets)),
  ];
}

/** Who renews passwords: the owner of the reader and itself, and the owner of the sender and itself. */
export function graphRotators({
  graphSigningKey,
  graphClientId,
  graphReader,
}: SiteSecrets): Readonly<Record<"reader" | "sender", AppRegistration>> {
  return {
    reader: rotatorOf(graphSigningKey, { name: "reader", clientId: graphReader.clientId }),
    sender: rotatorOf(graphSigningKey, { name: "sender", clientId: graphClientId }),
  };
}

/** The faults of the vendors in one place. */
export function faultsOf({ faults, mailbox, apps, scenarios }: World): SandboxFaults {
  return {
    ...faults,
    expireGraphTokens: () => mailbox.expireTokens(),
    invalidateDeltaTokens: () => mailbox.invalidateDelta(),
    refuseNewPasswords: (times) => apps.refuseNewPasswords(times),
    clear: () => {
      apps.refuseNewPasswords(0);
      for (const each of Object.values(faults)) each.clear();
      scenarios.reset();
    },
  };
}

/** Where a vendor on this port is reached. */
export function origin(port: number): string {
  return `http://127.0.0.1:${port}`;
}
