import { AppError, isAppError } from "@agentic-pm/errors";
import { type ClerkServer, startClerk } from "./clerk/start-clerk.ts";
import { controlRoute } from "./control/control-routes.ts";
import { deliveries } from "./deliveries.ts";
import { serveVendor, type VendorServer } from "./http/vendor-server.ts";
import type { DeferredSite, VendorSite } from "./http/vendor-site.ts";
import { effectOf, perVendor, type Vendor } from "./journal/effects.ts";
import { Journal } from "./journal/journal.ts";
import type { Sandbox, SandboxOptions } from "./sandbox-types.ts";
import { openSiteFolder, rememberPorts, type SiteFolder } from "./site-folder.ts";
import { vendorAccess } from "./vendor-access.ts";
import { buildWorld, faultsOf, origin, type World } from "./world.ts";

/**
 * Starts Jira, Graph, Resend, the travel portal and Clerk on 127.0.0.1, from the seed or from what the folder holds.
 * @throws AppError DATA_FOLDER_UNUSABLE, SANDBOX_FOLDER_IN_USE, SANDBOX_PORT_BUSY, SANDBOX_SEED_MISMATCH or
 * SANDBOX_JOURNAL_CORRUPT.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const clock = options.clock ?? (() => new Date());
  const folder = openSiteFolder(options.dataDir, clock(), options.seed);
  await refuseSecondInstance(folder, options.dataDir);
  const journal = new Journal(folder.journalFile, clock);
  const world = buildWorld(folder, journal, clock);
  const servers: VendorServer[] = [];
  let clerk: ClerkServer;
  try {
    for (const site of world.sites) servers.push(await serve(site, { world, folder, options }));
    clerk = await startClerk({ dataDir: options.dataDir, clock });
  } catch (error) {
    await Promise.all(servers.map((server) => server.close()));
    journal.close();
    throw error;
  }
  for (const [index, { vendor }] of world.sites.entries()) world.ports[vendor] = servers[index]?.port ?? 0;
  rememberPorts(options.dataDir, folder.record, world.ports);
  world.sandbox = assemble(world, folder, { servers, journal, clerk });
  return world.sandbox;
}

async function serve(
  site: VendorSite | DeferredSite,
  { world, folder, options }: { world: World; folder: SiteFolder; options: SandboxOptions },
): Promise<VendorServer> {
  const faults = world.faults[site.vendor];
  const sandbox = () => {
    if (world.sandbox === undefined) throw new Error("A control request came before the sandbox was complete.");
    return world.sandbox;
  };
  const { siteId, ports } = folder.record;
  const parts = {
    faults,
    control: (request: Parameters<typeof controlRoute>[0]) => controlRoute(request, { siteId, faults, sandbox }),
  };
  const wanted = options.ports?.[site.vendor];
  if (wanted !== undefined) return serveVendor(site, wanted, parts);
  try {
    return await serveVendor(site, ports[site.vendor], parts);
  } catch (error) {
    // The remembered port is a courtesy; somebody else may have it by now.
    if (isAppError(error) && error.code === "SANDBOX_PORT_BUSY") return serveVendor(site, 0, parts);
    throw error;
  }
}

function assemble(
  world: World,
  { record }: SiteFolder,
  { servers, journal, clerk }: { servers: readonly VendorServer[]; journal: Journal; clerk: ClerkServer },
): Sandbox {
  const { store, mailbox, outbox, bookings } = world;
  const { secrets } = record;
  let closing: Promise<void> | undefined;
  const stop = async () => {
    await Promise.all([...servers, clerk].map((server) => server.close()));
    journal.close();
  };
  const counters = world.sites.map(({ vendor }, index) => [vendor, servers[index]?.requests] as const);
  return {
    ...vendorAccess(world, secrets),
    clerk: clerk.access,
    controlToken: secrets.control,
    effects: async () => journal.entries().flatMap((entry) => effectOf(entry) ?? []),
    state: () => ({
      issues: store.issues(),
      comments: store.allComments(),
      mails: { inbox: mailbox.messages("inbox"), sent: mailbox.messages("sentitems") },
      emails: outbox.emails(),
      trips: bookings.bookings(),
    }),
    faults: faultsOf(world),
    deliver: deliveries(store, mailbox),
    requests: () => {
      const counts: Record<Vendor, Record<string, number>> = perVendor(() => ({}));
      for (const [vendor, count] of counters) counts[vendor] = count?.() ?? {};
      return counts;
    },
    close: () => (closing ??= stop()),
  };
}

/** Asks the remembered port whether this very folder is being served: process ids get used again, site ids do not. */
async function refuseSecondInstance({ record }: SiteFolder, dataDir: string): Promise<void> {
  if (record.ports.jira === 0) return;
  const headers = { "x-sandbox-control": record.secrets.control };
  const signal = AbortSignal.timeout(2000);
  let siteId: unknown;
  try {
    const answer = await fetch(`${origin(record.ports.jira)}/__sandbox/health`, { headers, signal });
    const body: unknown = await answer.json();
    siteId = typeof body === "object" && body !== null && "siteId" in body ? body.siteId : undefined;
  } catch {
    return; // nobody there, or somebody who is no sandbox
  }
  if (siteId !== record.siteId) return;
  throw new AppError("SANDBOX_FOLDER_IN_USE", {
    cause: `The data folder ${dataDir} is in use by a sandbox on port ${record.ports.jira}.`,
    remedy: "Stop that sandbox, or choose another data folder.",
    details: { dataDir, port: record.ports.jira },
  });
}
