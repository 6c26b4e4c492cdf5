import type { ResolvedResource } from "@agentic-pm/local-cloud";
import { type Finding, objectTo } from "../finding.ts";

/** Every log group forgets after a time, and every function has one: Lambda would make one that never forgets. */
export function checkLogGroups(resources: readonly ResolvedResource[]): readonly Finding[] {
  const groups = resources.filter(({ type }) => type === "AWS::Logs::LogGroup");
  const names = new Set(groups.map(({ properties }) => properties["LogGroupName"]));
  const endless = groups
    .filter(({ properties }) => properties["RetentionInDays"] === undefined)
    .map((group) =>
      objectTo(group, {
        kind: "log-group-without-retention",
        property: "RetentionInDays",
        cause: "The log group keeps everything for ever.",
        remedy: "Set provider.logRetentionInDays in its serverless.yml, or RetentionInDays on the log group.",
      }),
    );
  const without = resources
    .filter(({ type }) => type === "AWS::Lambda::Function")
    .filter(
      ({ properties, physicalId }) => !names.has(`/aws/lambda/${String(properties["FunctionName"] ?? physicalId)}`),
    )
    .map((each) =>
      objectTo(each, {
        kind: "log-group-without-retention",
        property: "LoggingConfig",
        cause: "No template makes the function's log group, so Lambda will, and it will keep everything for ever.",
        remedy: "Leave disableLogs out of the function, so that its log group is packaged with a retention.",
      }),
    );
  return [...endless, ...without];
}
