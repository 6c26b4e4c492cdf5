import type { Sandbox } from "@agentic-pm/sandbox";

/**
 * What the operator puts into Secrets Manager once; here the vendors are the sandboxes. Secret name → JSON.
 * Intake's two secrets hold credentials that can only read; the ones that write are execute's alone.
 */
export function vendorSecrets(
  sandbox: Pick<Sandbox, "clerk" | "jira" | "graph" | "portal" | "readOnly" | "resend">,
): Readonly<Record<string, string>> {
  const { clerk, jira, graph, portal, readOnly, resend } = sandbox;
  const { origin: baseUrl, username, password } = portal;
  return {
    "/agentic-pm/jira/read-token": JSON.stringify(readOnly.jira),
    "/agentic-pm/graph/read-credentials": JSON.stringify(readOnly.graph),
    "/agentic-pm/jira/api-token": JSON.stringify(jira),
    "/agentic-pm/graph/credentials": JSON.stringify(graph),
    "/agentic-pm/resend/api-key": JSON.stringify({ ...resend, operatorAddress: graph.mailbox }),
    "/agentic-pm/portal/credentials": JSON.stringify({ baseUrl, username, password }),
    "/agentic-pm/clerk/verification": JSON.stringify(clerk.verification),
  };
}
