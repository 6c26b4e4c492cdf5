import { spawn, type ChildProcess } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ROOT } from "@agentic-pm/packaging";

const COMMAND = join(ROOT, "node_modules", "serverless", "bin", "serverless.js");
const QUIET = {
  SLS_NOTIFICATIONS_MODE: "off",
  SLS_TELEMETRY_DISABLED: "1",
  FORCE_COLOR: "0",
  // What Node compiled of the framework for one command, it has for the next.
  NODE_COMPILE_CACHE: join(ROOT, ".cache", "compiled"),
};
const SECONDS = 1_000;

let folder: string;
let cloud: ChildProcess;

beforeAll(async () => {
  // Inside the repository, where the services' plugins are found; apart from the services' own packages.
  mkdirSync(join(ROOT, ".cache"), { recursive: true });
  folder = mkdtempSync(join(ROOT, ".cache", "deploy-test-"));
  await startCloudCommand();
}, 120 * SECONDS);

afterAll(async () => {
  await ended(cloud, "SIGINT");
  rmSync(folder, { recursive: true, force: true });
}, 30 * SECONDS);

async function startCloudCommand(): Promise<void> {
  const main = join(ROOT, "packages", "cli", "src", "main.ts");
  const words = [main, "cloud", "--json", "--data", join(folder, "data")];
  cloud = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "ignore"] });
  // Its first words on standard output say that it is up.
  await new Promise<void>((resolve, reject) => {
    cloud.stdout?.once("data", () => resolve());
    cloud.once("exit", (code) => reject(new Error(`agentic-pm cloud ended with ${code}`)));
  });
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await exit;
}

/** Runs the framework in a service's folder with what the environment file says, and nothing of this process's own. */
async function serverless(
  as: "owner" | "deploy",
  service: string,
  ...words: string[]
): Promise<{ code: number; said: string }> {
  const text = readFileSync(join(folder, "data", `${as}.env`), "utf8").replaceAll(/^export /gm, "");
  const env = { PATH: process.env["PATH"], HOME: tmpdir(), ...QUIET, ...parseEnv(text) };
  const child = spawn(process.execPath, [COMMAND, ...words], { cwd: join(folder, service), env });
  const said: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => said.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  const code = await new Promise<number>((resolve) => child.on("exit", (status) => resolve(status ?? 1)));
  return { code, said: Buffer.concat(said).toString("utf8") };
}

describe("the framework's own commands against `agentic-pm cloud`", () => {
  test(
    "deploy the audit service under the pipeline's role, which may not remove it; its owner may",
    async () => {
      const home = join(ROOT, "services", "audit");
      mkdirSync(join(folder, "audit"));
      copyFileSync(join(home, "serverless.yml"), join(folder, "audit", "serverless.yml"));
      symlinkSync(join(home, "node_modules"), join(folder, "audit", "node_modules"));

      const deployed = await serverless("deploy", "audit", "deploy");
      expect(deployed).toMatchObject({
        code: 0,
        said: expect.stringContaining("deployed to stack agentic-pm-audit-dev"),
      });
      const info = await serverless("deploy", "audit", "info", "--verbose");
      expect(info.said).toContain("AuditTableName: agentic-pm-audit-dev");
      const refused = await serverless("deploy", "audit", "remove");
      expect(refused).toMatchObject({
        code: 1,
        said: expect.stringContaining("Could not list objects in the deployment bucket"),
      });
      const removed = await serverless("owner", "audit", "remove");
      expect(removed).toMatchObject({ code: 0, said: expect.stringContaining("successfully removed") });
      const gone = await serverless("owner", "audit", "info");
      expect(gone.said).toContain("Stack with id agentic-pm-audit-dev does not exist");
    },
    120 * SECONDS,
  );

  test(
    "deploy a function, invoke it, show its log, and find it again after the cloud was killed",
    async () => {
      mkdirSync(join(folder, "greeter"));
      writeFileSync(
        join(folder, "greeter", "serverless.yml"),
        [
          "service: greeter",
          "provider: { name: aws, runtime: nodejs24.x, stage: dev, region: us-east-1 }",
          "functions: { greet: { handler: greet.handler } }",
        ].join("\n"),
      );
      const source = (word: string): string =>
        `export const handler = async ({ name }) => { console.log("asked by", name); return \`${word} \${name}\`; };`;
      writeFileSync(join(folder, "greeter", "greet.mjs"), source("hello"));
      expect(await serverless("owner", "greeter", "deploy")).toMatchObject({ code: 0 });
      const ask = ["invoke", "--function", "greet", "--data", JSON.stringify({ name: "Ada" })];
      expect((await serverless("owner", "greeter", ...ask)).said).toContain('"hello Ada"');
      expect((await serverless("owner", "greeter", "logs", "--function", "greet")).said).toContain("asked by Ada");

      writeFileSync(join(folder, "greeter", "greet.mjs"), source("good day"));
      expect(await serverless("owner", "greeter", "deploy", "function", "--function", "greet")).toMatchObject({
        code: 0,
      });
      await ended(cloud, "SIGKILL");
      await startCloudCommand();
      expect((await serverless("owner", "greeter", ...ask)).said).toContain('"good day Ada"');
    },
    120 * SECONDS,
  );
});
