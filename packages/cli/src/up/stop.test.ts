import { describe, expect, test } from "@jest/globals";
import { atMost, orStopped, Stopped } from "./stop.ts";

const never = new Promise<never>(() => {});

describe("work that may be stopped", () => {
  test("gives its result, or its own error", async () => {
    const { signal } = new AbortController();
    expect(await orStopped(signal, Promise.resolve(7))).toBe(7);
    await expect(orStopped(signal, Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  });

  test("is left as soon as a stop comes, with the code that a shell expects", async () => {
    const controller = new AbortController();
    const left = orStopped(controller.signal, never);
    controller.abort(new Stopped("SIGINT"));
    await expect(left).rejects.toMatchObject({ exitCode: 130 });
    await expect(orStopped(controller.signal, never)).rejects.toBeInstanceOf(Stopped);
    expect(new Stopped("SIGTERM").exitCode).toBe(143);
  });

  test("that fails after it was left disturbs nobody", async () => {
    const { promise, reject } = Promise.withResolvers<never>();
    await expect(orStopped(AbortSignal.abort(new Stopped("SIGTERM")), promise)).rejects.toBeInstanceOf(Stopped);
    reject(new Error("too late"));
    await new Promise((resolve) => setImmediate(resolve));
  });

  test("is waited for no longer than it may take", async () => {
    await expect(atMost(1, never)).resolves.toBeUndefined();
    await expect(atMost(60_000, Promise.reject(new Error("broken")))).resolves.toBeUndefined();
  });
});
