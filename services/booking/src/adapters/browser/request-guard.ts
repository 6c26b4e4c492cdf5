import type { CDPSession } from "playwright-core";
import { type Armed, type BrowserRequest, rulingOn } from "../../domain/request-rules.ts";

/** What the guard kept from happening, in codes; never an address or a body. */
export interface RefusedRequest {
  readonly code: string;
  readonly method: string;
  readonly resourceType: string;
}

interface PausedRequest {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly postData?: string;
    readonly hasPostData?: boolean;
    readonly postDataEntries?: readonly { readonly bytes?: string }[];
  };
}

interface PausedAnswer {
  readonly requestId: string;
  readonly responseStatusCode?: number;
  readonly responseErrorReason?: string;
  readonly responseHeaders?: readonly { readonly name: string; readonly value: string }[];
}

const MOST_REMEMBERED = 50;
/** Makes Chrome fetch ahead by a way of its own that asks nobody. Its scripts' kind is inert where no script runs. */
const FETCHING_AHEAD = "speculation-rules";

/**
 * Stands between the browser and the network: Chrome asks it about every request of every page, frame, worker and
 * redirect, at the level of the browser itself, and lets none go that it has not been answered for.
 */
export class RequestGuard {
  readonly refused: RefusedRequest[] = [];
  readonly #origin: string;
  readonly #session: CDPSession;
  #armed: Armed = { step: "nothing" };
  readonly #navigations = new Map<string, number>();

  private constructor(session: CDPSession, origin: string) {
    this.#session = session;
    this.#origin = origin;
  }

  /** From the return on, no request passes unseen. */
  static async standBefore(session: CDPSession, origin: string): Promise<RequestGuard> {
    const guard = new RequestGuard(session, origin);
    session.on("Fetch.requestPaused", (event: PausedRequest & PausedAnswer) => {
      const isAnswer = event.responseStatusCode !== undefined || event.responseErrorReason !== undefined;
      void (isAnswer ? guard.#passOn(event) : guard.#judge(event));
    });
    await Promise.all([
      session.send("Fetch.enable", {
        patterns: [{ urlPattern: "*" }, { urlPattern: "*", resourceType: "Document", requestStage: "Response" }],
      }),
      session.send("Browser.setDownloadBehavior", { behavior: "deny" }),
    ]);
    return guard;
  }

  /** What the next step may send; one form at most, then nothing again. */
  arm(armed: Armed): void {
    this.#armed = armed;
  }

  /** How many documents this frame was let ask for. */
  navigationsOf(frameId: string): number {
    return this.#navigations.get(frameId) ?? 0;
  }

  async #judge({ requestId, frameId, resourceType, request }: PausedRequest): Promise<void> {
    const ruling = rulingOn(readable(resourceType, request), this.#armed, this.#origin);
    try {
      if (ruling.kind !== "refused") {
        if (ruling.kind === "effect") this.#armed = { step: "nothing" };
        if (resourceType === "Document") this.#navigations.set(frameId, this.navigationsOf(frameId) + 1);
        await this.#session.send("Fetch.continueRequest", { requestId });
        return;
      }
      if (this.refused.length < MOST_REMEMBERED) {
        this.refused.push({ code: ruling.code, method: request.method, resourceType });
      }
      // "No content" leaves a page where it is; an error page in its place would end the booking.
      if (resourceType === "Document") {
        await this.#session.send("Fetch.fulfillRequest", { requestId, responseCode: 204 });
      } else {
        await this.#session.send("Fetch.failRequest", { requestId, errorReason: "BlockedByClient" });
      }
    } catch {
      // The page or the browser is gone, and its request with it.
    }
  }

  /** Lets a page's answer in, without what would have the browser fetch past the guard. */
  async #passOn({ requestId, responseStatusCode, responseHeaders = [] }: PausedAnswer): Promise<void> {
    const kept = responseHeaders.filter(({ name }) => name.toLowerCase() !== FETCHING_AHEAD);
    const isWhole = kept.length === responseHeaders.length || responseStatusCode === undefined;
    try {
      await this.#session.send("Fetch.continueResponse", {
        requestId,
        ...(isWhole ? {} : { responseCode: responseStatusCode, responseHeaders: kept }),
      });
    } catch {
      // The page or the browser is gone, and the answer with it.
    }
  }
}

function readable(resourceType: string, request: PausedRequest["request"]): BrowserRequest {
  const header = (name: string) =>
    Object.entries(request.headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
  const entries = request.postDataEntries?.map(({ bytes }) => bytes);
  const whole = entries?.every((bytes) => bytes !== undefined) === true;
  const body = whole
    ? Buffer.concat(entries.map((bytes) => Buffer.from(bytes ?? "", "base64"))).toString("utf8")
    : null;
  return {
    method: request.method,
    url: request.url,
    resourceType,
    contentType: header("content-type"),
    body: body ?? request.postData ?? null,
    isBodyHidden: request.hasPostData === true && body === null && request.postData === undefined,
  };
}
