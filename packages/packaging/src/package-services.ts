import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "@agentic-pm/errors";
import { contentHash } from "./content-hash.ts";
import { alone } from "./packaging-lock.ts";
import { ROOT, type Service, servicesInDeployOrder } from "./workspace.ts";

export interface PackagedService {
  readonly name: string;
  /** Folder with the compiled CloudFormation and one zip a function. */
  readonly artefactsDir: string;
  /** True when it was packaged now, false when nothing had changed. */
  readonly packaged: boolean;
  readonly milliseconds: number;
}

export interface PackagingOptions {
  readonly stage?: string;
  /** Package also what has not changed. */
  readonly force?: boolean;
  /** Only these services; all of them if left out. */
  readonly only?: readonly string[];
  readonly onPackaged?: (service: PackagedService) => void;
  /** Ends the packaging: what is being packaged is broken off, and packaged anew the next time. */
  readonly signal?: AbortSignal;
}

const LOCKS = join(ROOT, ".cache", "packaging");
/** Where the framework's processes find what Node compiled for the one before. */
const COMPILED = join(ROOT, ".cache", "compiled");
const STAMP = "content-hash";
const TEMPLATE = "cloudformation-template-update-stack.json";
/** The framework is one busy process a service; more than the cores would only queue. */
const AT_ONCE = 2;

/**
 * Packages every service whose content changed, two at a time and those that say most first, so that no large one is left
 * alone at the end; the rest is left as it is. Results in deploy order.
 */
export async function packageServices(options: PackagingOptions = {}): Promise<readonly PackagedService[]> {
  const services = servicesInDeployOrder().filter((service) => options.only?.includes(service.name) ?? true);
  const results = new Map<string, PackagedService>();
  const length = ({ folder }: Service): number => statSync(join(folder, "serverless.yml")).size;
  const queue = services.toSorted((left, right) => length(right) - length(left));
  const worker = async (): Promise<void> => {
    for (let service = queue.shift(); service !== undefined; service = queue.shift()) {
      options.signal?.throwIfAborted();
      const result = await packageService(service, options);
      results.set(service.name, result);
      options.onPackaged?.(result);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return services.map((service) => results.get(service.name)).filter((result) => result !== undefined);
}

async function packageService(service: Service, options: PackagingOptions): Promise<PackagedService> {
  const began = performance.now();
  const stage = options.stage ?? "dev";
  const artefactsDir = join(service.folder, ".serverless");
  const isDue = () => options.force === true || !isPackaged(service, stage);
  const packaged =
    isDue() &&
    (await alone(LOCKS, service.name, {
      signal: options.signal,
      work: async () => {
        // Whoever had the service before may have done it.
        if (!isDue()) return false;
        await makePackage(service, stage, options.signal);
        return true;
      },
    }));
  return { name: service.name, artefactsDir, packaged, milliseconds: Math.round(performance.now() - began) };
}

function isPackaged(service: Service, stage: string): boolean {
  const artefactsDir = join(service.folder, ".serverless");
  const stamp = join(artefactsDir, STAMP);
  if (!existsSync(stamp) || !existsSync(join(artefactsDir, TEMPLATE))) return false;
  return readFileSync(stamp, "utf8") === contentHash(service, stage);
}

async function makePackage(service: Service, stage: string, signal: AbortSignal | undefined): Promise<void> {
  const artefactsDir = join(service.folder, ".serverless");
  const hash = contentHash(service, stage);
  // A stale bundle would be zipped with the fresh one.
  rmSync(join(service.folder, ".esbuild"), { recursive: true, force: true });
  rmSync(artefactsDir, { recursive: true, force: true });
  // The framework and its plugins leave their drafts behind.
  const drafts = mkdtempSync(join(tmpdir(), "agentic-pm-packaging-"));
  try {
    await runFramework(service, { stage, drafts }, signal);
  } finally {
    rmSync(drafts, { recursive: true, force: true });
  }
  mkdirSync(artefactsDir, { recursive: true });
  writeFileSync(join(artefactsDir, STAMP), hash);
}

/** Runs `serverless package` in the service's folder; its output is shown only when it fails. */
function runFramework(
  service: Service,
  { stage, drafts }: { readonly stage: string; readonly drafts: string },
  signal: AbortSignal | undefined,
): Promise<void> {
  const command = join(ROOT, "node_modules", "serverless", "bin", "serverless.js");
  const child = spawn(process.execPath, [command, "package", "--stage", stage], {
    cwd: service.folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: COMPILED,
      TMPDIR: drafts,
      SLS_NOTIFICATIONS_MODE: "off",
      SLS_TELEMETRY_DISABLED: "1",
      FORCE_COLOR: "0",
    },
    ...(signal === undefined ? {} : { signal }),
  });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) return resolve();
      const said = Buffer.concat(output).toString("utf8").trim();
      reject(
        new AppError("PACKAGING_FAILED", {
          cause: `The service ${service.name} could not be packaged:\n${said}`,
          remedy: `Correct services/${service.name}/serverless.yml or its sources, then run \`pnpm package\`.`,
        }),
      );
    });
  });
}
