import { beforeEach, describe, expect, test } from "@jest/globals";
import { type ApplicationPassword, endOfPassword, passwordName } from "../domain/application-password.ts";
import type { Credentials } from "../domain/credentials.ts";
import type { RotationPorts } from "../ports/rotation.ts";
import { rotateSecret, type Step, STEPS } from "./rotate-secret.ts";

const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:/agentic-pm/graph/read-credentials-AbCdEf";
const CLIENT = "11111111-1111-4111-8111-111111111111";
const TYPED_IN: Credentials = {
  authority: "https://login.example",
  baseUrl: "https://graph.example/v1.0",
  tenantId: "tenant",
  clientId: CLIENT,
  clientSecret: "old-text",
  mailbox: "office@northwind-atlas.example",
  folder: "inbox",
};

/** Secrets Manager and the directory in memory. A kill is an error at the call that was made last. */
class RotationWorld implements RotationPorts {
  readonly stages = new Map<string, string[]>([["v0", ["AWSCURRENT"]]]);
  readonly values = new Map<string, Credentials>([["v0", TYPED_IN]]);
  known: (ApplicationPassword & { text: string })[] = [
    { keyId: "k0", displayName: null, hint: "old", text: "old-text" },
    { keyId: "kx", displayName: "somebody's", hint: "xyz", text: "xyz-text" },
  ];
  rotates = true;
  killedAt: "putPending" | "promote" | "removePassword" | undefined;
  refusals = 0;
  waited = 0;
  #made = 0;

  remainingMs = (): number => 120_000 - this.waited;
  now = (): Date => new Date("2026-11-22T00:00:00Z");
  sleep = async (milliseconds: number): Promise<void> => void (this.waited += milliseconds);

  /** What Secrets Manager does before it calls the first step. */
  begin(token: string): void {
    if (!this.stages.has(token)) this.stages.set(token, ["AWSPENDING"]);
  }

  readonly secrets: RotationPorts["secrets"] = {
    versions: async () => ({ rotates: this.rotates, stages: new Map(this.stages) }),
    current: async () => this.values.get(this.holder("AWSCURRENT") ?? "") ?? TYPED_IN,
    version: async (_secretId, version) => this.values.get(version) ?? null,
    putPending: async (_secretId, version, value) => {
      this.#survive("putPending");
      this.values.set(version, value);
    },
    promote: async (_secretId, { to, from }) => {
      this.#survive("promote");
      for (const held of this.stages.values()) remove(held, "AWSPREVIOUS");
      const old = this.stages.get(from ?? "") ?? [];
      remove(old, "AWSCURRENT");
      old.push("AWSPREVIOUS");
      this.stages.get(to)?.push("AWSCURRENT");
    },
  };

  readonly applications: RotationPorts["applications"] = {
    passwords: async () => this.known.map(({ text: _text, ...shown }) => shown),
    addPassword: async (_clientId, { displayName }) => {
      const text = `${String((this.#made += 1)).padStart(3, "n")}-text`;
      this.known.push({ keyId: `k${this.#made}`, displayName, hint: text.slice(0, 3), text });
      return text;
    },
    removePassword: async (_clientId, keyId) => {
      this.#survive("removePassword");
      this.known = this.known.filter((password) => password.keyId !== keyId);
    },
  };

  readonly signIn: RotationPorts["signIn"] = {
    works: async ({ clientSecret }) => {
      if (this.refusals > 0) {
        this.refusals -= 1;
        return false;
      }
      return this.known.some(({ text }) => text === clientSecret);
    },
  };

  holder(stage: string): string | undefined {
    return [...this.stages].find(([, held]) => held.includes(stage))?.[0];
  }

  #survive(call: RotationWorld["killedAt"]): void {
    if (this.killedAt !== call) return;
    this.killedAt = undefined;
    throw new Error("killed");
  }
}

function remove(list: string[], item: string): void {
  if (list.includes(item)) list.splice(list.indexOf(item), 1);
}

let world: RotationWorld;
beforeEach(() => {
  world = new RotationWorld();
});
const run = (step: Step, token = "v1") => rotateSecret({ secretId: SECRET, token, step }, world);
const rotate = async (token = "v1"): Promise<void> => {
  world.begin(token);
  for (const step of STEPS) await run(step, token);
};

