import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChromiumInstaller } from "./chromium-installation.ts";
import { ProcessRegister } from "./process-register.ts";
import { launchChromium } from "./running-chromium.ts";

/** Starts the browser of AgentCore's sessions once and ends it. @throws AppError BROWSER_UNAVAILABLE. */
export async function tryChromium(cacheDir: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "agentic-pm-chromium-"));
  const installer = new ChromiumInstaller(cacheDir);
  const register = new ProcessRegister(join(folder, "register"));
  try {
    const running = await launchChromium(
      { profileDir: join(folder, "profile"), viewPort: { width: 800, height: 600 } },
      { installation: () => installer.installation(), register },
    );
    await running.kill();
  } finally {
    register.close();
    await installer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
