import { jsonModule } from "../../gateway/json-module.ts";
import type { ServiceModule } from "../../gateway/service-module.ts";
import { parameterOperations } from "./parameter-operations.ts";
import { parameterArn, ParameterStore, type NewParameter } from "./parameter-store.ts";

/** What templates do with parameters, without going over HTTP. */
export interface SsmAdmin {
  /** Creates or overwrites. */
  putParameter(parameter: Omit<NewParameter, "overwrite">): { arn: string };
  deleteParameter(name: string): void;
  readParameter(name: string): string | undefined;
}

export interface SsmService {
  readonly module: ServiceModule;
  readonly admin: SsmAdmin;
}

/** The Parameter Store of AWS Systems Manager, kept in `dataDir`. */
export async function createSsm(options: { dataDir: string }): Promise<SsmService> {
  const store = await ParameterStore.open(options.dataDir);
  const module = jsonModule({
    signingName: "ssm",
    protocol: "json-1.1",
    operations: parameterOperations(store),
    close: async () => store.close(),
  });
  const admin: SsmAdmin = {
    putParameter: (parameter) => ({ arn: parameterArn(store.put({ ...parameter, overwrite: true }).name) }),
    deleteParameter: (name) => void store.remove(name),
    readParameter: (name) => store.find(name)?.value,
  };
  return { module, admin };
}
