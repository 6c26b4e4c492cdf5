import { AppError } from "@agentic-pm/errors";

/** Reads a path of GitHub's API; rejects when it does not answer with success. */
export type ReadGitHub = (path: string) => Promise<unknown>;

interface Deployment {
  readonly id: number;
  readonly sha: string;
}

/**
 * The commit that was last deployed to the environment with success; undefined if there was none among the newest. A
 * push that failed, or was overtaken while it waited, is thereby part of the next deploy.
 */
export async function lastDeployed(environment: string, read: ReadGitHub): Promise<string | undefined> {
  const deployments = (await read(`deployments?environment=${environment}&per_page=30`)) as readonly Deployment[];
  for (const { id, sha } of deployments) {
    const statuses = (await read(`deployments/${id}/statuses?per_page=30`)) as readonly { readonly state: string }[];
    if (statuses.some(({ state }) => state === "success")) return sha;
  }
  return undefined;
}

/** GitHub's API for the repository that the workflow runs in. */
export function gitHubReader(api: string, repository: string, token: string): ReadGitHub {
  return async (path) => {
    const answer = await fetch(`${api}/repos/${repository}/${path}`, {
      headers: { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" },
    });
    if (answer.ok) return answer.json();
    throw new AppError("GITHUB_UNREADABLE", {
      cause: `GitHub answered ${answer.status} to ${path}.`,
      remedy: "The job needs the permission deployments: read.",
    });
  };
}
