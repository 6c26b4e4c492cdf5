import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { tmpdir } from "node:os";
import { packageServices, ROOT } from "@agentic-pm/packaging";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { build } from "esbuild";
import { zipSync } from "fflate";
import { BUNDLE_RULES } from "./bundle-rules.ts";
import { checkBundles } from "./check-bundles.ts";
import { importChain } from "./import-chain.ts";
import { networkUses } from "./network-uses.ts";
import { type PackagedBundle, packagedBundles, readBundle } from "./packaged-bundle.ts";

// Bundling is quick, but not on a machine that has other things to do.
jest.setTimeout(60_000);

let folder: string;
let bundles: readonly PackagedBundle[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "agentic-pm-bundles-"));
  bundles = packagedBundles(await packageServices());
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A zip as the framework would make it of a handler with these files; the handler is the first of them. */
async function planted(functionName: string, files: Readonly<Record<string, string>>): Promise<PackagedBundle> {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const outfile = join(ROOT, "services", "planted", `${functionName}.mjs`);
  const { outputFiles } = await build({
    entryPoints: [join(folder, Object.keys(files)[0] ?? "")],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    sourcemap: "linked",
    sourcesContent: false,
    write: false,
  });
  const content = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.contents ?? new Uint8Array();
  const path = `src/functions/${functionName}.mjs`;
  return readBundle("planted", zipSync({ [path]: content(".mjs"), [`${path}.map`]: content(".mjs.map") }));
}

const plantedIn = (bundle: PackagedBundle) =>
  checkBundles([...bundles.filter(({ functionName }) => functionName !== bundle.functionName), bundle]);

describe("the packaged bundles", () => {
  test("hold no client that their function may not have", () => {
    expect(checkBundles(bundles)).toEqual([]);
  });

  test("were all looked at, with the sources that make them", () => {
    const named = [...new Set(BUNDLE_RULES.flatMap(({ functions }) => functions))];
    expect(named).toHaveLength(22);
    for (const name of named) {
      const found = bundles.filter(({ functionName }) => functionName === name);
      expect(found).toHaveLength(1);
      expect(found[0]?.sources).toContain(`services/${found[0]?.service}/src/functions/${name}.ts`);
    }
  });

  test("are all spoken of by a rule, so a new function has to be given its place", () => {
    const spokenOf = new Set(BUNDLE_RULES.flatMap(({ functions }) => functions));
    expect(bundles.map(({ functionName }) => functionName).filter((name) => !spokenOf.has(name))).toEqual([]);
  });

  test("hold the clients where they belong, so the rules can see them", () => {
    const asked = (functionName: string) => BUNDLE_RULES.map((rule) => ({ ...rule, functions: [functionName] }));
    const rulesBroken = (functionName: string) => [
      ...new Set(checkBundles(bundles, asked(functionName)).map(({ rule }) => rule)),
    ];
    expect(rulesBroken("sanitise")).toEqual(["NO_MODEL_CLIENT"]);
    expect(rulesBroken("recommend")).toEqual(["NO_MODEL_CLIENT"]);
    for (const name of ["execute", "intake"]) {
      expect(rulesBroken(name)).toEqual(["NO_SECRETS_CLIENT", "NO_INTEGRATION_CLIENT", "NO_HTTP_CLIENT"]);
    }
    for (const name of ["sanitise-request", "embed-and-retrieve", "reason-and-plan", "index-policy"]) {
      expect(rulesBroken(name)).toEqual(["NO_MODEL_CLIENT"]);
    }
    for (const name of ["search-options", "re-quote"]) {
      expect(rulesBroken(name)).toEqual(["NO_INTEGRATION_CLIENT", "NO_HTTP_CLIENT"]);
    }
    expect(rulesBroken("portal-login")).toEqual(
      expect.arrayContaining(["NO_BROWSER", "NO_SECRETS_CLIENT", "NO_INTEGRATION_CLIENT", "NO_HTTP_CLIENT"]),
    );
    expect(rulesBroken("booking-executor")).toEqual(
      expect.arrayContaining(["NO_ACT_MODEL", "NO_BROWSER", "NO_INTEGRATION_CLIENT", "NO_HTTP_CLIENT"]),
    );
    expect(rulesBroken("portal-login")).not.toContain("NO_ACT_MODEL");
    const execute = bundles.find(({ functionName }) => functionName === "execute");
    expect(execute === undefined ? [] : networkUses(execute)).toContainEqual({
      what: "fetch",
      source: "services/executor/src/adapters/http/vendor-http.fetch.ts",
    });
  });

  test("are missed when they are not there", () => {
    expect(checkBundles([])).toContainEqual(
      expect.objectContaining({ rule: "BUNDLE_MISSING", functionName: "decide" }),
    );
  });
});

