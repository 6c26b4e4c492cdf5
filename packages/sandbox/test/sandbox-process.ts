import { startSandbox, type PortalAccess, type Sandbox } from "../src/index.ts";

/** What the process prints: how to reach its servers. */
export type Reach = Pick<Sandbox, "jira" | "graph" | "resend" | "controlToken"> & {
  readonly portal: Pick<PortalAccess, "origin" | "username" | "password">;
};

/** A sandbox in a process of its own, for the tests that kill it: prints how to reach it and stays. */
const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error("Usage: sandbox-process.ts DATA_DIR");
const { jira, graph, resend, portal, controlToken } = await startSandbox({ dataDir });
process.stdout.write(`${JSON.stringify({ jira, graph, resend, portal, controlToken })}\n`);
