import { writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { AppError } from "@agentic-pm/errors";
import type { BootStep, LocalCloud, ModelProvider, PackagedService } from "@agentic-pm/local-cloud";
import type { Sandbox } from "@agentic-pm/sandbox";
import { SIGN_IN_FILE } from "./connection.ts";
import { TravelApi } from "./travel/travel-api.ts";
import { setUpTravel } from "./travel/travel-setup.ts";
import { refreshed, vendorSecrets } from "./vendor-secrets.ts";

/** Everything that runs on this machine: the vendors and the cloud. */
export interface World {
  readonly sandbox: Sandbox;
  readonly cloud: LocalCloud;
  /** Who answers for the models, as every answer says. */
  readonly modelLabel: string;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly dataDir: string;
  readonly cacheDir: string;
  readonly services: readonly PackagedService[];
  readonly model: ModelProvider;
  readonly port?: number;
  /** What the vendors hold at the first start: the whole project, or its people and sprints only. */
  readonly seed?: "atlas" | "empty";
  readonly onProgress?: (step: BootStep) => void;
}

const MIGRATE_FUNCTION = "agentic-pm-platform-dev-migrate";

/** Boots vendors and cloud side by side; vendors' secrets and the schema are in place before any work goes on. */
export async function startWorld(options: WorldOptions): Promise<World> {
  // Loaded here, because most who use this package only ask a world that runs already.
  const [{ startCloud }, { startSandbox }] = await Promise.all([
    import("@agentic-pm/local-cloud"),
    import("@agentic-pm/sandbox"),
  ]);
  const sandbox = await startSandbox({
    dataDir: join(options.dataDir, "sandbox"),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  });
  try {
    const cloud = await startCloud({
      dataDir: join(options.dataDir, "cloud"),
      cacheDir: options.cacheDir,
      services: options.services,
      model: options.model,
      operatorName: sessionName(userInfo().username),
      sessionToken: async (employeeId) => await (await sandbox.clerk.signIn(employeeId)).token(),
      prepare: async (booting) => {
        writeSignIn(options.dataDir, sandbox);
        putVendorSecrets(booting, sandbox);
        await migrate(booting);
        await nameTravel(booting, sandbox);
      },
      ...(options.port === undefined ? {} : { port: options.port }),
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    });
    return {
      sandbox,
      cloud,
      modelLabel: options.model.label,
      close: async () => {
        await cloud.close();
        await sandbox.close();
      },
    };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

function putVendorSecrets({ secrets }: LocalCloud, sandbox: Sandbox): void {
  for (const [name, fresh] of Object.entries(vendorSecrets(sandbox))) {
    const value = refreshed(fresh, secrets.find(name));
    if (value !== undefined) secrets.put(name, value);
  }
}

/** A role session's name may hold word characters and +=,.@- only, 2 to 64 of them. */
function sessionName(user: string): string {
  return user
    .replaceAll(/[^\w+=,.@-]/g, "-")
    .slice(0, 64)
    .padEnd(2, "-");
}

/** Says, to the owner of the folder only, where employees sign in. */
function writeSignIn(dataDir: string, { clerk }: Sandbox): void {
  const { issuer, secretKey, authorizedParty: origin } = clerk;
  writeFileSync(join(dataDir, SIGN_IN_FILE), JSON.stringify({ issuer, secretKey, origin }), { mode: 0o600 });
}

/** The operator's part of travel, over the API that is up already. */
async function nameTravel(cloud: LocalCloud, sandbox: Sandbox): Promise<void> {
  const { endpoint, operatorCredentials: credentials } = cloud;
  const place = { region: "us-east-1", account: "111122223333", stage: "dev" };
  const travel = new TravelApi({ endpoint, ...place, exports: {}, credentials });
  try {
    await setUpTravel(travel, sandbox);
  } finally {
    travel.close();
  }
}

async function migrate(cloud: LocalCloud): Promise<void> {
  const answer = await cloud.invoke(MIGRATE_FUNCTION, {});
  if (answer.functionError === undefined) return;
  throw new AppError("MIGRATION_FAILED", {
    cause: `The database could not be migrated: ${JSON.stringify(answer.payload)}`,
    remedy: "Nothing was half-applied. Correct services/platform/src/migrations and start again.",
  });
}
