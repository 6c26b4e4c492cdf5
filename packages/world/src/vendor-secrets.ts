import type { Sandbox } from "@agentic-pm/sandbox";

/**
 * What the operator puts into Secrets Manager once; here the vendors are the sandboxes. Secret name → JSON.
 * Intake's two secrets hold credentials that can only read; the ones that write are execute's alone.
 */
export function vendorSecrets(
  sandbox: Pick<Sandbox, "clerk" | "jira" | "graph" | "graphRotators" | "portal" | "readOnly" | "resend">,
): Readonly<Record<string, string>> {
  const { clerk, jira, graph, graphRotators, portal, readOnly, resend } = sandbox;
  const { origin: baseUrl, username, password } = portal;
  return {
    "/agentic-pm/jira/read-token": JSON.stringify(readOnly.jira),
    "/agentic-pm/graph/read-credentials": JSON.stringify(readOnly.graph),
    "/agentic-pm/jira/api-token": JSON.stringify(jira),
    "/agentic-pm/graph/credentials": JSON.stringify(graph),
    "/agentic-pm/graph/rotation-credentials": JSON.stringify(graphRotators.sender),
    "/agentic-pm/graph/read-rotation-credentials": JSON.stringify(graphRotators.reader),
    "/agentic-pm/resend/api-key": JSON.stringify({ ...resend, operatorAddress: graph.mailbox }),
    "/agentic-pm/portal/credentials": JSON.stringify({ baseUrl, username, password }),
    "/agentic-pm/clerk/verification": JSON.stringify(clerk.verification),
  };
}

/**
 * What a start puts: the vendor's address as it is now, with the password that a rotation brought in since. Undefined
 * where the secret holds that already: a new version would push the previous one out.
 */
export function refreshed(fresh: string, stored: string | undefined): string | undefined {
  if (stored === undefined) return fresh;
  const [wanted, held] = [fresh, stored].map((text) => JSON.parse(text) as Readonly<Record<string, unknown>>);
  const isSameApplication = wanted?.["clientId"] !== undefined && wanted["clientId"] === held?.["clientId"];
  const merged = JSON.stringify(isSameApplication ? { ...wanted, clientSecret: held["clientSecret"] } : wanted);
  return merged === JSON.stringify(held) ? undefined : merged;
}
