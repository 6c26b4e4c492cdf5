import { mkdtempSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageServices } from "@agentic-pm/packaging";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import {
  checkPackaged,
  type Deployment,
  expectSnapshot,
  matrixOf,
  readDeployment,
  writeSnapshot,
} from "../src/index.ts";

jest.setTimeout(60_000);

let services: Awaited<ReturnType<typeof packageServices>>;
let deployment: Deployment;

beforeAll(async () => {
  services = await packageServices();
  deployment = readDeployment(services);
}, 120_000);

describe("what is packaged", () => {
  test("may do what the committed matrix says, no more and no less", () => {
    expect(() => expectSnapshot(deployment)).not.toThrow();
  });

  test("has nothing in it that must not be deployed", async () => {
    const { findings, roles, escalationPaths } = await checkPackaged(services);
    expect(findings).toEqual([]);
    expect(roles).toBeGreaterThan(20);
    expect(escalationPaths).toBeGreaterThanOrEqual(59);
  });

  test("grants nothing that a boundary or a resource's policy takes away again", () => {
    expect(matrixOf(deployment).permissions.filter(({ effective }) => !effective)).toEqual([]);
  });
});

describe("a matrix", () => {
  test("that is not committed is told line by line, with the command that renews it", () => {
    const root = mkdtempSync(join(tmpdir(), "iam-matrix-"));
    mkdirSync(join(root, "docs"));
    try {
      expect(writeSnapshot(deployment, root)).toBe(true);
      expect(writeSnapshot(deployment, root)).toBe(false);
      expect(readFileSync(join(root, "docs/iam-matrix.md"), "utf8")).toContain("## agentic-pm-dev-decide");
      const roles = deployment.roles.filter(({ name }) => name !== "agentic-pm-dev-undo");
      expect(() => expectSnapshot({ ...deployment, roles }, root)).toThrow(
        expect.objectContaining({
          code: "IAM_MATRIX_CHANGED",
          message: expect.stringContaining("- - `secretsmanager:GetSecretValue` on `secret:/agentic-pm/jira/api-token"),
          remedy: expect.stringContaining("agentic-pm iam matrix --write"),
        }),
      );
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
