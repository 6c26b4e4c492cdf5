import type { PortalDriver, ScreenshotStore } from "../ports/portal-driver.ts";

/** Pictures of each step for the record: taken at once, stored in the background, awaited before the end. */
export class StepPictures {
  readonly #store: ScreenshotStore;
  readonly #folder: string;
  readonly #pending: Promise<unknown>[] = [];
  #taken = 0;
  #missed = 0;

  constructor(store: ScreenshotStore, of: { readonly bookingId: string; readonly attempt: number }) {
    this.#store = store;
    this.#folder = `screenshots/${of.bookingId}/${of.attempt}`;
  }

  /** Takes a picture of the page as it is. One that cannot be had is counted, and stops nothing. */
  async take(driver: PortalDriver, step: string): Promise<void> {
    this.#taken += 1;
    const key = `${this.#folder}/${this.#taken}-${step}.jpg`;
    try {
      const jpeg = await driver.picture();
      this.#pending.push(this.#store.put(key, jpeg).catch(() => this.#miss()));
    } catch {
      this.#miss();
    }
  }

  /** Waits until all are stored. Answers with how many are missing. */
  async stored(): Promise<{ readonly taken: number; readonly missed: number }> {
    await Promise.all(this.#pending);
    return { taken: this.#taken, missed: this.#missed };
  }

  #miss(): void {
    this.#missed += 1;
  }
}
