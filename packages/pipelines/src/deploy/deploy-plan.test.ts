import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { deployables, servicesToDeploy } from "./deploy-plan.ts";

const SERVICES = deployables();
const NAMES = SERVICES.map(({ name }) => name);

describe("services to deploy", () => {
  test("a service that others import from takes its dependants along, in deploy order", () => {
    expect(servicesToDeploy(SERVICES, ["services/triage/src/functions/sanitise.ts"])).toEqual(
      NAMES.filter((name) => ["triage", "executor", "booking"].includes(name)),
    );
  });

  test("a service at the end goes alone", () => {
    expect(servicesToDeploy(SERVICES, ["services/executor/serverless.yml"])).toEqual(["executor"]);
  });

  test("the platform is everybody's: all are deployed", () => {
    expect(servicesToDeploy(SERVICES, ["services/platform/resources/tables.yml"])).toEqual(NAMES);
  });

  test("a package goes to whom it is built into; documents to nobody; the lockfile to all", () => {
    expect(servicesToDeploy(SERVICES, ["packages/travel-policy/src/index.ts"])).toEqual(["booking"]);
    expect(servicesToDeploy(SERVICES, ["docs/architecture.md", "packages/cost/README.md"])).toEqual([]);
    expect(servicesToDeploy(SERVICES, ["pnpm-lock.yaml"])).toEqual(NAMES);
  });

  test("more changes never deploy less, and the order is always the compose file's", () => {
    const files = SERVICES.flatMap(({ folders }) => folders.map((folder) => `${folder}/file.ts`));
    fc.assert(
      fc.property(fc.subarray(files), fc.constantFrom(...files), (some, another) => {
        const fewer = servicesToDeploy(SERVICES, some);
        const more = servicesToDeploy(SERVICES, [...some, another]);
        expect(more).toEqual(NAMES.filter((name) => more.includes(name)));
        expect(fewer.every((name) => more.includes(name))).toBe(true);
      }),
    );
  });
});
