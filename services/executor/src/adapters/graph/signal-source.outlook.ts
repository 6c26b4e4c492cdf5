import { isAppError, toErrorReport } from "@agentic-pm/errors";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import * as z from "zod";
import type { FetchedSignal, RefusedSignal } from "../../domain/fetched-signal.ts";
import type { PeopleDirectory, ProjectLead } from "../../ports/people-directory.ts";
import type { Delta, SignalSource, SourceHealth } from "../../ports/signal-source.ts";
import { EntityCollection } from "../entity-collection.ts";
import { DeltaPage, GraphMessage, isRemoved, MESSAGE_FIELDS } from "./graph-answers.ts";
import type { GraphApi } from "./graph-api.ts";
import { isOwnMail, type MailSurroundings, readMail } from "./mail-signal.ts";

interface Surroundings {
  readonly directory: PeopleDirectory;
  readonly projectLead: ProjectLead;
  readonly logger: StructuredLogger;
  /** The project that the mailbox is about. */
  readonly projectKey: string;
}

const PAGE_SIZE = 50;

/** A folder of a mailbox, page by page: each page's link is a cursor that a crash can go back to. */
export class OutlookSource implements SignalSource {
  readonly name = "outlook";
  readonly #api: GraphApi;
  readonly #around: Surroundings;

  constructor(api: GraphApi, around: Surroundings) {
    this.#api = api;
    this.#around = around;
  }

  async fetchDelta(cursor: string | null): Promise<Delta> {
    const { mailbox, folder } = await this.#api.mailbox();
    const directory = await this.#around.directory.people();
    const first = `/users/${encodeURIComponent(mailbox)}/mailFolders/${encodeURIComponent(folder)}/messages/delta?$select=${MESSAGE_FIELDS.join(",")}`;
    const { page, resynced } = await this.#page(cursor, first);
    const next = page["@odata.nextLink"];
    const lead = page.value.length === 0 ? null : await this.#around.projectLead.lead();
    const around = { mailbox, directory, lead, projectKey: this.#around.projectKey };
    return {
      ...readMessages(page.value, around),
      cursor: next ?? page["@odata.deltaLink"] ?? first,
      more: next !== undefined,
      resynced,
    };
  }

  async healthCheck(): Promise<SourceHealth> {
    try {
      const { mailbox } = await this.#api.mailbox();
      const path = `/users/${encodeURIComponent(mailbox)}?$select=id`;
      await this.#api.call({ method: "GET", path, repeatable: true }, z.object({ id: z.string() }));
      return { healthy: true, code: null, remedy: null };
    } catch (error) {
      const { code, remedy } = toErrorReport(error);
      return { healthy: false, code, remedy };
    }
  }

  /** A cursor that Graph has forgotten means reading everything; ids come from the content, so nothing comes twice. */
  async #page(cursor: string | null, first: string): Promise<{ page: z.infer<typeof DeltaPage>; resynced: boolean }> {
    try {
      return { page: await this.#get(cursor ?? first), resynced: false };
    } catch (error) {
      const isGone = isAppError(error) && error.code === "GRAPH_SYNC_STATE_GONE";
      if (!isGone || cursor === null) throw error;
      this.#around.logger.warn(LogCode.SOURCE_RESYNCED, { signalSource: this.name });
      return { page: await this.#get(first), resynced: true };
    }
  }

  #get(path: string): Promise<z.infer<typeof DeltaPage>> {
    const headers = { prefer: `odata.maxpagesize=${PAGE_SIZE}` };
    return this.#api.call({ method: "GET", path, headers, repeatable: true }, DeltaPage);
  }
}

function readMessages(
  raws: readonly unknown[],
  around: MailSurroundings,
): Pick<Delta, "signals" | "entities" | "refused"> {
  const signals: FetchedSignal[] = [];
  const refused: RefusedSignal[] = [];
  const entities = new EntityCollection();
  for (const raw of raws) {
    if (isRemoved(raw)) continue;
    const message = GraphMessage.safeParse(raw);
    if (!message.success) {
      refused.push(refusalOf(raw, message.error));
      continue;
    }
    if (isOwnMail(message.data, around.mailbox)) continue;
    const { signal, people } = readMail(message.data, around);
    signals.push(signal);
    for (const person of people) entities.add(person);
  }
  return { signals, refused, entities: entities.all() };
}

const Identified = z.object({ id: z.string().max(400) });

function refusalOf(raw: unknown, error: z.ZodError): RefusedSignal {
  const [issue] = error.issues;
  const cause = `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "unknown shape"}`;
  const externalId = Identified.safeParse(raw).data?.id ?? "without-id";
  return { source: "outlook", externalId, code: "SIGNAL_MALFORMED", cause };
}
