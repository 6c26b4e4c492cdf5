import { createHash, createHmac } from "node:crypto";
import http from "node:http";
import { SignatureV4 } from "@smithy/signature-v4";
import type { ClientConfig } from "../src/gateway/small-cloud.ts";

/** What the measuring process sends. */
interface Task {
  readonly table: string;
  readonly item: Record<string, unknown>;
  readonly properties: Record<string, unknown>;
  readonly signed: ClientConfig;
  readonly unsigned: string;
  readonly dynalite: string;
}

type Headers = Record<string, string>;
type Call = () => Promise<void>;

const WARM_UP = 500;
const ROUNDS = 4_000;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

process.once("message", (task: Task) => {
  measure(task).then(
    (medians) => process.send?.(medians),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exitCode = 1;
      process.disconnect();
    },
  );
});

/** One request to each address in turn, so that whatever else the machine does meets all three alike. */
async function measure(task: Task): Promise<Record<string, number>> {
  const body = JSON.stringify({ TableName: task.table, Key: { pk: task.item["pk"] } });
  const unproven = unprovenHeaders("GetItem");
  await post(task.dynalite, unprovenHeaders("CreateTable"), JSON.stringify(task.properties));
  await untilActive(task);
  await post(task.dynalite, unprovenHeaders("PutItem"), JSON.stringify({ TableName: task.table, Item: task.item }));
  const signed = await signedHeaders(task.signed, body);
  const calls: Record<"gateway" | "unsigned" | "dynalite", Call> = {
    gateway: () => post(task.signed.endpoint, signed, body),
    unsigned: () => post(task.unsigned, unproven, body),
    dynalite: () => post(task.dynalite, unproven, body),
  };
  const samples = new Map<string, number[]>(Object.keys(calls).map((name) => [name, []]));
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const [name, call] of Object.entries(calls)) {
      const began = performance.now();
      await call();
      if (round >= WARM_UP) samples.get(name)?.push(performance.now() - began);
    }
  }
  agent.destroy();
  return Object.fromEntries([...samples].map(([name, times]) => [name, median(times)]));
}

async function untilActive(task: Task): Promise<void> {
  const body = JSON.stringify({ TableName: task.table, Key: { pk: task.item["pk"] } });
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      await post(task.dynalite, unprovenHeaders("GetItem"), body);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  throw new Error("dynalite's table did not become active.");
}

/** dynalite wants the headers to be there and does not look at what they prove. */
function unprovenHeaders(operation: string): Headers {
  return {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": `DynamoDB_20120810.${operation}`,
    "x-amz-date": new Date().toISOString().replaceAll(/[-:]|\.\d+/g, ""),
    authorization:
      "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
  };
}

async function signedHeaders({ endpoint, region, credentials }: ClientConfig, body: string): Promise<Headers> {
  const { hostname, port } = new URL(endpoint);
  const signer = new SignatureV4({ service: "dynamodb", region, credentials, sha256: Sha256 });
  const signed = await signer.sign({
    method: "POST",
    protocol: "http:",
    hostname,
    port: Number(port),
    path: "/",
    query: {},
    headers: {
      host: `${hostname}:${port}`,
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "DynamoDB_20120810.GetItem",
    },
    body,
  });
  return signed.headers;
}

/** SHA-256 in the shape that the signer asks for. */
class Sha256 {
  readonly #hash: ReturnType<typeof createHash>;

  constructor(secret?: string | Uint8Array | ArrayBuffer | ArrayBufferView) {
    this.#hash = (
      secret === undefined ? createHash("sha256") : createHmac("sha256", secret as Uint8Array)
    ) as ReturnType<typeof createHash>;
  }

  update(chunk: string | Uint8Array): void {
    this.#hash.update(chunk);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {}
}

function post(url: string, headers: Headers, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      { method: "POST", agent, headers: { ...headers, "content-length": String(Buffer.byteLength(body)) } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          if (response.statusCode === 200) return resolve();
          reject(new Error(`${url} answered ${response.statusCode}: ${Buffer.concat(chunks).toString("utf8")}`));
        });
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

function median(samples: readonly number[]): number {
  return samples.toSorted((left, right) => left - right)[Math.floor(samples.length / 2)] ?? 0;
}
