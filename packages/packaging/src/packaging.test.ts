import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { contentHash } from "./content-hash.ts";
import { packagesOf, servicesInDeployOrder } from "./workspace.ts";

let root: string;

function write(path: string, content: string): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), content);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "agentic-pm-packaging-"));
  write("pnpm-lock.yaml", "lockfileVersion: 9");
  write("packages/errors/package.json", `{"name":"@agentic-pm/errors"}`);
  write("packages/errors/src/index.ts", "export {}");
  write(
    "packages/contracts/package.json",
    `{"name":"@agentic-pm/contracts","dependencies":{"@agentic-pm/errors":"workspace:*"}}`,
  );
  write("packages/contracts/src/index.ts", "export {}");
  write("packages/serverless-guard/package.json", `{"name":"@agentic-pm/serverless-guard"}`);
  for (const name of ["alpha", "beta"]) write(`services/${name}/serverless.yml`, `service: ${name}`);
  write(
    "services/alpha/package.json",
    `{"name":"alpha","dependencies":{"@agentic-pm/contracts":"workspace:*","zod":"catalog:"}}`,
  );
  write("services/beta/package.json", `{"name":"beta"}`);
  write(
    "serverless-compose.yml",
    "services:\n  beta: { path: services/beta, dependsOn: [alpha] }\n  alpha: { path: services/alpha }\n",
  );
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("the content hash of a service", () => {
  const alpha = () => contentHash({ name: "alpha", folder: join(root, "services/alpha") }, "dev", root);
  const beta = () => contentHash({ name: "beta", folder: join(root, "services/beta") }, "dev", root);

  test("changes with a package that the service bundles, through another one, and only for that service", () => {
    const before = { alpha: alpha(), beta: beta() };
    write("packages/errors/src/index.ts", "export const changed = true");
    expect(alpha()).not.toBe(before.alpha);
    expect(beta()).toBe(before.beta);
  });

  test("changes when a third-party version changes", () => {
    const before = beta();
    write("pnpm-lock.yaml", "lockfileVersion: 9\n# other versions");
    expect(beta()).not.toBe(before);
  });

  test("does not change with tests, events, documents or build output", () => {
    const before = alpha();
    write("services/alpha/src/thing.test.ts", "test");
    write("services/alpha/events/thing.json", "{}");
    write("services/alpha/README.md", "# alpha");
    write("services/alpha/.serverless/alpha.zip", "zip");
    expect(alpha()).toBe(before);
  });

  test("changes when a file is renamed and its content stays", () => {
    write("services/alpha/src/one.ts", "export {}");
    const before = alpha();
    rmSync(join(root, "services/alpha/src/one.ts"));
    write("services/alpha/src/two.ts", "export {}");
    expect(alpha()).not.toBe(before);
  });
});

describe("the compose file", () => {
  test("gives the services in deploy order, whatever order they are written in", () => {
    expect(servicesInDeployOrder(root).map((service) => service.name)).toEqual(["alpha", "beta"]);
  });

  test("is refused when services depend on each other in a circle", () => {
    write("serverless-compose.yml", "services:\n  a: { path: a, dependsOn: [b] }\n  b: { path: b, dependsOn: [a] }\n");
    expect(() => servicesInDeployOrder(root)).toThrow(expect.objectContaining({ code: "COMPOSE_INVALID" }));
  });

  test("is refused when it names a service that is not there", () => {
    write("serverless-compose.yml", "services:\n  a: { path: a, dependsOn: [ghost] }\n");
    expect(() => servicesInDeployOrder(root)).toThrow("No service is called ghost.");
  });
});

test("a service is made of its own packages, theirs, and the guard", () => {
  const names = packagesOf(join(root, "services/alpha"), root).map((folder) => folder.split("/").at(-1));
  expect(names).toEqual(["contracts", "errors", "serverless-guard"]);
});
