import { createHmac } from "node:crypto";
import type { VendorRequest, VendorResponse } from "../http/vendor-site.ts";
import { graphError } from "./graph-answers.ts";
import type { GraphContext } from "./graph-context.ts";
import { messageView, type MessageProjection } from "./message-view.ts";
import { messageProjection, preferredPageSize, strangeOption } from "./query-options.ts";

/** Exchange's default page of a delta round. */
const PAGE_SIZE = 10;
/** A full round begins before the first seed message, which counts below zero. */
const BEGINNING = Number.MIN_SAFE_INTEGER;

/** A round of changes: what lies after `after` and not behind `upTo`. Travels inside the opaque tokens. */
interface DeltaRound {
  readonly generation: number;
  readonly after: number;
  /** Absent in a delta token: the next round ends wherever the folder then stands. */
  readonly upTo?: number;
  readonly select: readonly string[] | null;
  readonly since: string | null;
}

/** One page of `messages/delta`: a full round without a token, the rest of a round, or what changed since one. */
export function readDelta(request: VendorRequest, context: GraphContext): VendorResponse {
  const refusal = refuseOptions(request, context);
  if (refusal !== undefined) return refusal;
  const token = request.query.get("$deltatoken") ?? request.query.get("$skiptoken");
  const asked = messageProjection(request);
  const round = token === null ? newRound(request, asked, context) : openToken(token, context);
  if (round === undefined || round.generation !== context.mailbox.deltaGeneration) return gone(request, context);

  const { mailbox, baseUrl } = context;
  const upTo = round.upTo ?? mailbox.latestChange();
  const size = preferredPageSize(request) ?? PAGE_SIZE;
  const changes = mailbox.changes(round.after, upTo).filter((change) => isSince(change, round.since));
  const page = changes.slice(0, size);
  const projection = { ...asked, select: round.select ?? undefined };
  const value = page.map((change) =>
    change.kind === "removed"
      ? { "@odata.type": "#microsoft.graph.message", id: change.messageId, "@removed": { reason: "deleted" } }
      : { "@odata.type": "#microsoft.graph.message", ...messageView(change.message, projection) },
  );
  const url = `${baseUrl}${request.path.slice("/v1.0".length)}`;
  const last = page.at(-1);
  const link =
    changes.length > page.length && last !== undefined
      ? { "@odata.nextLink": `${url}?$skiptoken=${seal({ ...round, after: last.changeSeq, upTo }, context)}` }
      : { "@odata.deltaLink": `${url}?$deltatoken=${seal(nextRound(round, upTo), context)}` };
  const applied = preferredPageSize(request) === undefined ? {} : { "preference-applied": `odata.maxpagesize=${size}` };
  return {
    status: 200,
    headers: applied,
    body: { "@odata.context": `${baseUrl}/$metadata#Collection(message)`, ...link, value },
  };
}

function refuseOptions(request: VendorRequest, { clock }: GraphContext): VendorResponse | undefined {
  const stranger = strangeOption(request, ["$select", "$filter", "$deltatoken", "$skiptoken", "$expand"]);
  if (stranger !== undefined) {
    const message = `The query option '${stranger}' is not supported by change tracking over 'Message'.`;
    return graphError(400, { code: "ErrorInvalidUrlQuery", message }, { clock, request });
  }
  const filter = request.query.get("$filter");
  if (filter === null || SINCE.test(filter)) return undefined;
  const message = "The filter is not supported by change tracking over 'Message': only receivedDateTime ge or gt.";
  return graphError(400, { code: "ErrorInvalidUrlQueryFilter", message }, { clock, request });
}

const SINCE = /^receivedDateTime\s+g[et]\s+(\d{4}-\d{2}-\d{2}T[\d:.]+Z)$/i;

function newRound(request: VendorRequest, { select }: MessageProjection, { mailbox }: GraphContext): DeltaRound {
  const since = SINCE.exec(request.query.get("$filter") ?? "")?.[1] ?? null;
  return { generation: mailbox.deltaGeneration, after: BEGINNING, select: select ?? null, since };
}

function nextRound({ upTo: _finished, ...round }: DeltaRound, after: number): DeltaRound {
  return { ...round, after };
}

function isSince(change: ReturnType<GraphContext["mailbox"]["changes"]>[number], since: string | null): boolean {
  return since === null || change.kind === "removed" || Date.parse(change.message.received) >= Date.parse(since);
}

function gone(request: VendorRequest, { clock, baseUrl }: GraphContext): VendorResponse {
  const message = "The sync state generation is not found; start again without a token.";
  const answer = graphError(410, { code: "syncStateNotFound", message }, { clock, request });
  const location = `${baseUrl}${request.path.slice("/v1.0".length)}`;
  return { ...answer, headers: { ...answer.headers, location } };
}

function seal(round: DeltaRound, context: GraphContext): string {
  const body = Buffer.from(JSON.stringify(round)).toString("base64url");
  return `${body}.${mark(body, context)}`;
}

function openToken(token: string, context: GraphContext): DeltaRound | undefined {
  const [body = "", given] = token.split(".");
  // The mark vouches for the shape: only `seal` can have made it.
  return given === mark(body, context)
    ? (JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as DeltaRound)
    : undefined;
}

function mark(body: string, { tenant }: GraphContext): string {
  return createHmac("sha256", tenant.signingKey).update(`delta:${body}`).digest("base64url").slice(0, 22);
}
