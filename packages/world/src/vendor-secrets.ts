import type { Sandbox } from "@agentic-pm/sandbox";

/** What the operator puts into Secrets Manager once; here the vendors are the sandboxes. Secret name → JSON. */
export function vendorSecrets(sandbox: Sandbox): Readonly<Record<string, string>> {
  const jira = JSON.stringify(sandbox.jira);
  const graph = JSON.stringify(sandbox.graph);
  const resend = JSON.stringify({ ...sandbox.resend, operatorAddress: sandbox.graph.mailbox });
  return {
    "/agentic-pm/jira/read-token": jira,
    "/agentic-pm/jira/api-token": jira,
    "/agentic-pm/graph/read-credentials": graph,
    "/agentic-pm/graph/credentials": graph,
    "/agentic-pm/resend/api-key": resend,
  };
}
