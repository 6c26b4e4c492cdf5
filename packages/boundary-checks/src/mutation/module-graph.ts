import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { transformSync } from "esbuild";

type Factory = (
  exports: object,
  require: (specifier: string) => unknown,
  module: { exports: unknown },
  url: string,
) => void;
interface Loaded {
  exports: unknown;
}

/** Loads TypeScript modules in this process, and loads them again with one of them changed, without the rest. */
export class ModuleGraph {
  readonly #stubs: Readonly<Record<string, () => unknown>>;
  readonly #factories = new Map<string, Factory>();
  readonly #importers = new Map<string, Set<string>>();
  readonly #first = new Map<string, Loaded>();

  /** `stubs` stand in for modules by their specifier. */
  constructor(stubs: Readonly<Record<string, () => unknown>>) {
    this.#stubs = stubs;
  }

  /** Loads a file and all that it imports; what was loaded before is kept. */
  load(file: string): unknown {
    return this.#load(file, this.#first, undefined);
  }

  /** Loads files with `changed` in place of one file's source; only what imports it, near or far, is loaded again. */
  loadWith(files: readonly string[], changed: { readonly file: string; readonly source: string }): void {
    const stale = this.importersOf(changed.file);
    const modules = new Map([...this.#first].filter(([file]) => !stale.has(file)));
    for (const file of files) this.#load(file, modules, changed);
  }

  /** The file and everything loaded that imports it, near or far. */
  importersOf(file: string): ReadonlySet<string> {
    const found = new Set([file]);
    for (const each of found) for (const importer of this.#importers.get(each) ?? []) found.add(importer);
    return found;
  }

  #load(file: string, modules: Map<string, Loaded>, changed: { file: string; source: string } | undefined): unknown {
    const known = modules.get(file);
    if (known !== undefined) return known.exports;
    const module: Loaded = { exports: {} };
    modules.set(file, module);
    const factory = changed?.file === file ? compile(file, changed.source) : this.#factory(file);
    const native = createRequire(file);
    const load = (specifier: string): unknown => {
      const stub = this.#stubs[specifier];
      if (stub !== undefined) return stub();
      const path = specifier.startsWith(".") ? join(dirname(file), specifier) : native.resolve(specifier);
      if (!path.endsWith(".ts")) return native(specifier) as unknown;
      this.#importers.set(path, (this.#importers.get(path) ?? new Set()).add(file));
      return this.#load(path, modules, changed);
    };
    factory(module.exports as object, load, module, pathToFileURL(file).href);
    return module.exports;
  }

  #factory(file: string): Factory {
    const factory = this.#factories.get(file) ?? compile(file, readFileSync(file, "utf8"));
    this.#factories.set(file, factory);
    return factory;
  }
}

function compile(file: string, source: string): Factory {
  const { code } = transformSync(source, {
    loader: "ts",
    format: "cjs",
    target: "node24",
    define: { "import.meta.url": "__url" },
  });
  const script = new Script(`(function (exports, require, module, __url) {${code}\n})`, { filename: file });
  return script.runInThisContext() as Factory;
}
