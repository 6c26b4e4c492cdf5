import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ServiceModule } from "../../gateway/service-module.ts";
import { agentCoreModule } from "./agentcore-module.ts";
import { BrowserSessions } from "./browser-sessions.ts";
import { Browsers, type CustomBrowser } from "./browsers.ts";
import { BrowserPool } from "./chromium/browser-pool.ts";
import { ChromiumInstaller } from "./chromium/chromium-installation.ts";
import { ProcessRegister } from "./chromium/process-register.ts";

export interface AgentCoreAdmin {
  /** AWS::BedrockAgentCore::BrowserCustom; the same name gets the same browser. @throws AwsError ValidationException. */
  createBrowser(name: string): CustomBrowser;
  deleteBrowser(browserId: string): void;
}

export interface AgentCoreService {
  readonly module: ServiceModule;
  readonly admin: AgentCoreAdmin;
}

export interface AgentCoreOptions {
  readonly dataDir: string;
  /** Where the browser of the npm package is unpacked, once for all clouds that share the folder. */
  readonly cacheDir: string;
  /** The gateway's address, once it listens. */
  readonly endpoint: () => string;
  readonly now?: () => number;
  /** A Chromium of this machine to use instead of the package's. */
  readonly chromiumPath?: string;
  /** How long after a start the next browser is made ready, in milliseconds; 2,000 unless told. */
  readonly spareAfterMs?: number;
}

/** Browser sessions of Bedrock AgentCore: each is a Chromium of its own. None is started before the first session. */
export async function createAgentCore(options: AgentCoreOptions): Promise<AgentCoreService> {
  const { dataDir, cacheDir, chromiumPath, now = Date.now } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const register = new ProcessRegister(join(dataDir, "processes.jsonl"));
  register.endLeftovers();
  const profilesDir = join(dataDir, "profiles");
  rmSync(profilesDir, { recursive: true, force: true, maxRetries: 5 });
  const installer = new ChromiumInstaller(cacheDir);
  const pool = new BrowserPool({
    profilesDir,
    register,
    installation: async () =>
      chromiumPath === undefined ? await installer.installation() : { executable: chromiumPath },
    ...(options.spareAfterMs === undefined ? {} : { spareAfterMs: options.spareAfterMs }),
  });
  const browsers = new Browsers(dataDir);
  const sessions = new BrowserSessions(dataDir, { pool, now });
  const close = async (): Promise<void> => {
    await installer.close();
    await sessions.close();
    await pool.close();
    register.close();
    browsers.close();
  };
  const admin: AgentCoreAdmin = {
    createBrowser: (name) => {
      const browser = browsers.create(name, now());
      // Unpacked while the rest is deployed; what fails here fails again at the first session, with its reason.
      if (chromiumPath === undefined) installer.installation().catch(() => undefined);
      return browser;
    },
    deleteBrowser: (browserId) => browsers.delete(browserId),
  };
  return { module: agentCoreModule({ browsers, sessions, endpoint: options.endpoint }, close), admin };
}
