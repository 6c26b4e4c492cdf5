import { chmodSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { ACCOUNT_ID, REGION } from "../gateway/account.ts";
import type { WebSocketEndpoint } from "../services/api-gateway-websocket/index.ts";
import type { DataFolder } from "../state/data-folder.ts";

const CLOUD_FILE = "cloud.json";
const CREDENTIALS_FILE = "operator-credentials.json";

/** Writes where the cloud is, and, readable by the owner only, whom the operator is to it. */
export function writeCloudFiles(
  folder: DataFolder,
  cloud: {
    endpoint: string;
    exports: Readonly<Record<string, string>>;
    webSockets: readonly WebSocketEndpoint[];
    credentials: { accessKeyId: string; secretAccessKey: string };
  },
): void {
  const { endpoint, exports, webSockets, credentials } = cloud;
  writeWhole(folder.path(CREDENTIALS_FILE), credentials);
  writeWhole(folder.path(CLOUD_FILE), {
    endpoint,
    pid: process.pid,
    region: REGION,
    account: ACCOUNT_ID,
    webSockets,
    exports,
  });
}

/** Takes the cloud's address away: it is no longer there. */
export function removeCloudFile(folder: DataFolder): void {
  rmSync(folder.path(CLOUD_FILE), { force: true });
}

function writeWhole(file: string, content: unknown): void {
  const draft = `${file}.draft`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}
