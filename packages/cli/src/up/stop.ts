const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** The run was asked to end before it was through. */
export class Stopped extends Error {
  /** As a shell has it: 128 and the signal's number. */
  readonly exitCode: number;

  constructor(signal: keyof typeof EXIT_CODES) {
    super(`Stopped by ${signal}`);
    this.exitCode = EXIT_CODES[signal];
  }
}

/** Aborted, with a Stopped, at the first signal; npm and the terminal both send one, so further ones change nothing. */
export function stopOnSignals(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => controller.abort(new Stopped(signal)));
  }
  return controller.signal;
}

/** The work's result; rejects with the Stopped as soon as there is one, and then nobody waits for the work. */
export async function orStopped<Result>(stop: AbortSignal, work: Promise<Result>): Promise<Result> {
  const stopped = untilStopped(stop);
  try {
    return await Promise.race([work, stopped.promise]);
  } finally {
    stopped.forget();
    // Whatever it comes to after a stop is nobody's concern.
    work.catch(() => undefined);
  }
}

function untilStopped(stop: AbortSignal): { promise: Promise<never>; forget: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const listener = (): void => reject(stop.reason);
  if (stop.aborted) listener();
  else stop.addEventListener("abort", listener, { once: true });
  return { promise, forget: () => stop.removeEventListener("abort", listener) };
}

/** Waits for the work to end, well or not, but no longer than the milliseconds given. */
export async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([work.catch(() => undefined), promise]);
  clearTimeout(timer);
}
