import type { CDPSession } from "playwright-core";
import { AppError } from "@agentic-pm/errors";

/**
 * Runs our own code in a page's document, in a world of its own: the page's scripts can neither see nor replace what it
 * uses. Functions are sent as their source, so they must not refer to anything outside themselves.
 */
export class IsolatedWorld {
  readonly #session: CDPSession;
  #world: { readonly loaderId: string; readonly contextId: number } | null = null;

  constructor(session: CDPSession) {
    this.#session = session;
  }

  /** Throws PAGE_UNREADABLE when the page went away meanwhile or threw. */
  async run<Argument, Answer>(work: (argument: Argument) => Answer, argument: Argument): Promise<Awaited<Answer>> {
    const contextId = await this.#contextId();
    const { result, exceptionDetails } = await this.#session.send("Runtime.evaluate", {
      contextId,
      expression: `(${work.toString()})(${JSON.stringify(argument)})`,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails !== undefined) throw unreadable(exceptionDetails.exception?.className ?? "Error");
    return result.value as Awaited<Answer>;
  }

  async #contextId(): Promise<number> {
    const { frameTree } = await this.#session.send("Page.getFrameTree");
    const { id: frameId, loaderId } = frameTree.frame;
    if (this.#world?.loaderId === loaderId) return this.#world.contextId;
    const { executionContextId } = await this.#session.send("Page.createIsolatedWorld", {
      frameId,
      worldName: "agentic-pm",
    });
    this.#world = { loaderId, contextId: executionContextId };
    return executionContextId;
  }
}

function unreadable(what: string): AppError {
  return new AppError("PAGE_UNREADABLE", {
    cause: `The portal's page could not be read (${what}).`,
    remedy: "Nothing to do: the booking is handed over to a person where it cannot go on.",
    retryable: true,
  });
}
