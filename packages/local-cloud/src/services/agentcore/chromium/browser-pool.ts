import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { ViewPort } from "../session-record.ts";
import { CdpConnection } from "./cdp-connection.ts";
import { launchChromium, type LaunchPorts, type RunningChromium } from "./running-chromium.ts";

export interface PoolOptions extends LaunchPorts {
  /** Folder of the profiles. */
  readonly profilesDir: string;
  /** How long after a start the next browser is made ready, and how long it then waits to be used. */
  readonly spareAfterMs?: number;
  readonly spareForMs?: number;
}

/**
 * Gives out browsers. After the first one another is kept ready, so that the next session does not wait; where none is
 * used for ten minutes none is kept. Nothing runs before the first.
 */
export class BrowserPool {
  readonly #options: PoolOptions;
  readonly #running = new Set<RunningChromium>();
  #spare: Promise<RunningChromium | undefined> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** A browser nobody has used, with a window of the given size. @throws AppError BROWSER_UNAVAILABLE. */
  async take(viewPort: ViewPort): Promise<RunningChromium> {
    const spare = this.#spare;
    this.#spare = undefined;
    const ready = await spare;
    const chromium = ready !== undefined && this.#running.has(ready) ? ready : await this.#launch(viewPort);
    if (chromium === ready) await resizeWindow(chromium, viewPort);
    this.#after(this.#options.spareAfterMs ?? 2_000, () => this.#keepSpare(viewPort));
    return chromium;
  }

  /** Ends every browser. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#spare;
    await Promise.all([...this.#running].map((chromium) => chromium.kill()));
  }

  async #launch(viewPort: ViewPort): Promise<RunningChromium> {
    const profileDir = join(this.#options.profilesDir, randomUUID());
    const chromium = await launchChromium({ profileDir, viewPort }, this.#options);
    this.#running.add(chromium);
    void chromium.ended.then(() => this.#running.delete(chromium));
    if (this.#isClosed) await chromium.kill();
    return chromium;
  }

  #keepSpare(viewPort: ViewPort): void {
    this.#spare ??= this.#launch(viewPort).catch(() => undefined);
    this.#after(this.#options.spareForMs ?? 600_000, () => {
      const unused = this.#spare;
      this.#spare = undefined;
      void unused?.then((chromium) => chromium?.kill());
    });
  }

  #after(ms: number, task: () => void): void {
    clearTimeout(this.#timer);
    if (this.#isClosed) return;
    this.#timer = setTimeout(task, ms);
    this.#timer.unref();
  }
}

async function resizeWindow(chromium: RunningChromium, { width, height }: ViewPort): Promise<void> {
  const cdp = await CdpConnection.open(chromium.devtoolsUrl);
  try {
    const targetId = await cdp.firstPage();
    if (targetId === undefined) return;
    const { windowId } = await cdp.send("Browser.getWindowForTarget", { targetId });
    await cdp.send("Browser.setWindowBounds", { windowId, bounds: { width, height } });
  } finally {
    cdp.close();
  }
}
