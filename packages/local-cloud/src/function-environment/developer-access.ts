import * as z from "zod";
import { cloudNotRunning, readCloudFile, requireRunning } from "../cloud/running-cloud.ts";
import { signedJson } from "./signed-json.ts";

const CloudFile = z.object({ endpoint: z.url(), pid: z.number().int().positive() });
const KeyFile = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });

/**
 * Asks the cloud that runs on a data folder, with its developer's key.
 * @throws AppError CLOUD_NOT_RUNNING, CLOUD_FILE_MALFORMED.
 */
export async function askAsDeveloper(
  dataDir: string,
  operation: "OpenFunctionEnvironment" | "ResolveEvent",
  content: object,
): Promise<{ status: number; body: unknown }> {
  const { endpoint, pid } = readCloudFile(CloudFile, dataDir, "cloud", "cloud.json");
  requireRunning(dataDir, pid);
  const credentials = readCloudFile(KeyFile, dataDir, "cloud", "developer-credentials.json");
  return await signedJson({ endpoint, credentials, operation }, content).catch((error: unknown) => {
    throw cloudNotRunning(dataDir, error);
  });
}
