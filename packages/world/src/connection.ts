import { readCloudFile, requireRunning } from "@agentic-pm/local-cloud/running-cloud";
import * as z from "zod";
import { SignInAccess } from "./chat/clerk-session.ts";

/** Where the running cloud is, and whom the operator is to it. */
export interface Connection {
  readonly endpoint: string;
  readonly region: string;
  readonly account: string;
  readonly stage: string;
  /** What the stacks export, by name. */
  readonly exports: Readonly<Record<string, string>>;
  /** Where employees' sockets connect to. */
  readonly chatUrl: string;
  /** Where employees sign in. */
  readonly signIn: SignInAccess;
  readonly credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

/** Written by the world that runs on the folder; for its owner only. */
export const SIGN_IN_FILE = "sign-in.json";

const CloudFile = z.object({
  endpoint: z.url(),
  region: z.string(),
  account: z.string(),
  pid: z.number(),
  exports: z.record(z.string(), z.string()),
  webSockets: z.array(z.object({ apiName: z.string(), url: z.string() })),
});
const CredentialsFile = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string().optional(),
});

/** Finds the cloud that `up` runs on this data folder. Throws CLOUD_NOT_RUNNING or CLOUD_FILE_MALFORMED. */
export function connect(dataDir: string, stage = "dev"): Connection {
  const cloud = readCloudFile(CloudFile, dataDir, "cloud", "cloud.json");
  requireRunning(dataDir, cloud.pid);
  const { sessionToken, ...key } = readCloudFile(CredentialsFile, dataDir, "cloud", "operator-credentials.json");
  return {
    endpoint: cloud.endpoint,
    region: cloud.region,
    account: cloud.account,
    stage,
    exports: cloud.exports,
    chatUrl: cloud.webSockets.find(({ apiName }) => apiName === `agentic-pm-chat-${stage}`)?.url ?? "",
    signIn: readCloudFile(SignInAccess, dataDir, SIGN_IN_FILE),
    credentials: sessionToken === undefined ? key : { ...key, sessionToken },
  };
}
