import { AwsError } from "../../gateway/aws-error.ts";

/** Gives back a turn. */
export type Release = () => void;

/** Who may use the one backend: one at a time, in the order they came. */
export class Turns {
  private readonly queue: (() => void)[] = [];
  private isTaken = false;

  /** Waits for its turn; rejects with StatementTimeoutException after `limitMs`. */
  async take(limitMs: number): Promise<Release> {
    if (this.isTaken) await this.wait(limitMs);
    this.isTaken = true;
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      this.isTaken = false;
      this.queue.shift()?.();
    };
  }

  private wait(limitMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = (): void => {
        clearTimeout(timer);
        // Taken here and not by the woken waiter, or somebody new could come between.
        this.isTaken = true;
        resolve();
      };
      const timer = setTimeout(() => {
        this.queue.splice(this.queue.indexOf(go), 1);
        reject(
          new AwsError(
            "StatementTimeoutException",
            "Another transaction held the database for longer than the Data API waits.",
          ),
        );
      }, limitMs);
      this.queue.push(go);
    });
  }
}
