import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyChains } from "@agentic-pm/audit-trail";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { embeddedProvider, type RecordedDecision } from "@agentic-pm/local-cloud";
import { type PackagedService, packageServices, ROOT } from "@agentic-pm/packaging";
import { connect, OperatorApi, runMainJob, startWorld } from "@agentic-pm/world";

const SLOW = 180_000;
const TEMPLATE = "cloudformation-template-update-stack.json";
let folder: string;

interface Statement {
  Sid: string;
}
interface Template {
  Resources: Record<
    string,
    { Type: string; Properties: { Policies?: { PolicyDocument: { Statement: Statement[] } }[] } }
  >;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "agentic-pm-permission-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The packaged service without one statement, as if its serverless.yml had never had it. */
function withoutStatement(service: PackagedService, sid: string): PackagedService {
  const artefactsDir = join(folder, service.name);
  cpSync(service.artefactsDir, artefactsDir, { recursive: true });
  const file = join(artefactsDir, TEMPLATE);
  const template = JSON.parse(readFileSync(file, "utf8")) as Template;
  let removed = 0;
  for (const { PolicyDocument } of Object.values(template.Resources).flatMap(
    (each) => each.Properties?.Policies ?? [],
  )) {
    const kept = PolicyDocument.Statement.filter((statement) => statement.Sid !== sid);
    removed += PolicyDocument.Statement.length - kept.length;
    PolicyDocument.Statement = kept;
  }
  expect(removed).toBe(1);
  writeFileSync(file, JSON.stringify(template));
  return { ...service, artefactsDir };
}

/** The same data with the permission given back: the next poll starts the failed signal again, and it comes to its end. */
async function mailIsDoneAfter(services: readonly PackagedService[], dataDir: string): Promise<void> {
  const cacheDir = join(ROOT, ".cache");
  const world = await startWorld({ dataDir, cacheDir, services, model: embeddedProvider(), seed: "empty" });
  const api = new OperatorApi(connect(dataDir));
  try {
    await runMainJob(api, new AbortController().signal);
    const mails = (await api.signals()).filter((signal) => signal.kind === "mail");
    expect(mails.map((signal) => signal.status)).toEqual(["done"]);
    const records = await api.auditRecords();
    const events = records.filter(({ subjectId }) => subjectId === mails[0]?.signalId).map(({ event }) => event);
    expect(events).toContain("signal.restarted");
    expect(verifyChains(records)).toMatchObject({ verified: true });
  } finally {
    api.close();
    await world.close();
  }
}

describe("a permission that is missing from a serverless.yml", () => {
  test(
    "is named with the function, the action, the resource and the nearest statement, stops only that stage, and once given back the failed signal is handled",
    async () => {
      const packaged = await packageServices();
      const services = packaged.map((service) =>
        service.name === "triage" ? withoutStatement(service, "ReadRawSignalToSanitise") : service,
      );
      const dataDir = join(folder, "data");
      const world = await startWorld({
        dataDir,
        cacheDir: join(ROOT, ".cache"),
        services,
        model: embeddedProvider(),
        seed: "empty",
      });
      const denied: RecordedDecision[] = [];
      world.cloud.onDecisionDenied((decision) => denied.push(decision));
      const api = new OperatorApi(connect(dataDir));
      try {
        await world.sandbox.deliver.mail({
          from: { name: "Nadia", address: "nadia.haddad@northwind-atlas.example" },
          subject: "Sprint goal",
          text: "The sprint goal stands as agreed.",
        });
        await runMainJob(api, new AbortController().signal);
        expect(denied.map(({ functionName, action }) => [functionName, action])).toContainEqual([
          "agentic-pm-triage-dev-sanitise",
          "s3:GetObject",
        ]);
        const [first] = denied;
        expect(first?.resource).toMatch(/^arn:aws:s3:::agentic-pm-vault-dev-\d+\/signals\/sig_/);
        // It was the function's only statement about S3, so no other came near.
        expect(first?.decision.reason).toMatch(/^No identity policy .* allows s3:GetObject on arn:aws:s3/);
        expect(first?.decision.nearest).toBeUndefined();
        const signals = await api.signals();
        const mails = signals.filter((signal) => signal.kind === "mail");
        expect(mails.map((signal) => signal.status)).toEqual(["failed"]);
      } finally {
        api.close();
        await world.close();
      }
      await mailIsDoneAfter(packaged, dataDir);
    },
    SLOW,
  );
});
