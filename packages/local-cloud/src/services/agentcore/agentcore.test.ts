import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BedrockAgentCoreClient,
  GetBrowserSessionCommand,
  ListBrowserSessionsCommand,
  StartBrowserSessionCommand,
  StopBrowserSessionCommand,
  UpdateBrowserStreamCommand,
  type StartBrowserSessionResponse,
} from "@aws-sdk/client-bedrock-agentcore";
import type { Statement } from "@agentic-pm/iam";
import { chromium, type Browser, type Page } from "playwright-core";
import { WebSocket } from "ws";
import { startSmallCloud, type ClientConfig, type SmallCloud } from "../../gateway/small-cloud.ts";
import { presignedUrl, signedHeaders } from "../../test-support/signed-request.ts";
import { browserArn } from "./browsers.ts";
import { ChromiumInstaller } from "./chromium/chromium-installation.ts";
import { ProcessRegister } from "./chromium/process-register.ts";
import { launchChromium } from "./chromium/running-chromium.ts";
import { createAgentCore, type AgentCoreService } from "./create-agentcore.ts";

/** Kept between runs: unpacking the browser takes seconds. */
const CACHE = join(tmpdir(), "agentic-pm-test-cache");

let cloud: SmallCloud;
let service: AgentCoreService;
let browserId: string;
let site: Server;
let siteUrl: string;
let client: BedrockAgentCoreClient;
let driver: ClientConfig;

const USE_BROWSER: Statement = {
  Sid: "UseBrowserForPortal",
  Effect: "Allow",
  Action: ["bedrock-agentcore:*BrowserSession", "bedrock-agentcore:UpdateBrowserStream"],
  Resource: browserArn("*"),
};
const CONNECT: Statement = {
  Sid: "ConnectToBrowserStreams",
  Effect: "Allow",
  Action: ["bedrock-agentcore:ConnectBrowserAutomationStream", "bedrock-agentcore:ConnectBrowserLiveViewStream"],
  Resource: browserArn("*"),
};

const LIST: Statement = {
  Sid: "ListSessionsForOperator",
  Effect: "Allow",
  Action: "bedrock-agentcore:ListBrowserSessions",
  Resource: browserArn("*"),
};

beforeAll(async () => {
  cloud = await startSmallCloud(async ({ folder }) => {
    const endpoint = (): string => cloud.gateway.endpoint;
    service = await createAgentCore({
      dataDir: join(folder, "agentcore"),
      cacheDir: CACHE,
      endpoint,
      spareAfterMs: 50,
    });
    return [service.module];
  });
  ({ browserId } = service.admin.createBrowser("booking"));
  driver = cloud.as("executor", [USE_BROWSER, CONNECT]);
  client = new BedrockAgentCoreClient(driver);
  site = createServer((request, response) => {
    response.setHeader("content-type", "text/html");
    response.setHeader("set-cookie", "visited=yes");
    response.end(`<title>Portal</title><p>${request.headers.cookie ?? "no cookie"}</p>`);
  });
  await new Promise<void>((resolve) => void site.listen(0, "127.0.0.1", resolve));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
}, 120_000);

afterAll(async () => {
  await cloud.close();
  await new Promise((resolve) => site.close(resolve));
}, 30_000);

async function startSession(viewPort?: { width: number; height: number }): Promise<StartBrowserSessionResponse> {
  return await client.send(
    new StartBrowserSessionCommand({
      browserIdentifier: browserId,
      name: "trip",
      sessionTimeoutSeconds: 120,
      ...(viewPort === undefined ? {} : { viewPort }),
    }),
  );
}

const automationOf = (session: StartBrowserSessionResponse): string =>
  session.streams?.automationStream?.streamEndpoint ?? "";

async function connectTo(session: StartBrowserSessionResponse, as = driver): Promise<Browser> {
  const endpoint = automationOf(session);
  return await chromium.connectOverCDP(endpoint, { headers: await signedHeaders(endpoint, as) });
}

function pageOf(browser: Browser): Page {
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error("the browser has no page");
  return page;
}

async function setAutomation(session: StartBrowserSessionResponse, streamStatus: "ENABLED" | "DISABLED") {
  const { streams } = await client.send(
    new UpdateBrowserStreamCommand({
      browserIdentifier: browserId,
      sessionId: session.sessionId,
      streamUpdate: { automationStreamUpdate: { streamStatus } },
    }),
  );
  return streams;
}

const stop = (session: StartBrowserSessionResponse) =>
  client.send(new StopBrowserSessionCommand({ browserIdentifier: browserId, sessionId: session.sessionId }));

/** How the handshake ends: the status of a refusal, or 101. */
function handshake(url: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers });
    socket.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
    socket.on("open", () => {
      socket.close();
      resolve(101);
    });
    socket.on("error", () => resolve(0));
  });
}

