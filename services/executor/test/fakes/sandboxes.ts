import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "@agentic-pm/contracts";
import { RecordingLogger } from "@agentic-pm/observability/fakes";
import { startSandbox, type SandboxOptions } from "@agentic-pm/sandbox";
import { FixedSecret } from "@agentic-pm/secrets/fakes";
import { GraphApi } from "../../src/adapters/graph/graph-api.ts";
import { GraphToken } from "../../src/adapters/graph/graph-token.ts";
import { GraphPeopleDirectory } from "../../src/adapters/graph/people-directory.graph.ts";
import { FetchVendorHttp } from "../../src/adapters/http/vendor-http.fetch.ts";
import { GraphSecret, JiraSecret, ResendSecret } from "../../src/adapters/integration-secrets.ts";
import { JiraApi } from "../../src/adapters/jira/jira-api.ts";
import { JiraProjectLead } from "../../src/adapters/jira/project-lead.jira.ts";

const systemClock: Clock = { now: () => new Date() };

/**
 * The three vendors' sandboxes with our clients on them, and a way to stop it all. `jira` and `graph` hold intake's
 * credentials, which can only read; those of `writing` are execute's.
 */
export async function sandboxWithClients(seed: NonNullable<SandboxOptions["seed"]>) {
  const dataDir = await mkdtemp(join(tmpdir(), "executor-"));
  const sandbox = await startSandbox({ dataDir, seed });
  const logger = new RecordingLogger();
  const quick = { attempts: 3, baseMs: 1, capMs: 5 };
  const http = new FetchVendorHttp({ clock: systemClock, logger, remainingMs: () => 60_000, backoff: quick });
  const jiraSecret = new FixedSecret("jira", JiraSecret.parse(sandbox.readOnly.jira));
  const graphSecret = new FixedSecret("graph", GraphSecret.parse(sandbox.readOnly.graph));
  const resend = { ...sandbox.resend, operatorAddress: "operator@northwind.example" };
  const graphOf = (secret: FixedSecret<GraphSecret>) =>
    new GraphApi(secret, { http, token: new GraphToken(secret, { http, clock: systemClock }) });
  const graph = graphOf(graphSecret);
  const jira = new JiraApi(jiraSecret, http);
  const writing = {
    jira: new JiraApi(new FixedSecret("jira", JiraSecret.parse(sandbox.jira)), http),
    graph: graphOf(new FixedSecret("graph", GraphSecret.parse(sandbox.graph))),
  };
  const directory = new GraphPeopleDirectory(graph, { clock: systemClock });
  return {
    sandbox,
    logger,
    http,
    jiraSecret,
    graphSecret,
    resendSecret: new FixedSecret("resend", ResendSecret.parse(resend)),
    jira,
    graph,
    writing,
    directory,
    projectLead: new JiraProjectLead(jira, { directory, logger }),
    clock: systemClock,
    stop: async () => {
      await sandbox.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type SandboxClients = Awaited<ReturnType<typeof sandboxWithClients>>;
