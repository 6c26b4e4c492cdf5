import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@agentic-pm/errors";
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
  const cloudFile = join(dataDir, "cloud", "cloud.json");
  if (!existsSync(cloudFile)) throw notRunning(dataDir);
  const cloud = readAs(CloudFile, cloudFile);
  if (!isAlive(cloud.pid)) throw notRunning(dataDir);
  const { sessionToken, ...key } = readAs(CredentialsFile, join(dataDir, "cloud", "operator-credentials.json"));
  return {
    endpoint: cloud.endpoint,
    region: cloud.region,
    account: cloud.account,
    stage,
    exports: cloud.exports,
    chatUrl: cloud.webSockets.find(({ apiName }) => apiName === `agentic-pm-chat-${stage}`)?.url ?? "",
    signIn: readAs(SignInAccess, join(dataDir, SIGN_IN_FILE)),
    credentials: sessionToken === undefined ? key : { ...key, sessionToken },
  };
}

/** Both files are written at the end of every boot, so a torn or missing one heals by starting again. */
function readAs<Content>(schema: z.ZodType<Content>, file: string): Content {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new AppError("CLOUD_FILE_MALFORMED", {
      cause: `${file} is not what a running cloud writes; it may be torn, or from another version.`,
      remedy: "Stop the cloud that runs on this folder, if one does, and start it again: it writes the file anew.",
      error,
    });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function notRunning(dataDir: string): AppError {
  return new AppError("CLOUD_NOT_RUNNING", {
    cause: `No local cloud runs on ${dataDir}.`,
    remedy: "Start it with `npm start` in another terminal, or name its folder with --data.",
  });
}
