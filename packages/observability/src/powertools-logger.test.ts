import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { AppError } from "@agentic-pm/errors";
import { LogCode } from "./log-code.ts";
import { powertoolsLogger } from "./powertools-logger.ts";
import { powertoolsMetrics } from "./powertools-metrics.ts";

let written: string[];

beforeEach(() => {
  written = [];
  const keep = (chunk: string | Uint8Array) => {
    written.push(String(chunk));
    return true;
  };
  jest.spyOn(process.stdout, "write").mockImplementation(keep);
  jest.spyOn(process.stderr, "write").mockImplementation(keep);
});

afterEach(() => {
  jest.restoreAllMocks();
});

function lines(): Record<string, unknown>[] {
  return written.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("the logger", () => {
  test("writes the log format of the requirements, one JSON line per code", () => {
    powertoolsLogger({ service: "sanitise" })
      .with({ requestId: "abc123" })
      .info(LogCode.SIGNAL_SANITISED, {
        projectId: "ATLAS",
        action: "sanitise_signal",
        signalSource: "jira",
        signalType: "ticket",
        tokenCount: { input: 1500, output: 300 },
        durationMs: 2340,
        costUsd: 0.0023,
      });

    expect(written).toHaveLength(1);
    expect(lines()[0]).toEqual({
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      level: "INFO",
      service: "sanitise",
      requestId: "abc123",
      code: "SIGNAL_SANITISED",
      projectId: "ATLAS",
      action: "sanitise_signal",
      signalSource: "jira",
      signalType: "ticket",
      tokenCount: { input: 1500, output: 300 },
      durationMs: 2340,
      costUsd: 0.0023,
    });
  });

  test("writes an error's code, cause, remedy and stack, without the secrets in them", () => {
    const error = new AppError("VENDOR_REFUSED", { cause: "Refused: Bearer abcdefgh12345678", remedy: "Renew it." });
    powertoolsLogger({ service: "execute" }).error(LogCode.ACTION_FAILED, error);

    const logged = lines()[0]?.["error"] as Record<string, string>;
    expect(logged).toMatchObject({ code: "VENDOR_REFUSED", cause: "Refused: Bearer [redacted]", remedy: "Renew it." });
    expect(logged["stack"]).toContain("powertools-logger.test.ts");
    expect(written.join("")).not.toContain("abcdefgh12345678");
  });

  test("keeps quiet below its level", () => {
    const logger = powertoolsLogger({ service: "execute", level: "WARN" });
    logger.info(LogCode.ACTION_STARTED);
    logger.warn(LogCode.CIRCUIT_OPENED, { integration: "jira" });

    expect(lines().map((line) => line["code"])).toEqual(["CIRCUIT_OPENED"]);
  });
});

describe("metrics", () => {
  test("are one line of the embedded metric format per flush, and none when there is nothing", () => {
    const metrics = powertoolsMetrics({ service: "execute" });
    metrics.flush();
    metrics.add("Duration", 12, "Milliseconds");
    metrics.add("ModelCost", 0.5, "Dollars");
    metrics.flush();
    metrics.flush();

    expect(written).toHaveLength(1);
    expect(lines()[0]).toMatchObject({ service: "execute", Duration: 12, ModelCost: 0.5 });
    expect(JSON.stringify(lines()[0]?.["_aws"])).toContain('"Namespace":"agentic-pm"');
  });
});
