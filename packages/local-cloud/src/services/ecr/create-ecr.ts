import * as z from "zod";
import { ACCOUNT_ID, arn } from "../../gateway/account.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { jsonModule, jsonOperation } from "../../gateway/json-module.ts";
import type { ServiceModule } from "../../gateway/service-module.ts";

const NAMES = z.object({ repositoryNames: z.array(z.string()).optional() });

/** A registry without repositories: the framework asks for one before it removes a service, and is told that none is there. */
export function createEcr(): { readonly module: ServiceModule } {
  const operations = {
    DescribeRepositories: jsonOperation(NAMES, {
      asks: ({ repositoryNames = ["*"] }) =>
        repositoryNames.map((name) => ({
          action: "ecr:DescribeRepositories",
          resource: arn("ecr", `repository/${name}`),
        })),
      run: ({ repositoryNames = [] }) => {
        const [name] = repositoryNames;
        if (name === undefined) return { repositories: [] };
        throw new AwsError(
          "RepositoryNotFoundException",
          `The repository with name '${name}' does not exist in the registry with id '${ACCOUNT_ID}'`,
        );
      },
    }),
  };
  return { module: jsonModule({ signingName: "ecr", protocol: "json-1.1", operations }) };
}
