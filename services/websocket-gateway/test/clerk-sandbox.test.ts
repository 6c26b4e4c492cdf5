import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FakeClock } from "@agentic-pm/lambda/fakes";
import { FixedSecret } from "@agentic-pm/secrets/fakes";
import { type Sandbox, startSandbox } from "@agentic-pm/sandbox";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ClerkAuthProvider, ClerkSecret } from "../src/adapters/auth-provider.clerk.ts";
import { ADA } from "./fakes/test-issuer.ts";

let dataDir: string;
let sandbox: Sandbox;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "gateway-clerk-"));
  sandbox = await startSandbox({ dataDir, seed: "empty" });
});
afterAll(async () => {
  await sandbox.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test("the sandbox's tokens are proof with what the sandbox says of itself; a pending session's are not", async () => {
  const { clerk } = sandbox;
  const secret = new FixedSecret("clerk", ClerkSecret.parse(clerk.verification));
  const provider = new ClerkAuthProvider(secret, { now: () => new Date() });
  const ada = await clerk.signIn(ADA);
  expect(await provider.authenticate(await ada.token())).toMatchObject({
    ok: true,
    value: { employeeId: ADA, sessionId: ada.sessionId },
  });
  const pending = await clerk.signIn(ADA, "pending");
  expect(await provider.authenticate(await pending.token())).toMatchObject({ ok: false, code: "SESSION_PENDING" });
});

test("a session that is revoked at Clerk gets no token any more, and is over here with the last one", async () => {
  const { clerk } = sandbox;
  const clock = new FakeClock(new Date().toISOString());
  const provider = new ClerkAuthProvider(new FixedSecret("clerk", ClerkSecret.parse(clerk.verification)), clock);
  const ada = await clerk.signIn(ADA);
  const last = await ada.token();
  await clerk.revoke(ada.sessionId);
  await expect(ada.token()).rejects.toMatchObject({ code: "CLERK_SESSION_ENDED" });
  // Nobody asks Clerk at a message: what is out lives to its end, a minute at most and the skew of clocks.
  expect(await provider.authenticate(last)).toMatchObject({ ok: true });
  clock.advance(66_000);
  expect(await provider.authenticate(last)).toMatchObject({ ok: false, code: "TOKEN_EXPIRED" });
});
