/** A request that the browser is about to make, whichever page, frame, worker or redirect it comes from. */
export interface BrowserRequest {
  readonly method: string;
  readonly url: string;
  /** What Chrome calls it: Document, Script, Ping, … */
  readonly resourceType: string;
  readonly contentType: string;
  readonly body: string | null;
  /** True where the body could not be read whole; then it counts as unknown. */
  readonly isBodyHidden: boolean;
}

/**
 * What the step at hand may send besides reading. `nothing`: no request with an effect. `form`: one form to `paths`
 * whose values are those given, each of the required ones among them. `payment`: one empty form at one path. Besides
 * those, only `ownFields` may have a value of the site's own: the fields that the form came with from the server.
 */
export type Armed =
  | { readonly step: "nothing" }
  | {
      readonly step: "form";
      readonly paths: RegExp;
      readonly required: readonly string[];
      readonly allowed: readonly string[];
      readonly ownFields: readonly string[];
    }
  | { readonly step: "payment"; readonly path: string; readonly ownFields: readonly string[] };

export type Ruling =
  | { readonly kind: "read" }
  | { readonly kind: "effect" }
  | { readonly kind: "refused"; readonly code: string };

/** Form tokens, ids, flags and paths of the site's own: nothing that could name an address. */
const SITES_OWN_VALUE = /^\/?[\w-]{0,128}$/;
const PAYMENT_PATH = /\/pay/i;

/** What becomes of a request. `origin` is the portal's; everything else does not exist for this browser. */
export function rulingOn(request: BrowserRequest, armed: Armed, origin: string): Ruling {
  if (!URL.canParse(request.url)) return { kind: "refused", code: "URL_UNREADABLE" };
  const url = new URL(request.url);
  if (url.protocol === "data:" || url.protocol === "blob:") return { kind: "read" };
  if (url.origin !== origin) return { kind: "refused", code: "OUTSIDE_DOMAIN" };
  if (url.username !== "" || url.password !== "") return { kind: "refused", code: "URL_WITH_LOGIN" };
  if (request.method === "GET" || request.method === "HEAD") return { kind: "read" };
  if (request.method !== "POST" || request.resourceType !== "Document") return { kind: "refused", code: "NO_FORM" };
  const code = formRefusal(request, armed, url.pathname);
  return code === null ? { kind: "effect" } : { kind: "refused", code };
}

function formRefusal(request: BrowserRequest, armed: Armed, path: string): string | null {
  if (armed.step === "nothing") return "NOT_ARMED";
  const values = formValues(request);
  if (values === null) return "FORM_UNREADABLE";
  // A path that is written in another way than it is meant may mean another place to the server.
  if (path.includes("%")) return "PATH_ENCODED";
  const { ownFields } = armed;
  const isOwn = ([name, value]: FormField) => ownFields.includes(name) && SITES_OWN_VALUE.test(value);
  if (armed.step === "payment") {
    if (path !== armed.path) return "NOT_THE_PAYMENT";
    return values.every(isOwn) ? null : "FORM_VALUE_FOREIGN";
  }
  if (PAYMENT_PATH.test(path) || !armed.paths.test(path)) return "NOT_THE_STEP";
  const sent = new Set(values.map(([, value]) => value));
  if (armed.required.some((value) => !sent.has(value))) return "FORM_VALUE_MISSING";
  const isKnown = (field: FormField) => armed.allowed.includes(field[1]) || isOwn(field);
  return values.every(isKnown) ? null : "FORM_VALUE_FOREIGN";
}

type FormField = readonly [name: string, value: string];

/** The fields of an ordinary form; null for anything else. */
function formValues({ contentType, body, isBodyHidden }: BrowserRequest): readonly FormField[] | null {
  if (isBodyHidden) return null;
  if (body === null || body === "") return [];
  if (!contentType.toLowerCase().startsWith("application/x-www-form-urlencoded")) return null;
  return [...new URLSearchParams(body).entries()];
}
