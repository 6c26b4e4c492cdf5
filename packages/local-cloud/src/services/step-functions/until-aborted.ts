import { TaskError } from "./task-error.ts";

/**
 * Begins the work and waits for it until the signal fires: a task that never answers must not hold its timers for ever.
 * Once the signal has fired nothing is begun, so that no promise is left whose rejection nobody handles.
 */
export async function untilAborted<Value>(begin: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
  const ended = (): TaskError => new TaskError("States.Runtime", "The execution has ended");
  if (signal.aborted) throw ended();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(ended());
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([begin(), aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
