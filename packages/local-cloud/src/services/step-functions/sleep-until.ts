/** Sleeps until a moment in epoch milliseconds; ends early, without an error, when the signal fires. */
export async function sleepUntil(moment: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, Math.max(0, moment - Date.now()));
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done, { once: true });
  });
}
