import { expect, test } from "@jest/globals";
import { untilAborted } from "./until-aborted.ts";

/** Rejections that nobody handled while `work` ran and shortly after. */
async function unhandledDuring(work: () => Promise<unknown>): Promise<unknown[]> {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", note);
  try {
    await work();
    // Node tells of unhandled rejections once the microtasks are through.
    await new Promise((resolve) => setTimeout(resolve, 5));
  } finally {
    process.off("unhandledRejection", note);
  }
  return unhandled;
}

test("nothing is begun once the signal has fired", async () => {
  let begun = 0;
  const call = async (): Promise<number> => (begun += 1);
  await expect(untilAborted(call, AbortSignal.abort())).rejects.toMatchObject({ name: "States.Runtime" });
  expect(begun).toBe(0);
});

test("what fails after the signal is dropped", async () => {
  const stop = new AbortController();
  const task = Promise.withResolvers<never>();
  const unhandled = await unhandledDuring(async () => {
    const outcomes = Promise.allSettled([untilAborted(() => task.promise, stop.signal)]);
    stop.abort();
    expect(await outcomes).toMatchObject([{ reason: { message: "The execution has ended" } }]);
    task.reject(new Error("late"));
  });
  expect(unhandled).toEqual([]);
});

test("a result that comes in time is passed on", async () => {
  expect(await untilAborted(async () => 1, new AbortController().signal)).toBe(1);
});
