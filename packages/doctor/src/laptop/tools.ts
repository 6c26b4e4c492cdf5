import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { contentHash, ROOT, servicesInDeployOrder } from "@agentic-pm/packaging";
import { type Diagnosis, failing, ok, warn } from "../diagnosis.ts";

/** The Node that the functions run on; the project carries it. */
const LEAST_NODE = 24;

/** The Node that runs this. Older ones cannot run TypeScript, and the bootstrap scripts go around them. */
export function checkNode(version: string): Diagnosis {
  const major = Number(version.replace(/^v/, "").split(".")[0]);
  if (major >= LEAST_NODE) return ok("Node", version);
  const remedy =
    "Start by `npm start` or `npx agentic-pm`: they take the Node 24 of node_modules. `npm install` fetches it.";
  return failing("Node", `${version} runs this, and Node ${LEAST_NODE} is needed`, remedy);
}

/** Which services would be packaged by the next start. */
export function checkPackages(root = ROOT, stage = "dev"): Diagnosis {
  const due = servicesInDeployOrder(root)
    .filter((service) => {
      const stamp = join(service.folder, ".serverless", "content-hash");
      return !existsSync(stamp) || readFileSync(stamp, "utf8") !== contentHash(service, stage, root);
    })
    .map(({ name }) => name);
  if (due.length === 0) return ok("packages", "every service is packaged as it is");
  return warn(
    "packages",
    `not packaged as they are: ${due.join(", ")}`,
    "`npm start` packages them; or `npm run package`.",
  );
}
