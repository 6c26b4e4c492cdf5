const DECLARATIONS: readonly RegExp[] = [
  /display\s*:\s*none/u,
  /visibility\s*:\s*(?:hidden|collapse)/u,
  /font-size\s*:\s*(?:0(?![.\d])|0?\.\d|1px)/u,
  /(?:^|[;\s])opacity\s*:\s*0(?:\.0\d*)?(?![.\d])/u,
  /(?:left|top|right|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}/u,
  /clip\s*:\s*rect\(\s*0/u,
  /clip-path\s*:\s*inset\(\s*(?:50|100)%/u,
  /transform\s*:\s*scale\(\s*0(?:\.0\d*)?\s*\)/u,
  /(?:^|[;\s])(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:!important)?(?:;|$)/u,
  /mso-hide\s*:\s*all/u,
];
const WHITE =
  /^(?:#fff(?:fff)?(?:ff)?|white|snow|ivory|#fefefe|#fdfdfd|rgba?\(\s*25[0-5]\s*,\s*25[0-5]\s*,\s*25[0-5].*)$/u;
const TRANSPARENT = /^(?:transparent|rgba\([^)]*,\s*0(?:\.0\d*)?\s*\))$/u;
const LONGEST_STYLE = 4000;

/** Whether inline style or style-sheet declarations make text unreadable: hidden, off-screen, tiny or white on white. */
function hides(style: string): boolean {
  const css = style
    .slice(0, LONGEST_STYLE)
    .toLowerCase()
    .replace(/\/\*[^*]*\*\//gu, "");
  if (DECLARATIONS.some((declaration) => declaration.test(css))) return true;
  const color = valueOf(css, "color");
  if (color === null) return false;
  const background = valueOf(css, "background-color") ?? valueOf(css, "background");
  return (
    TRANSPARENT.test(color) ||
    color === background ||
    (WHITE.test(color) && (background === null || WHITE.test(background)))
  );
}

/** Whether an element's own attributes hide it from a reader. */
export function hidesElement(attributes: Readonly<Record<string, string>>): boolean {
  if (attributes["hidden"] !== undefined || attributes["aria-hidden"]?.trim().toLowerCase() === "true") return true;
  if (attributes["type"]?.toLowerCase() === "hidden") return true;
  const color = attributes["color"]?.trim().toLowerCase();
  if (color !== undefined && WHITE.test(color) && attributes["bgcolor"] === undefined) return true;
  const style = attributes["style"];
  return style !== undefined && hides(style);
}

/** The classes and ids that a style sheet hides, as ".name" and "#name". */
export function hiddenSelectors(sheet: string): Set<string> {
  const hidden = new Set<string>();
  for (const rule of sheet.slice(0, 50_000).matchAll(/([^{}]{1,200})\{([^{}]{0,2000})\}/gu)) {
    if (!hides(rule[2] ?? "")) continue;
    for (const selector of (rule[1] ?? "").split(",")) {
      const name = /^[a-z]*([.#][\w-]{1,80})$/iu.exec(selector.trim())?.[1];
      if (name !== undefined) hidden.add(name);
    }
  }
  return hidden;
}

function valueOf(css: string, property: string): string | null {
  const found = new RegExp(`(?:^|[;\\s])${property}\\s*:\\s*([^;]{1,80})`, "u").exec(css);
  return found?.[1]?.replace("!important", "").trim() ?? null;
}
