import { mkdirSync } from "node:fs";
import { label } from "@agentic-pm/embedded-model";
import { parseInput } from "../../gateway/json-module.ts";
import type { ServiceModule } from "../../gateway/service-module.ts";
import type { ModelProvider } from "../bedrock/index.ts";
import { embeddedAct } from "../bedrock/providers/embedded-act.ts";
import { openActRecords } from "./act-records.ts";
import type { ActAnswerer } from "./invoke-step.ts";
import { novaActModule } from "./nova-act-module.ts";
import { CreateDefinition } from "./requests.ts";
import { createDefinition, definitionArn, deleteDefinition } from "./workflow-definitions.ts";

export interface NovaActAdmin {
  /** AWS::NovaAct::WorkflowDefinition; one of that name that is there already is kept. */
  putDefinition(input: CreateDefinition): { arn: string; createdAt: number };
  deleteDefinition(name: string): void;
}

export interface NovaActService {
  readonly module: ServiceModule;
  readonly admin: NovaActAdmin;
}

/** Nova Act: runs, sessions and acts are kept in `dataDir`; steps are answered by the provider's act model. */
export async function createNovaAct(options: {
  dataDir: string;
  model: ModelProvider;
  now?: () => number;
}): Promise<NovaActService> {
  const { dataDir, model, now = Date.now } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const records = openActRecords(dataDir);
  const admin: NovaActAdmin = {
    putDefinition: (properties) => {
      const input = parseInput(CreateDefinition, properties, "ValidationException");
      const record = records.definitions.get(input.name) ?? createDefinition(records, input, now());
      return { arn: definitionArn(record.name), createdAt: record.createdAt };
    },
    deleteDefinition: (name) => deleteDefinition(records, name),
  };
  return { module: novaActModule({ records, model: answererOf(model), now }), admin };
}

/** Providers without an act model leave acts to the embedded rules, which say so in every answer. */
function answererOf(model: ModelProvider): ActAnswerer {
  const { act } = model;
  if (act !== undefined) return { label: model.label, act: (input) => act.call(model, input) };
  return { label, act: embeddedAct };
}
