import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  embeddedProvider,
  openFunctionEnvironment,
  packagedTemplates,
  resolveTemplates,
  runOnce,
  startCloud,
} from "@agentic-pm/local-cloud";
import { packageServices, type PackagedService, ROOT } from "@agentic-pm/packaging";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

const SLOW = 300_000;
const TEMPLATE = "cloudformation-template-update-stack.json";
const SERVICES = new Set(["platform", "audit", "triage"]);
const PROBE = `
import { once } from "node:events";
import { connect } from "node:net";
export const handler = async ({ port }) => {
  const socket = connect(port, "127.0.0.1");
  try { await once(socket, "connect"); return "connected"; }
  catch (error) { return error.code; }
  finally { socket.destroy(); }
};`;

let folder: string;
let packaged: readonly PackagedService[];
let outside: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "agentic-pm-network-change-"));
  writeFileSync(join(folder, "probe.mjs"), PROBE);
  packaged = (await packageServices()).filter(({ name }) => SERVICES.has(name));
  outside = createServer().listen(0, "127.0.0.1");
  await once(outside, "listening");
}, SLOW);

afterAll(() => {
  outside.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The packages as `--param network=…` leaves them. */
function packagedFor(network: string): readonly PackagedService[] {
  return packaged.map((service) => {
    const artefactsDir = join(folder, network, service.name);
    mkdirSync(artefactsDir, { recursive: true });
    for (const file of readdirSync(service.artefactsDir)) {
      rmSync(join(artefactsDir, file), { force: true });
      if (file !== TEMPLATE) symlinkSync(join(service.artefactsDir, file), join(artefactsDir, file));
    }
    const template = JSON.parse(readFileSync(join(service.artefactsDir, TEMPLATE), "utf8")) as {
      readonly Parameters?: { readonly Network?: { Default: string } };
    };
    if (template.Parameters?.Network !== undefined) template.Parameters.Network.Default = network;
    writeFileSync(join(artefactsDir, TEMPLATE), JSON.stringify(template));
    return { ...service, artefactsDir };
  });
}

interface Standing {
  /** What came of a socket that `sanitise` opened to a vendor's place. */
  readonly socket: unknown;
  readonly subnetsOfSanitise: number;
  /** Resources by their stack and logical id. */
  readonly there: readonly string[];
}

/** Applies all services in a mode to the one data folder, and looks at what stands then. */
async function standingIn(network: string): Promise<Standing> {
  const cloud = await startCloud({
    dataDir: join(folder, "data", "cloud"),
    cacheDir: join(ROOT, ".cache"),
    services: packagedFor(network),
    model: embeddedProvider(),
  });
  try {
    const opened = await openFunctionEnvironment(join(folder, "data"), "agentic-pm-triage-dev-sanitise");
    const address = outside.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const probing = { ...opened, taskRoot: folder, handler: "probe.handler" };
    const outcome = await runOnce(probing, { port }, () => undefined);
    const sanitise = cloud.resourcesOf("agentic-pm-triage-dev").get("SanitiseLambdaFunction");
    const vpc = sanitise?.properties["VpcConfig"] as { readonly SubnetIds: readonly string[] } | undefined;
    const there = cloud
      .stacks()
      .flatMap(({ stackName }) => [...cloud.resourcesOf(stackName).keys()].map((id) => `${stackName} ${id}`));
    return {
      socket: outcome.ok ? JSON.parse(outcome.payload) : outcome.error,
      subnetsOfSanitise: vpc?.SubnetIds.length ?? 0,
      there: there.toSorted(),
    };
  } finally {
    await cloud.close();
  }
}

/** What a mode's templates hold. */
function wantedIn(network: string): readonly string[] {
  const resources = resolveTemplates(packagedTemplates(packaged), { Network: network });
  return resources.map(({ stackName, logicalId }) => `${stackName} ${logicalId}`).toSorted();
}

const ENDPOINT = "agentic-pm-platform-dev S3Endpoint";

describe("a data folder whose network mode changes", () => {
  test(
    "isolates in `endpoints`, reaches out in `public` again, and nothing is left of the mode before",
    async () => {
      for (const network of ["public", "endpoints", "public"]) {
        const isIsolated = network === "endpoints";
        const { socket, subnetsOfSanitise, there } = await standingIn(network);
        expect([network, socket, subnetsOfSanitise]).toEqual(
          isIsolated ? [network, "ETIMEDOUT", 2] : [network, "connected", 0],
        );
        expect(there).toEqual(wantedIn(network));
        expect(there.includes(ENDPOINT)).toBe(isIsolated);
      }
    },
    SLOW,
  );
});

/** The framework's command in a folder of the repository. */
async function serverless(cwd: string, ...words: string[]): Promise<{ code: number | null; said: string }> {
  const command = join(ROOT, "node_modules", "serverless", "bin", "serverless.js");
  const env = { ...process.env, SLS_NOTIFICATIONS_MODE: "off", SLS_TELEMETRY_DISABLED: "1", FORCE_COLOR: "0" };
  const child = spawn(process.execPath, [command, ...words], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, said: Buffer.concat(said).toString("utf8") };
}

describe("`--param network=…`", () => {
  const TRIAGE = join(ROOT, "services", "triage");

  test(
    "says the mode of one service; left out, the stage's own line does",
    async () => {
      const mode = async (...words: string[]): Promise<string | undefined> =>
        /^ {4}network: (\S+)$/m.exec((await serverless(TRIAGE, "print", ...words)).said)?.[1];
      const [other, own] = await Promise.all([mode("--param", "network=public"), mode()]);
      const stages = readFileSync(join(ROOT, "packages", "serverless-guard", "network.yml"), "utf8");
      expect([other, own]).toEqual(["public", /^dev: (\S+)/m.exec(stages)?.[1]]);
    },
    SLOW,
  );

  test(
    "is not for all services at once: compose refuses it before anything else",
    async () => {
      const { code, said } = await serverless(ROOT, "package", "--param", "network=public");
      expect([code, said]).toEqual([1, expect.stringContaining('"--param" option is not supported')]);
    },
    SLOW,
  );
});

describe("the mode that a service is packaged with", () => {
  const { placeFunctions } = createRequire(import.meta.url)("../../serverless-guard/src/network.cjs") as {
    placeFunctions(template: object, serverless: object): void;
  };

  function placed(network: string): { readonly Parameters: object; readonly Resources: object } {
    const template = {
      Parameters: {},
      Resources: {
        ReadLambdaFunction: { Properties: { FunctionName: "read", Role: { "Fn::GetAtt": ["ReadRole", "Arn"] } } },
        ReadRole: { Properties: { Policies: [{ PolicyDocument: { Statement: [] } }] } },
      },
    };
    const naming = { getLambdaLogicalId: () => "ReadLambdaFunction" };
    placeFunctions(template, {
      classes: { Error },
      getProvider: () => ({ naming }),
      service: {
        getAllFunctions: () => ["read"],
        provider: { stage: "dev" },
        custom: { guard: { network, tiers: { read: "isolated" } } },
      },
    });
    return template;
  }

  test.each(["public", "nat-instance", "nat-gateway", "endpoints", "full"])(
    "is %s by the parameter's default",
    (mode) => {
      expect(placed(mode).Parameters).toMatchObject({ Network: { Default: mode } });
    },
  );

  test("is none but the five", () => {
    expect(() => placed("open")).toThrow(
      "custom.guard.network is open; it is one of public, nat-instance, nat-gateway, endpoints, full.",
    );
  });
});
