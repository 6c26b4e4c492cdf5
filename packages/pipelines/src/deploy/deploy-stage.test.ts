import { describe, expect, test } from "@jest/globals";
import { deployStage, type DeployTools } from "./deploy-stage.ts";
import { frameworkTools, timestampOf } from "./framework-tools.ts";
import { lastDeployed } from "./last-deployed.ts";

/** Remembers what was asked; fails at the steps it is told to. */
function recordingTools(failing: readonly string[] = [], before: Record<string, string> = {}) {
  const asked: string[] = [];
  const step = async (name: string): Promise<void> => {
    asked.push(name);
    if (failing.includes(name)) throw new Error(`${name} broke`);
  };
  const tools: DeployTools = {
    lastDeployment: async (service) => before[service],
    deploy: (service) => step(`deploy ${service}`),
    smokeTest: () => step("smoke"),
    rollBack: (service, deployment) => step(`back ${service} ${deployment}`),
    say: () => undefined,
  };
  return { tools, asked };
}

describe("a deploy", () => {
  test("goes service by service, and ends with the smoke test", async () => {
    const { tools, asked } = recordingTools();
    await deployStage(["platform", "audit", "triage"], tools);
    expect(asked).toEqual(["deploy platform", "deploy audit", "deploy triage", "smoke"]);
  });

  test("that fails the smoke test is rolled back, last service first", async () => {
    const { tools, asked } = recordingTools(["smoke"], { triage: "7", executor: "8" });
    await expect(deployStage(["triage", "executor"], tools)).rejects.toMatchObject({ code: "DEPLOY_FAILED" });
    expect(asked).toEqual(["deploy triage", "deploy executor", "smoke", "back executor 8", "back triage 7"]);
  });

  test("that breaks off half-way rolls back that service too, and starts no other", async () => {
    const { tools, asked } = recordingTools(["deploy audit"], { platform: "1", audit: "2", triage: "3" });
    await expect(deployStage(["platform", "audit", "triage"], tools)).rejects.toThrow("Failed at deploying audit");
    expect(asked).toEqual(["deploy platform", "deploy audit", "back audit 2", "back platform 1"]);
  });

  test("says what could not be rolled back, and still rolls back the rest", async () => {
    const { tools } = recordingTools(["smoke", "back executor 8"], { triage: "7", executor: "8" });
    await expect(deployStage(["triage", "executor"], tools)).rejects.toThrow(
      /executor could NOT be rolled back to 8: .*triage is back at 7/,
    );
  });

  test("of a service that never stood leaves it, and says so", async () => {
    const { tools, asked } = recordingTools(["smoke"]);
    await expect(deployStage(["triage"], tools)).rejects.toThrow("triage was never deployed before");
    expect(asked).toEqual(["deploy triage", "smoke"]);
  });
});

describe("by the framework", () => {
  test("each command names its stage and runs in its service's folder", async () => {
    const ran: string[] = [];
    const tools = frameworkTools(
      "staging",
      async ([, ...words], folder) => {
        ran.push(`${folder.slice(folder.lastIndexOf("/") + 1)}: ${words.join(" ")}`);
        return "Serverless: Timestamp: 1700000000001\n";
      },
      { templateOf: async () => undefined, canaries: async () => void ran.push("canaries") },
    );
    await tools.deploy("triage");
    await tools.rollBack("triage", "1700000000000");
    await tools.smokeTest();
    expect(ran).toEqual([
      "triage: deploy --package .serverless --stage staging",
      "triage: rollback --timestamp 1700000000000 --stage staging",
      "platform: invoke --function migrate --path events/migrate.json --stage staging",
      "executor: invoke --function intake --path events/intake.json --stage staging",
      "canaries",
    ]);
  });

  test("the deployment to roll back to is the one that stands, not the newest upload", async () => {
    const template = (at: string) =>
      JSON.stringify({
        Code: { S3Key: `serverless/agentic-pm-triage/dev/${at}-2026-01-01T00:00:00.000Z/sanitise.zip` },
      });
    const stands = new Map([["agentic-pm-triage-dev", template("1700000000000")]]);
    const stageTools = { templateOf: async (name: string) => stands.get(name), canaries: () => Promise.resolve() };
    const tools = frameworkTools("dev", () => Promise.reject(new Error("nothing is run")), stageTools);
    await expect(tools.lastDeployment("triage")).resolves.toBe("1700000000000");
    await expect(tools.lastDeployment("audit")).resolves.toBeUndefined();
    expect(timestampOf("{}")).toBeUndefined();
  });
});

describe("the last deployed commit", () => {
  const deployments = [
    { id: 3, sha: "ccc" },
    { id: 2, sha: "bbb" },
  ];

  test("is the newest that succeeded: failed ones are deployed again", async () => {
    const read = async (path: string) =>
      path.startsWith("deployments?") ? deployments : [{ state: path.includes("/3/") ? "failure" : "success" }];
    await expect(lastDeployed("dev", read)).resolves.toBe("bbb");
  });

  test("is none when nothing ever succeeded: everything is deployed", async () => {
    const read = async (path: string) => (path.startsWith("deployments?") ? deployments : [{ state: "error" }]);
    await expect(lastDeployed("dev", read)).resolves.toBeUndefined();
  });
});
