import { relative } from "node:path";
import { packagesOf, ROOT, type Service, servicesInDeployOrder } from "@agentic-pm/packaging";

/** A service, and the folders whose content ends up in its package, relative to the repository. */
export interface Deployable extends Pick<Service, "name" | "dependsOn"> {
  readonly folders: readonly string[];
}

/** What decides how everything is built: a change of one of these deploys every service. */
const BUILD_FILES = new Set(["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "serverless-compose.yml"]);

/** The services of the compose file in deploy order, each with its folder and its packages' folders. */
export function deployables(root = ROOT): readonly Deployable[] {
  return servicesInDeployOrder(root).map(({ name, folder, dependsOn }) => ({
    name,
    dependsOn,
    folders: [folder, ...packagesOf(folder, root)].map((each) => relative(root, each)),
  }));
}

/**
 * The services to deploy after a change, in deploy order: those whose package the change is part of, and all that depend
 * on one of them, because what they import may have changed with it.
 */
export function servicesToDeploy(services: readonly Deployable[], changedFiles: readonly string[]): readonly string[] {
  const isWhole = changedFiles.some((file) => BUILD_FILES.has(file));
  const due = new Set<string>();
  for (const { name, dependsOn, folders } of services) {
    const isChanged = changedFiles.some((file) => folders.some((folder) => file.startsWith(`${folder}/`)));
    if (isWhole || isChanged || dependsOn.some((each) => due.has(each))) due.add(name);
  }
  return services.map(({ name }) => name).filter((name) => due.has(name));
}
