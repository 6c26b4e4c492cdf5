import type { Matrix, Permission } from "./matrix.ts";

const HEAD = `# Who may do what

Role × action × resource as packaged: identity policies within the permission boundary, resource policies noted. Written
by \`agentic-pm iam matrix --write\` and compared by a test, so that every change of a permission is seen in review. ARNs
are of the local account and of stage dev, without their beginning (\`arn:aws:\`, the service, region and account).
`;

/** The matrix as a document: one line per permission, so that a change of one is a change of one line. */
export function matrixMarkdown({ permissions, trust, resourcePolicies }: Matrix): string {
  const roles = trust.map(({ role, principals }) => {
    const lines = permissions.filter((each) => each.role === role).map(permissionLine);
    return `## ${role}\n\nTaken by ${principals.map(short).join(", ")}.\n\n${lines.join("\n")}\n`;
  });
  const protections = resourcePolicies.map(
    ({ resource, sid, effect, principal, actions, condition }) =>
      `- \`${short(resource)}\`: ${sid === "" ? "a statement" : sid}: ${effect} ${short(principal)} ${actions.join(", ")}` +
      `${when(condition)}`,
  );
  return [HEAD, ...roles, `## Resource policies\n\n${protections.join("\n")}\n`].join("\n");
}

function permissionLine({ action, resource, sid, condition, effective, note }: Permission): string {
  const remark = effective ? (note === "" ? "" : ` (${note})`) : ` NOT EFFECTIVE: ${note}`;
  return `- \`${action}\` on \`${short(resource)}\`: ${sid}${when(condition)}${remark}`;
}

function when(condition: string): string {
  return condition === "" ? "" : `, if \`${short(condition)}\``;
}

/** Leaves out what nearly every ARN begins with; another region or account stays. */
function short(text: string): string {
  return text
    .replaceAll(/arn:aws:[\w-]+:us-east-1:111122223333:/g, "")
    .replaceAll(/arn:aws:([\w-]+):([\w-]*):(\d*):/g, (_whole, service: string, region: string, account: string) =>
      [service, region === "us-east-1" ? "" : region, account === "111122223333" ? "" : account]
        .filter((part) => part !== "")
        .map((part) => `${part}:`)
        .join(""),
    );
}
