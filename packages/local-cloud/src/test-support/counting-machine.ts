import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { createStepFunctions, type StepFunctionsService } from "../services/step-functions/index.ts";

const functionArn = (name: string): string => `arn:aws:lambda:us-east-1:111122223333:function:${name}`;

/** Fetch, then Wait, then Work on each item, then Finish; every call is a line in `calls.log`. */
export const COUNTING_MACHINE = {
  StartAt: "Fetch",
  States: {
    Fetch: { Type: "Task", Resource: functionArn("fetch"), ResultPath: "$.fetched", Next: "Pause" },
    Pause: { Type: "Wait", SecondsPath: "$.pause", Next: "Each" },
    Each: {
      Type: "Map",
      ItemsPath: "$.items",
      MaxConcurrency: 1,
      ItemProcessor: {
        StartAt: "Work",
        States: { Work: { Type: "Task", Resource: functionArn("work"), End: true } },
      },
      ResultPath: "$.worked",
      Next: "Finish",
    },
    Finish: { Type: "Task", Resource: functionArn("finish"), InputPath: "$.worked", End: true },
  },
};

/** Step Functions on `folder`, whose functions note each call; `work` on "slow" never answers while `isSlow`. */
export async function countingMachine(folder: string, isSlow: boolean): Promise<StepFunctionsService> {
  const service = await createStepFunctions({
    dataDir: join(folder, "step-functions"),
    maxConcurrentExecutions: 2,
    ports: {
      authorise: () => undefined,
      functionArn: (name) => name,
      dynamodb: () => {
        throw new Error("not used");
      },
      dataAutomation: () => {
        throw new Error("not used");
      },
      callerOf: () => {
        throw new Error("not used");
      },
      invokeFunction: async (arn, payload) => {
        appendFileSync(join(folder, "calls.log"), `${arn.split(":").pop() ?? ""} ${payload}\n`);
        if (isSlow && payload === '"slow"') await new Promise(() => undefined);
        return { payload: JSON.stringify(`did ${payload}`) };
      },
    },
  });
  service.admin.put({
    name: "counting",
    roleArn: "arn:aws:iam::111122223333:role/machine",
    definition: JSON.stringify(COUNTING_MACHINE),
  });
  return service;
}
