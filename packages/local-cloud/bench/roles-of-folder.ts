import { join } from "node:path";
import { RoleDirectory } from "../src/credentials/role-directory.ts";
import { DecisionLog } from "../src/gateway/decision-log.ts";

/**
 * Prints the roles of a data folder, as they came out of the packaged templates, and what they have asked for, as JSON.
 * Run as `node roles-of-folder.ts FOLDER` while no cloud uses the folder.
 */
const iam = join(process.argv[2] ?? "", "cloud", "iam");
const directory = new RoleDirectory(iam);
const decisions = new DecisionLog(join(iam, "usage.jsonl"));
const managed = new Map(directory.managedPolicies().map((policy) => [policy.arn, policy]));
const policiesWith = (arns: readonly string[]) => arns.flatMap((arn) => managed.get(arn) ?? []);

const roles = directory.list().map((role) => ({
  arn: role.arn,
  identity: [...role.inlinePolicies, ...policiesWith(role.managedPolicyArns ?? [])],
  boundary: policiesWith(role.boundaryArn === undefined ? [] : [role.boundaryArn]),
}));
const asked = [...decisions.usage()].flatMap(([roleArn, actions]) =>
  [...actions].flatMap(([action, resources]) => [...resources].map((resource) => ({ roleArn, action, resource }))),
);
process.stdout.write(JSON.stringify({ roles, asked }));
decisions.close();
directory.close();