describe("a planted client is found", () => {
  test("the models package in decide, through a helper, with the way that it came in", async () => {
    const models = join(ROOT, "packages/models/src/index.ts");
    const bundle = await planted("decide", {
      "decide.ts": `import { ask } from "./second-opinion.ts"; export const handler = ask;`,
      "second-opinion.ts": `import { bedrockModels } from ${JSON.stringify(models)}; export const ask = () => bedrockModels;`,
    });
    const found = plantedIn(bundle).filter(({ functionName }) => functionName === "decide");
    const broken = found.find((violation) => violation.found.startsWith("packages/models/"));
    expect(broken).toMatchObject({ rule: "NO_MODEL_CLIENT", functionName: "decide" });
    const chain = await importChain(join(folder, "decide.ts"), broken?.found ?? "", "planted");
    expect(chain[0]).toMatch(/decide\.ts$/);
    expect(chain[1]).toMatch(/second-opinion\.ts$/);
    expect(chain.at(-1)).toBe(broken?.found);
  });

  test.each([
    { what: "a bare fetch", code: `export const handler = (url) => fetch(url);`, found: /^fetch in .*a\.ts$/ },
    { what: "a fetch under another name", code: `const f = fetch; export const handler = f;`, found: /^fetch in/ },
    {
      what: "a fetch by its global",
      code: `export const handler = (u) => globalThis["fetch"](u);`,
      found: /^fetch in/,
    },
    {
      what: "node:http",
      code: `import { request } from "node:http"; export const handler = request;`,
      found: /^http in .*a\.ts$/,
    },
    { what: "a late https", code: `export const handler = () => import("node:https");`, found: /^https in/ },
    { what: "a required socket", code: `export const handler = () => require("net");`, found: /^net in/ },
  ])("$what in sanitise", async ({ code, found }) => {
    const bundle = await planted("sanitise", { "a.ts": code });
    const broken = plantedIn(bundle).filter(({ functionName }) => functionName === "sanitise");
    expect(broken).toContainEqual(
      expect.objectContaining({ rule: "NO_HTTP_CLIENT", found: expect.stringMatching(found) }),
    );
  });

  test("a vendor's path pasted into recommend, whatever file it stands in", async () => {
    const bundle = await planted("recommend", {
      "a.ts": `export const handler = (key) => "/rest/api/3/issue/" + key + "/comment";`,
    });
    expect(plantedIn(bundle)).toContainEqual(
      expect.objectContaining({ rule: "NO_INTEGRATION_CLIENT", functionName: "recommend", found: "code: /rest/api/" }),
    );
  });

  test("a model's id pasted into execute", async () => {
    const bundle = await planted("execute", { "a.ts": `export const handler = "us.anthropic.claude-haiku-4-5";` });
    expect(plantedIn(bundle)).toContainEqual(
      expect.objectContaining({ rule: "NO_MODEL_CLIENT", functionName: "execute", found: "code: anthropic.claude" }),
    );
  });

  test.each([
    {
      what: "the portal's pages worked from search-options",
      name: "search-options",
      code: `export const handler = (b, at) => b.connectOverCDP(at);`,
      broken: { rule: "NO_BROWSER", found: "code: connectOverCDP" },
    },
    {
      what: "an act model asked by portal-login",
      name: "portal-login",
      code: `export const handler = (ask) => ask("/workflow-definitions/x/InvokeActStep");`,
      broken: { rule: "NO_ACT_MODEL", found: "code: InvokeActStep" },
    },
    {
      what: "a secret read by booking-executor",
      name: "booking-executor",
      code: `export const handler = (send) => send("GetSecretValue");`,
      broken: { rule: "NO_SECRETS_CLIENT", found: "code: GetSecretValue" },
    },
    {
      what: "a bare fetch in reason-and-plan",
      name: "reason-and-plan",
      code: `export const handler = (url) => fetch(url);`,
      broken: { rule: "NO_HTTP_CLIENT" },
    },
  ])("$what", async ({ name, code, broken }) => {
    const bundle = await planted(name, { "a.ts": code });
    expect(plantedIn(bundle)).toContainEqual(expect.objectContaining({ ...broken, functionName: name }));
  });

  test("a second file in the zip, which no rule would have looked at", () => {
    const zip = zipSync({
      "src/functions/decide.mjs": Buffer.from("export {}"),
      "src/functions/decide.mjs.map": Buffer.from(`{"sources":["a.ts"]}`),
      "node_modules/openai/index.js": Buffer.from(""),
    });
    expect(() => readBundle("planted", zip)).toThrow(expect.objectContaining({ code: "BUNDLE_UNREADABLE" }));
  });
});
