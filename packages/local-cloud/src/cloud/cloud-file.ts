import { chmodSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { ACCOUNT_ID, REGION } from "../gateway/account.ts";
import type { WebSocketEndpoint } from "../services/api-gateway-websocket/index.ts";
import type { DataFolder } from "../state/data-folder.ts";

const CLOUD_FILE = "cloud.json";
const CREDENTIALS_FILE = "operator-credentials.json";
const DEVELOPER_FILE = "developer-credentials.json";

/** Writes where the cloud is, and, readable by the owner only, whom the operator and the developer are to it. */
export function writeCloudFiles(
  folder: DataFolder,
  cloud: {
    endpoint: string;
    exports: Readonly<Record<string, string>>;
    webSockets: readonly WebSocketEndpoint[];
    credentials: { accessKeyId: string; secretAccessKey: string };
    developer: { accessKeyId: string; secretAccessKey: string };
  },
): void {
  const { endpoint, exports, webSockets, credentials, developer } = cloud;
  writeWhole(folder.path(CREDENTIALS_FILE), credentials);
  writeWhole(folder.path(DEVELOPER_FILE), developer);
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
