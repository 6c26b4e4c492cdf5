import type { VendorRequest, VendorResponse } from "../http/vendor-site.ts";
import { graphError, ITEM_NOT_FOUND } from "./graph-answers.ts";
import type { GraphContext } from "./graph-context.ts";
import { graphId } from "./mailbox.ts";
import type { MailMessage } from "./mail-types.ts";
import { messageView } from "./message-view.ts";
import { messageProjection, preferredPageSize, strangeOption } from "./query-options.ts";

const MESSAGE_ID = /^AAMk[\w=-]{20,}$/;

/** The folder that a path names, by its well-known name or its id. */
export function folderNamed(name: string): MailMessage["folder"] | undefined {
  return (["inbox", "sentitems"] as const).find(
    (folder) => name.toLowerCase() === folder || name === graphId(`folder:${folder}`),
  );
}

/** `GET …/messages/{id}` */
export function readMessage(request: VendorRequest, { mailbox, clock }: GraphContext): VendorResponse {
  const id = request.params["messageId"] ?? "";
  if (!MESSAGE_ID.test(id)) {
    return graphError(400, { code: "ErrorInvalidIdMalformed", message: "Id is malformed." }, { clock, request });
  }
  const message = mailbox.message(id);
  return message === undefined
    ? graphError(404, ITEM_NOT_FOUND, { clock, request })
    : { status: 200, body: messageView(message, messageProjection(request)) };
}

/** `GET …/mailFolders/{folder}/messages`, newest first, with the filters that the product needs. */
export function listMessages(request: VendorRequest, context: GraphContext): VendorResponse {
  const { mailbox, clock, baseUrl } = context;
  const allowed = ["$select", "$filter", "$top", "$skip", "$orderby", "$expand", "$count"];
  const stranger = strangeOption(request, allowed);
  const order = request.query.get("$orderby") ?? "receivedDateTime desc";
  const matches = messageFilter(request.query.get("$filter"));
  if (stranger !== undefined || !/^(receivedDateTime|sentDateTime)( asc| desc)?$/i.test(order)) {
    const message = `The query option '${stranger ?? "$orderby"}' is not supported here.`;
    return graphError(400, { code: "ErrorInvalidUrlQuery", message }, { clock, request });
  }
  if (matches === undefined) {
    const message = `Invalid filter clause: ${request.query.get("$filter")}`;
    return graphError(400, { code: "BadRequest", message }, { clock, request });
  }
  const folder = folderNamed(request.params["folder"] ?? "");
  if (folder === undefined) return graphError(404, ITEM_NOT_FOUND, { clock, request });
  const found = mailbox.messages(folder).filter(matches);
  const direction = order.toLowerCase().endsWith("desc") ? -1 : 1;
  found.sort((left, right) => direction * left.received.localeCompare(right.received));

  const size = Math.min(1000, Number(request.query.get("$top") ?? preferredPageSize(request) ?? 10));
  const skip = Number(request.query.get("$skip") ?? 0);
  const page = found.slice(skip, skip + size);
  const isLast = skip + page.length >= found.length;
  const next = new URLSearchParams(request.query);
  next.set("$skip", String(skip + page.length));
  const link = `${baseUrl}${request.path.slice("/v1.0".length)}?${next.toString()}`;
  return {
    status: 200,
    body: {
      "@odata.context": `${baseUrl}/$metadata#users('${encodeURIComponent(mailbox.owner.id)}')/mailFolders('${folder}')/messages`,
      ...(request.query.get("$count") === "true" ? { "@odata.count": found.length } : {}),
      ...(isLast ? {} : { "@odata.nextLink": link }),
      value: page.map((message) => messageView(message, messageProjection(request))),
    },
  };
}

type Filter = (message: MailMessage) => boolean;

const TEXT = "'((?:[^']|'')*)'";
const EXTENDED = new RegExp(
  `^singleValueExtendedProperties/any\\((\\w+):\\s*\\1/id eq ${TEXT} and \\1/value eq ${TEXT}\\)$`,
  "i",
);
const MESSAGE_ID_IS = new RegExp(`^internetMessageId eq ${TEXT}$`, "i");
const SENT = /^(?:sent|received)DateTime (ge|gt|le|lt) (\d{4}-\d{2}-\d{2}T[\d:.]+Z)$/i;

/** A filter of the forms above, or several of the simple ones joined by `and`; undefined for anything else. */
function messageFilter(filter: string | null): Filter | undefined {
  if (filter === null) return () => true;
  const extended = EXTENDED.exec(filter.trim());
  if (extended !== null) {
    const [id, value] = [unquote(extended[2]).toLowerCase(), unquote(extended[3])];
    return ({ extendedProperties }) =>
      extendedProperties.some((property) => property.id.toLowerCase() === id && property.value === value);
  }
  const parts = filter.trim().split(/ and /i).map(simpleFilter);
  return parts.includes(undefined) ? undefined : (message) => parts.every((matches) => matches?.(message) === true);
}

function simpleFilter(clause: string): Filter | undefined {
  const byId = MESSAGE_ID_IS.exec(clause);
  if (byId !== null) return ({ internetMessageId }) => internetMessageId === unquote(byId[1]);
  const sent = SENT.exec(clause);
  if (sent === null) return undefined;
  const operator = sent[1]?.toLowerCase();
  const bound = Date.parse(sent[2] ?? "");
  return ({ received }) => {
    const at = Math.floor(Date.parse(received) / 1000) * 1000;
    if (operator === "ge") return at >= bound;
    if (operator === "gt") return at > bound;
    return operator === "le" ? at <= bound : at < bound;
  };
}

function unquote(text: string | undefined): string {
  return (text ?? "").replaceAll("''", "'");
}
