import { afterEach, describe, expect, test } from "@jest/globals";
import { IndexPolicyEvent } from "@agentic-pm/contracts/travel";
import { failing, type Extraction, type Functions, localMachine } from "./fakes/local-machine.ts";

const MACHINE = new URL("../state-machines/policy-ingestion.yml", import.meta.url);
const UPLOAD = { detail: { bucket: { name: "policies" }, object: { key: "policies/us-domestic-travel.pdf" } } };
const METADATA = "s3://policies/extracted/event-1/job_metadata.json";
const SUCCESS = { status: "Success", outputConfiguration: { s3Uri: METADATA } };
const INVOKED = { invocationArn: "arn:aws:bedrock:us-east-1:111122223333:data-automation-invocation/1" };
const ACTIVATED = { outcome: "activated", name: "us-domestic-travel", version: 1, clauses: 2 };

let machine: Awaited<ReturnType<typeof localMachine>> | undefined;
afterEach(async () => {
  await machine?.stop();
  machine = undefined;
});

async function ingest(extraction: Extraction, functions: Functions = { "index-policy": () => ACTIVATED }) {
  machine = await localMachine(MACHINE, functions, { InvokeDataAutomationAsync: () => INVOKED, ...extraction });
  const { status, output } = await machine.run(UPLOAD, "event-1");
  const events = machine.log.map(({ event }) => IndexPolicyEvent.parse(event));
  return { status, output: JSON.parse(output ?? "null") as unknown, events };
}

describe("policy-ingestion", () => {
  test("has the PDF read, looks until it is, and has it indexed", async () => {
    const asked: Record<string, unknown>[] = [];
    let looks = 0;
    const ended = await ingest({
      InvokeDataAutomationAsync: (input) => {
        asked.push(input);
        return INVOKED;
      },
      GetDataAutomationStatus: () => {
        looks += 1;
        return looks === 1 ? { status: "InProgress" } : SUCCESS;
      },
    });
    expect(asked).toMatchObject([
      {
        inputConfiguration: { s3Uri: "s3://policies/policies/us-domestic-travel.pdf" },
        outputConfiguration: { s3Uri: "s3://policies/extracted/event-1" },
      },
    ]);
    expect(ended).toMatchObject({
      status: "SUCCEEDED",
      output: ACTIVATED,
      events: [{ mode: "index", sourceKey: UPLOAD.detail.object.key, metadataUri: METADATA, executionName: "event-1" }],
    });
  }, 30_000);

  test("records why a PDF cannot be read", async () => {
    const encrypted = { status: "ClientError", errorType: "Encrypted", errorMessage: "The document is encrypted." };
    const ended = await ingest({ GetDataAutomationStatus: () => encrypted });
    expect(ended.events).toMatchObject([
      { mode: "refuse", code: "EXTRACTION_FAILED", cause: "Encrypted, The document is encrypted." },
    ]);
  }, 30_000);

  test("records an end without a reason too", async () => {
    const ended = await ingest({ GetDataAutomationStatus: () => ({ status: "ServiceError" }) });
    expect(ended.events).toMatchObject([{ mode: "refuse", cause: "Bedrock Data Automation ended with ServiceError." }]);
  }, 30_000);

  test("records what index-policy could not do", async () => {
    const functions: Functions = {
      "index-policy": (event) => {
        if (event["mode"] === "index") throw failing("EXTRACTION_MALFORMED");
        return { outcome: "refused" };
      },
    };
    const ended = await ingest({ GetDataAutomationStatus: () => SUCCESS }, functions);
    expect(ended).toMatchObject({ status: "SUCCEEDED", output: { outcome: "refused" } });
    expect(ended.events.map(({ mode }) => mode)).toEqual(["index", "refuse"]);
    expect(ended.events[1]).toMatchObject({ code: "EXTRACTION_MALFORMED" });
  }, 30_000);
});