describe("a rotation", () => {
  test("makes a password, tries it out, and makes it current; the one before stays good", async () => {
    await rotate();
    expect(world.holder("AWSCURRENT")).toBe("v1");
    expect(world.values.get("v1")).toEqual({ ...TYPED_IN, clientSecret: "nn1-text" });
    expect(world.known.map(({ displayName }) => displayName)).toEqual([null, passwordName("v1")]);
  });

  test("takes from the application what is neither current nor previous, whoever made it", async () => {
    for (const token of ["v1", "v2", "v3"]) await rotate(token);
    expect(world.known.map(({ displayName }) => displayName)).toEqual([passwordName("v2"), passwordName("v3")]);
  });

  test("changes nothing when each of its steps is repeated, in its turn or after the end", async () => {
    world.begin("v1");
    for (const step of STEPS) {
      await run(step);
      const before = [structuredClone(world.known), structuredClone(world.stages), structuredClone(world.values)];
      await run(step);
      expect([world.known, world.stages, world.values]).toEqual(before);
    }
    for (const step of STEPS) expect(await run(step)).toMatchObject({ did: "nothing", removed: 0 });
  });

  test("that is finished again where nothing was ever rotated takes no password away that is in use", async () => {
    expect(await run("finishSecret", "v0")).toMatchObject({ did: "nothing" });
    expect(world.known.map(({ keyId }) => keyId)).toEqual(["k0"]);
  });

  test.each(["putPending", "promote", "removePassword"] as const)(
    "goes on where it was killed at %s, and leaves no password that nobody knows",
    async (call) => {
      world.begin("v1");
      world.killedAt = call;
      await expect(rotate()).rejects.toThrow("killed");
      await rotate();
      expect(world.holder("AWSCURRENT")).toBe("v1");
      expect(world.known).toHaveLength(2);
      expect(await world.signIn.works(world.values.get("v1") as Credentials)).toBe(true);
    },
  );

  test("waits for a password that Microsoft's replicas do not have yet", async () => {
    world.refusals = 3;
    await rotate();
    expect(world.holder("AWSCURRENT")).toBe("v1");
    expect(world.waited).toBeGreaterThan(0);
  });

  test("of a password that does not work ends with its code, and promotes nothing", async () => {
    world.refusals = 1_000;
    await expect(rotate()).rejects.toMatchObject({ code: "ROTATION_PENDING_REFUSED", retryable: true });
    expect(world.holder("AWSCURRENT")).toBe("v0");
    await expect(run("finishSecret")).rejects.toMatchObject({ code: "ROTATION_PENDING_REFUSED" });
    expect(world.holder("AWSCURRENT")).toBe("v0");
  });

  test("of a password that was removed meanwhile says so, and promotes nothing", async () => {
    world.begin("v1");
    await run("createSecret");
    world.known = world.known.filter(({ displayName }) => displayName !== passwordName("v1"));
    await expect(run("setSecret")).rejects.toMatchObject({ code: "ROTATION_PASSWORD_GONE" });
    expect(world.holder("AWSCURRENT")).toBe("v0");
  });
});

describe("a step is refused", () => {
  test.each(STEPS)("where nobody began a rotation: %s", async (step) => {
    await expect(run(step)).rejects.toMatchObject({ code: "ROTATION_NOT_STARTED" });
  });

  test("where the secret does not rotate", async () => {
    world.rotates = false;
    world.begin("v1");
    await expect(run("createSecret")).rejects.toMatchObject({ code: "ROTATION_OFF" });
  });

  test.each(["setSecret", "testSecret", "finishSecret"] as const)("before there is a password: %s", async (step) => {
    world.begin("v1");
    await expect(run(step)).rejects.toMatchObject({ code: "ROTATION_NOT_CREATED" });
  });
});

test("a password outlives its rotation by a month", () => {
  expect(endOfPassword(new Date("2026-01-01T00:00:00Z"))).toBe("2026-05-01T00:00:00.000Z");
});
