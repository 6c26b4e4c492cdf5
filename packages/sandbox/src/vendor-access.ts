import type { AppRegistration } from "./graph/app-directory.ts";
import type { Sandbox } from "./sandbox-types.ts";
import { BOARD_ID, PROJECT_KEY } from "./seed/build-seed.ts";
import { addressOf, AGENT_EMAIL, CANARY_PERSON, INTERNAL_DOMAIN } from "./seed/people.ts";
import type { SiteSecrets } from "./site-secrets.ts";
import { graphRotators, origin, portalAccounts, type World } from "./world.ts";

/** The domain that may send through Resend; it is the supplier's own. */
const SENDER = `Atlas Project Office <atlas@${INTERNAL_DOMAIN}>`;

/** How the vendors are reached, by those who write and by those who can only read. */
export function vendorAccess(
  { ports, mailbox, apps, scenarios, bookings }: World,
  secrets: SiteSecrets,
): Pick<Sandbox, "jira" | "canary" | "graph" | "graphRotators" | "passwordsOf" | "readOnly" | "resend" | "portal"> {
  const jira = {
    baseUrl: origin(ports.jira),
    email: AGENT_EMAIL,
    apiToken: secrets.jiraApiToken,
    boardId: BOARD_ID,
    projectKey: PROJECT_KEY,
  };
  const graph = {
    baseUrl: `${origin(ports.graph)}/v1.0`,
    authority: origin(ports.graph),
    tenantId: secrets.graphTenantId,
    clientId: secrets.graphClientId,
    clientSecret: secrets.graphClientSecret,
    mailbox: mailbox.owner.userPrincipalName,
    folder: "inbox",
  };
  const rotators = graphRotators(secrets);
  const { baseUrl, authority, tenantId } = graph;
  const [company, other] = portalAccounts(secrets);
  return {
    jira,
    canary: { jira: { ...jira, email: addressOf(CANARY_PERSON).address, apiToken: secrets.jiraCanaryToken } },
    graph,
    graphRotators: {
      reader: { baseUrl, authority, tenantId, ...credentialsOf(rotators.reader) },
      sender: { baseUrl, authority, tenantId, ...credentialsOf(rotators.sender) },
    },
    passwordsOf: (id) => apps.passwords(id),
    readOnly: { jira: { ...jira, apiToken: secrets.jiraReadApiToken }, graph: { ...graph, ...secrets.graphReader } },
    resend: { baseUrl: origin(ports.resend), apiKey: secrets.resendApiKey, from: SENDER },
    portal: {
      origin: origin(ports.portal),
      username: company.username,
      password: company.password,
      other: { username: other.username, password: other.password },
      scenarios,
      trips: () => bookings.bookings(),
    },
  };
}

function credentialsOf({
  clientId,
  clientSecret,
}: AppRegistration): Pick<AppRegistration, "clientId" | "clientSecret"> {
  return { clientId, clientSecret };
}
