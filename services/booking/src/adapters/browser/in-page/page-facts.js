/**
 * Runs in the page: what the portal's server says on the page at hand, asked for again and parsed without running
 * anything in it, so that no script of the page can have changed it.
 */
export async function serverFacts(_none) {
  const answer = await fetch(location.href, { cache: "no-store", credentials: "same-origin", redirect: "follow" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // A time is written for people in many ways, and for machines in one: that one stands behind it in brackets.
  const plain = (element) => {
    if (element === null || element === undefined) return "";
    const copy = element.cloneNode(true);
    for (const time of copy.querySelectorAll("time[datetime]")) time.append(` [${time.getAttribute("datetime")}] `);
    return copy.textContent.replaceAll(/\s+/g, " ").trim();
  };
  const rows = [];
  for (const term of page.querySelectorAll("dt")) {
    const cells = [plain(term)];
    for (let next = term.nextElementSibling; next?.tagName === "DD"; next = next.nextElementSibling) {
      cells.push(plain(next));
    }
    rows.push(cells);
  }
  const tables = [...page.querySelectorAll("table")].map((table) => ({
    caption: plain(table.querySelector("caption")),
    headers: [...table.querySelectorAll("thead th")].map((cell) => plain(cell)),
    rows: [...table.querySelectorAll("tr")]
      .filter((row) => row.closest("thead") === null)
      .map((row) => [...row.querySelectorAll("th, td")].map((cell) => plain(cell))),
  }));
  return {
    url: answer.url,
    status: answer.status,
    headings: [...page.querySelectorAll("h1, h2, h3")].map((heading) => plain(heading)),
    rows: [...rows, ...tables.flatMap((table) => table.rows)],
    tables,
    forms: [...page.querySelectorAll("form")].map((form) => ({
      path: new URL(form.getAttribute("action") ?? "", answer.url).pathname,
      ownFields: [...form.querySelectorAll("input[type=hidden][name]")].map((field) => field.getAttribute("name")),
    })),
    links: [...page.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")),
    alerts: [...page.querySelectorAll("[role=alert], [role=status]")].map((alert) => plain(alert)),
  };
}

/** Runs in the page: the number of the one button that sends a form to this path. Null unless there is exactly one. */
export function onlySubmitTo({ path }) {
  const buttons = [...document.querySelectorAll("button, input")].filter((element) => {
    if (!(element instanceof HTMLButtonElement || element instanceof HTMLInputElement)) return false;
    if (element.type !== "submit" && element.type !== "image") return false;
    const { form } = element;
    if (form === null || form.method !== "post") return false;
    // A button may send its form in another way than the form says.
    if (element.hasAttribute("formmethod") && element.formMethod !== "post") return false;
    const target = new URL(element.hasAttribute("formaction") ? element.formAction : form.action, location.href);
    return target.origin === location.origin && target.pathname === path;
  });
  Reflect.set(globalThis, "numberedElements", buttons);
  return buttons.length === 1 ? 1 : null;
}
