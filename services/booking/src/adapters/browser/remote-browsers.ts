import { chromium } from "playwright-core";
import type { BrowserSession } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import {
  type BedrockAgentCoreClient,
  GetBrowserSessionCommand,
  StartBrowserSessionCommand,
  StopBrowserSessionCommand,
  UpdateBrowserStreamCommand,
} from "@aws-sdk/client-bedrock-agentcore";
import type * as z from "zod";
import type { BrowserSessions, PortalDrivers } from "../../ports/portal-driver.ts";
import { PortalBrowser } from "./portal-browser.ts";
import type { SignedHeaders } from "./signed-headers.ts";

type Session = z.infer<typeof BrowserSession>;

/** Longer than a booking with all its attempts; a session that nobody ends is ended by the service. */
const SESSION_SECONDS = 900;
const CONNECT_MS = 10_000;
const VIEW_PORT = { width: 1280, height: 900 };

/** AgentCore's browser sessions, and the signed way into them. */
export class RemoteBrowsers implements BrowserSessions, PortalDrivers {
  readonly #client: BedrockAgentCoreClient;
  readonly #identifier: string;
  readonly #sign: SignedHeaders;
  /** Where the sessions that this environment started are reached, so that it need not ask again. */
  readonly #endpoints = new Map<string, string>();

  constructor(client: BedrockAgentCoreClient, { identifier, sign }: { identifier: string; sign: SignedHeaders }) {
    this.#client = client;
    this.#identifier = identifier;
    this.#sign = sign;
  }

  async start(name: string): Promise<Session> {
    try {
      const answer = await this.#client.send(
        new StartBrowserSessionCommand({
          browserIdentifier: this.#identifier,
          name,
          sessionTimeoutSeconds: SESSION_SECONDS,
          viewPort: VIEW_PORT,
        }),
      );
      const { browserIdentifier = this.#identifier, sessionId, streams } = answer;
      if (sessionId === undefined) throw new Error("No session id.");
      const endpoint = streams?.automationStream?.streamEndpoint;
      if (endpoint !== undefined) this.#endpoints.set(sessionId, endpoint);
      return { browserIdentifier, sessionId };
    } catch (error) {
      throw unreachable(error);
    }
  }

  async connect(session: Session, portalUrl: string): Promise<PortalBrowser> {
    try {
      const endpoint = await this.#endpointOf(session);
      const headers = await this.#sign(endpoint);
      const browser = await chromium.connectOverCDP(endpoint, { headers, timeout: CONNECT_MS });
      return await PortalBrowser.over(browser, portalUrl);
    } catch (error) {
      throw unreachable(error);
    }
  }

  async stop(session: Session): Promise<void> {
    this.#endpoints.delete(session.sessionId);
    // A session that is over, or that its time-out ends: nothing is owed to it.
    await this.#client.send(new StopBrowserSessionCommand(session)).catch(() => undefined);
  }

  async handToPerson(session: Session): Promise<void> {
    const streamUpdate = { automationStreamUpdate: { streamStatus: "DISABLED" as const } };
    await this.#client.send(new UpdateBrowserStreamCommand({ ...session, streamUpdate })).catch(() => undefined);
  }

  async #endpointOf(session: Session): Promise<string> {
    const known = this.#endpoints.get(session.sessionId);
    if (known !== undefined) return known;
    const { streams } = await this.#client.send(new GetBrowserSessionCommand(session));
    const endpoint = streams?.automationStream?.streamEndpoint;
    if (endpoint === undefined) throw new Error("No automation stream.");
    return endpoint;
  }
}

function unreachable(error: unknown): AppError {
  return new AppError("BROWSER_UNREACHABLE", {
    cause: "The browser session could not be started or reached.",
    remedy: "Nothing to do: the workflow tries again. If it lasts, look at the browser's quota and status.",
    retryable: true,
    error,
  });
}
