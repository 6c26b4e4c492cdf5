import type { PortalAccess } from "../src/index.ts";

/** What a page says, as its server sent it. */
export interface Page {
  readonly status: number;
  /** Path and query where the redirects ended. */
  readonly place: string;
  readonly html: string;
  /** The words without the markup, spaces made one. */
  readonly text: string;
}

export interface PageForm {
  readonly name: string;
  readonly method: string;
  readonly action: string;
  readonly button: string;
  /** Name under which it is sent → value; hidden ones too. */
  readonly values: Readonly<Record<string, string>>;
  /** What the field is called on the page → name under which it is sent. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A browser without scripts: cookies, redirects, forms. */
export class PortalBrowser {
  readonly origin: string;
  cookie = "";

  constructor({ origin }: Pick<PortalAccess, "origin">) {
    this.origin = origin;
  }

  async get(place: string): Promise<Page> {
    return this.#follow(place, { method: "GET" });
  }

  async post(place: string, values: Readonly<Record<string, string>>): Promise<Page> {
    return this.#follow(place, { method: "POST", body: new URLSearchParams(values) });
  }

  /** Sends a form of a page; `entries` are by label or by name. */
  async submit(form: PageForm, entries: Readonly<Record<string, string>> = {}): Promise<Page> {
    const named = Object.entries(entries).map(([key, value]) => [form.labels[key] ?? key, value]);
    const values = { ...form.values, ...(Object.fromEntries(named) as Record<string, string>) };
    if (form.method === "post") return this.post(form.action, values);
    return this.get(`${form.action}?${new URLSearchParams(values)}`);
  }

  async logIn({ username, password }: { username: string; password: string }): Promise<Page> {
    const login = formTo(await this.get("/login"), "/login");
    return this.submit(login, { username, password });
  }

  async #follow(place: string, request: RequestInit): Promise<Page> {
    let answer = await this.#send(place, request);
    let at = place;
    for (let hops = 0; hops < 5 && answer.status === 303; hops += 1) {
      at = answer.headers.get("location") ?? "/";
      answer = await this.#send(at, { method: "GET" });
    }
    const html = await answer.text();
    return { status: answer.status, place: at, html, text: plain(html) };
  }

  async #send(place: string, request: RequestInit): Promise<Response> {
    const headers = this.cookie === "" ? {} : { cookie: this.cookie };
    const answer = await fetch(`${this.origin}${place}`, { ...request, headers, redirect: "manual" });
    const set = answer.headers.get("set-cookie");
    if (set !== null) this.cookie = set.split(";")[0] ?? "";
    return answer;
  }
}

/** The forms of a page. */
export function formsOf({ html }: Pick<Page, "html">): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = "", body = ""]) => {
    const controls = [...body.matchAll(/<input\b([^>]*)>|<select\b([^>]*)>([\s\S]*?)<\/select>/g)].map(
      ([whole, input, select = "", options = ""]) => {
        const attributes = input ?? select;
        return {
          name: attribute(attributes, "name"),
          type: attribute(attributes, "type"),
          value: input === undefined ? chosen(options) : attribute(attributes, "value"),
          label: attribute(attributes, "aria-label") || labelOf(body, whole, attribute(attributes, "id")),
        };
      },
    );
    const named = controls.filter(({ name }) => name !== "");
    const submit = controls.find(({ type }) => type === "submit");
    return {
      name: attribute(head, "aria-label"),
      method: attribute(head, "method"),
      action: attribute(head, "action"),
      button: submit?.value ?? plain(/<button[^>]*>([\s\S]*?)<\/button\s*>/.exec(body)?.[1] ?? ""),
      values: Object.fromEntries(named.map(({ name, value }) => [name, value])),
      labels: Object.fromEntries(named.filter(({ type }) => type !== "hidden").map(({ label, name }) => [label, name])),
    };
  });
}

/** The one form of a page that goes there; a test fails here when there are none or several. */
export function formTo(page: Page, action: string): PageForm {
  const forms = formsOf(page).filter((form) => form.action === action);
  const [only] = forms;
  if (only === undefined || forms.length > 1) throw new Error(`${forms.length} forms to ${action} at ${page.place}`);
  return only;
}

/** What stands beside a term: of a `dl`, or of a table whose rows have one cell. */
export function factOf({ html }: Pick<Page, "html">, term: RegExp): string | undefined {
  const pairs = html.matchAll(/<(dt|th)\b[^>]*>([\s\S]*?)<\/\1>\s*<(dd|td)\b[^>]*>([\s\S]*?)<\/\3>/g);
  for (const [, , name = "", , text = ""] of pairs) if (term.test(plain(name))) return plain(text);
  return undefined;
}

/** The rows of the table with this caption, as text; the head is the first. */
export function tableOf({ html }: Pick<Page, "html">, caption: string): string[][] {
  const tables = [...html.matchAll(/<table\b[^>]*>([\s\S]*?)<\/table>/g)].map(([, table = ""]) => table);
  const found = tables.find((table) => plain(/<caption[^>]*>([\s\S]*?)<\/caption>/.exec(table)?.[1] ?? "") === caption);
  return [...(found ?? "").matchAll(/<tr\b[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = ""]) =>
    [...row.matchAll(/<(t[hd])\b[^>]*>([\s\S]*?)<\/\1>/g)].map(([, , cell = ""]) => plain(cell)),
  );
}

function attribute(attributes: string, name: string): string {
  return decoded(new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? "");
}

function labelOf(form: string, control: string, id: string): string {
  const outside = id === "" ? undefined : new RegExp(`<label for="${id}">([\\s\\S]*?)</label>`).exec(form)?.[1];
  const before = form.slice(0, form.indexOf(control));
  const around = /<label\b[^>]*>([\s\S]*?)$/.exec(before.slice(before.lastIndexOf("<label")))?.[1];
  return plain(outside ?? around ?? "");
}

function chosen(options: string): string {
  const all = [...options.matchAll(/<option value="([^"]*)"([^>]*)>/g)];
  return decoded((all.find(([, , flags = ""]) => flags.includes("selected")) ?? all[0])?.[1] ?? "");
}

function plain(html: string): string {
  return decoded(html.replaceAll(/<[^>]*>/g, " "))
    .replaceAll(/\s+/g, " ")
    .trim();
}

function decoded(text: string): string {
  const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  return text.replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity);
}
