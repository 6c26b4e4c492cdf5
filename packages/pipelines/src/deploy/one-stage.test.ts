import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, test } from "@jest/globals";

interface OneStage {
  refuseAnotherStage(serverless: unknown): Promise<void>;
}
const { refuseAnotherStage } = createRequire(import.meta.url)(
  "../../../serverless-guard/src/one-stage.cjs",
) as OneStage;

let exported: readonly string[] = [];
let account: Server;
let endpoint: string;

beforeAll(async () => {
  account = createServer((_request, response) => {
    const members = exported.map((name) => `<member><Name>${name}</Name><Value>x</Value></member>`).join("");
    response.setHeader("content-type", "text/xml");
    response.end(
      `<ListExportsResponse><ListExportsResult><Exports>${members}</Exports></ListExportsResult></ListExportsResponse>`,
    );
  });
  await new Promise<void>((resolve) => account.listen(0, "127.0.0.1", resolve));
  const address = account.address();
  endpoint = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
});
afterAll(() => {
  account.closeAllConnections();
  account.close();
});

/** As much of the framework as is asked. */
function deploying(service: string, stage: string) {
  const credentials = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "example" };
  const provider = {
    getStage: () => stage,
    getAwsSdkV3Config: async () => ({ region: "us-east-1", endpoint, credentials }),
  };
  return { service: { service }, classes: { Error }, getProvider: () => provider };
}

test("a stage is not deployed where another one stands", async () => {
  exported = ["agentic-pm-dev-SignalsTableName", "agentic-pm-dev-VaultBucketName", "somebody-s-SignalsTableName"];
  await expect(refuseAnotherStage(deploying("agentic-pm-platform", "production"))).rejects.toThrow(
    /STAGE_IN_ANOTHERS_ACCOUNT: This account holds the stage dev, and production .*\n→ Deploy production to an account/,
  );
});

test("a stage is deployed where none stands, and again", async () => {
  exported = [];
  await expect(refuseAnotherStage(deploying("agentic-pm-platform", "dev"))).resolves.toBeUndefined();
  exported = ["agentic-pm-dev-SignalsTableName"];
  await expect(refuseAnotherStage(deploying("agentic-pm-platform", "dev"))).resolves.toBeUndefined();
});

test("other services take their stage from the platform's exports, and are not asked", async () => {
  exported = ["agentic-pm-dev-SignalsTableName"];
  await expect(refuseAnotherStage(deploying("agentic-pm-triage", "production"))).resolves.toBeUndefined();
});
