import type { Sandbox } from "@agentic-pm/sandbox";

/**
 * What the operator puts into Secrets Manager once; here the vendors are the sandboxes. Secret name → JSON.
 * Intake's two secrets hold credentials that can only read; the ones that write are execute's alone.
 */
export function vendorSecrets(
  sandbox: Pick<Sandbox, "jira" | "graph" | "readOnly" | "resend">,
): Readonly<Record<string, string>> {
  const { jira, graph, readOnly, resend } = sandbox;
  return {
    "/agentic-pm/jira/read-token": JSON.stringify(readOnly.jira),
    "/agentic-pm/graph/read-credentials": JSON.stringify(readOnly.graph),
    "/agentic-pm/jira/api-token": JSON.stringify(jira),
    "/agentic-pm/graph/credentials": JSON.stringify(graph),
    "/agentic-pm/resend/api-key": JSON.stringify({ ...resend, operatorAddress: graph.mailbox }),
  };
}