describe("a browser session", () => {
  test("is a browser that Playwright drives through the signed stream, and a second client takes it over", async () => {
    const session = await startSession({ width: 1_000, height: 700 });
    const first = await connectTo(session);
    await pageOf(first).goto(siteUrl);
    expect(await pageOf(first).title()).toBe("Portal");
    expect(await pageOf(first).evaluate("[innerWidth, innerHeight].join()")).toBe("1000,700");
    await first.close();

    const second = await connectTo(session);
    await pageOf(second).reload();
    expect(await pageOf(second).textContent("p")).toBe("visited=yes");
    await second.close();

    const stopped = await stop(session);
    expect(stopped.sessionId).toBe(session.sessionId);
    const after = await client.send(
      new GetBrowserSessionCommand({ browserIdentifier: browserId, sessionId: session.sessionId }),
    );
    expect(after.status).toBe("TERMINATED");
    expect(await handshake(automationOf(session), await signedHeaders(automationOf(session), driver))).toBe(409);
  }, 60_000);

  test("shares nothing with another session, and is listed while it runs", async () => {
    const [one, other] = await Promise.all([startSession(), startSession()]);
    const browser = await connectTo(one);
    await pageOf(browser).goto(siteUrl);
    const stranger = await connectTo(other);
    await pageOf(stranger).goto(siteUrl);
    expect(await pageOf(stranger).textContent("p")).toBe("no cookie");
    const asked = new ListBrowserSessionsCommand({ browserIdentifier: browserId, status: "READY" });
    const { items = [] } = await new BedrockAgentCoreClient(cloud.as("operator", [LIST])).send(asked);
    expect(items.map(({ sessionId }) => sessionId).toSorted()).toEqual([one.sessionId, other.sessionId].toSorted());
    await Promise.all([stop(one), stop(other)]);
  }, 60_000);

  test("is over when its time is, and its client is cut off", async () => {
    const asked = new StartBrowserSessionCommand({ browserIdentifier: browserId, sessionTimeoutSeconds: 1 });
    const session = await client.send(asked);
    const browser = await connectTo(session);
    await new Promise((resolve) => browser.once("disconnected", resolve));
    const get = new GetBrowserSessionCommand({ browserIdentifier: browserId, sessionId: session.sessionId });
    expect((await client.send(get)).status).toBe("TERMINATED");
  }, 60_000);

  test("loses its automation when that is disabled; a person goes on in the live view until it is back", async () => {
    const session = await startSession({ width: 800, height: 600 });
    const browser = await connectTo(session);
    await pageOf(browser).setContent("<input style='position:fixed;left:0;top:0;width:400px;height:200px'>");
    const gone = new Promise((resolve) => browser.once("disconnected", resolve));
    const view = new WebSocket(await presignedUrl(session.streams?.liveViewStream?.streamEndpoint ?? "", driver));
    const said: string[] = [];
    const frame = await new Promise<Buffer>((resolve) => {
      view.on("message", (data: Buffer, isBinary) => (isBinary ? resolve(data) : said.push(data.toString())));
    });
    expect(frame.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    view.send(JSON.stringify({ type: "text", text: "too early" }));

    const streams = await setAutomation(session, "DISABLED");
    expect(streams?.automationStream?.streamStatus).toBe("DISABLED");
    await gone;
    const endpoint = automationOf(session);
    expect(await handshake(endpoint, await signedHeaders(endpoint, driver))).toBe(409);
    view.send(JSON.stringify({ type: "click", x: 50, y: 50 }));
    view.send(JSON.stringify({ type: "text", text: "a person" }));

    await setAutomation(session, "ENABLED");
    const again = await connectTo(session);
    await pageOf(again).waitForFunction("document.querySelector('input').value !== ''");
    expect(await pageOf(again).inputValue("input")).toBe("a person");
    expect(said).toEqual(['{"type":"refused"}']);
    await stop(session);
  }, 60_000);
});

describe("who may connect", () => {
  test("nobody without a signature, with a wrong one, or with the permission for another browser", async () => {
    const url = `${cloud.gateway.endpoint.replace("http", "ws")}/browser-streams/${browserId}/sessions/X/automation`;
    expect(await handshake(url)).toBe(403);
    const wrong = { ...driver, credentials: { ...driver.credentials, secretAccessKey: "another" } };
    expect(await handshake(url, await signedHeaders(url, wrong))).toBe(403);
    const narrow = cloud.as("narrow", [{ ...CONNECT, Resource: browserArn("another-0123456789") }]);
    expect(await handshake(url, await signedHeaders(url, narrow))).toBe(403);
    expect(cloud.decisions.recent().some(({ action }) => action.endsWith("ConnectBrowserAutomationStream"))).toBe(true);
    // Who may is told that there is no such session.
    expect(await handshake(url, await signedHeaders(url, driver))).toBe(404);
  });

  test("a session of another browser is not there, and one that AWS alone could start is refused", async () => {
    const asked = new StartBrowserSessionCommand({ browserIdentifier: "unknown-0123456789" });
    await expect(client.send(asked)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    const proxied = new StartBrowserSessionCommand({
      browserIdentifier: browserId,
      proxyConfiguration: { proxies: [] },
    });
    await expect(client.send(proxied)).rejects.toMatchObject({ name: "ValidationException" });
  });
});

describe("processes", () => {
  test("none runs before the first session; a killed cloud's browser ends with the next start", async () => {
    const folder = await mkdtemp(join(tmpdir(), "agentcore-"));
    const options = { dataDir: folder, cacheDir: CACHE, endpoint: () => "" };
    const profileDir = join(folder, "profiles", "left");
    const register = new ProcessRegister(join(folder, "processes.jsonl"));
    const left = await launchChromium(
      { profileDir, viewPort: { width: 400, height: 300 } },
      { register, installation: () => new ChromiumInstaller(CACHE).installation() },
    );
    const innocent = spawn(process.execPath, ["-e", "setInterval(() => 1, 1000)"]);
    await writeFile(
      join(folder, "processes.jsonl"),
      `${JSON.stringify([String(innocent.pid), { identity: { pid: innocent.pid, startedAt: "another" }, profileDir }])}\n`,
      { flag: "a" },
    );
    const next = await createAgentCore(options);
    await left.ended;
    expect(existsSync(profileDir)).toBe(false);
    expect(innocent.exitCode ?? innocent.signalCode).toBeNull();
    innocent.kill();
    await next.module.close?.();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);
});
