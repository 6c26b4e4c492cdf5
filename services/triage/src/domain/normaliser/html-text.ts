import { Parser } from "htmlparser2";
import type { Findings } from "./finding.ts";
import { hiddenSelectors, hidesElement } from "./hidden-style.ts";
import { linkPlaceholder } from "./links.ts";

const BLOCKS = new Set(
  "address article aside blockquote br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul".split(
    " ",
  ),
);
const UNREAD = new Set(
  "script style template noscript head title svg math iframe object embed canvas audio video select option textarea noframes map".split(
    " ",
  ),
);
const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
/** Nobody reads mail with more open elements than this; the parser's own stack is quadratic in them. */
const DEEPEST = 256;
const KNOWN_TAG =
  /<(?:!--|!doctype|\/?(?:a|b|i|u|s|p|br|hr|em|h[1-6]|td|th|tr|ul|ol|li|div|img|span|body|html|head|font|meta|link|style|table|tbody|thead|strong|small|center|script|iframe|object|input|form|label|title|svg|template|noscript|pre|code|blockquote|section|article|header|footer|details|summary|video|audio|textarea|button|sup|sub|del|ins|mark)(?=[\s/>]))|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,31}\d{0,2});/iu;

/** Whether a plain text holds markup or character references that some reader would interpret. */
export function looksLikeHtml(text: string): boolean {
  return KNOWN_TAG.test(text);
}

/** The text a person would see of an HTML document, without comments, hidden elements, alternative texts and titles. */
export function htmlToText(html: string, findings: Findings): string {
  const reader = new VisibleText(findings);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (!reader.open(name, attributes)) parser.pause();
      },
      onclosetag: (name) => reader.close(name),
      ontext: (text) => reader.text(text),
      oncomment: (comment) => reader.comment(comment),
    },
    { decodeEntities: true },
  );
  parser.write(html);
  if (!reader.stopped) parser.end();
  return reader.result();
}

class VisibleText {
  private readonly parts: string[] = [];
  private readonly findings: Findings;
  private depth = 0;
  /** Depth of the outermost element that is not shown, or 0. */
  private unreadFrom = 0;
  private hiddenFrom = 0;
  private sheet: string[] | null = null;
  private readonly hidden = new Set<string>();
  stopped = false;

  constructor(findings: Findings) {
    this.findings = findings;
  }

  open(name: string, attributes: Record<string, string>): boolean {
    if (!VOID.has(name)) this.depth += 1;
    if (this.depth > DEEPEST) {
      this.stopped = true;
      this.findings.add("truncated");
      return false;
    }
    if (name === "style") this.sheet = [];
    if (BLOCKS.has(name)) this.parts.push("\n");
    if (this.silent()) return true;
    if (UNREAD.has(name) && !VOID.has(name)) this.unreadFrom = this.depth;
    else if (!VOID.has(name) && (hidesElement(attributes) || this.hiddenBySheet(attributes)))
      this.hiddenFrom = this.depth;
    else this.target(name, attributes);
    return true;
  }

  close(name: string): void {
    if (VOID.has(name)) return;
    if (name === "style" && this.sheet !== null) {
      for (const selector of hiddenSelectors(this.sheet.join(""))) this.hidden.add(selector);
      this.sheet = null;
    }
    if (this.unreadFrom === this.depth) this.unreadFrom = 0;
    if (this.hiddenFrom === this.depth) this.hiddenFrom = 0;
    this.depth -= 1;
    if (BLOCKS.has(name)) this.parts.push("\n");
  }

  text(text: string): void {
    if (this.sheet !== null) this.sheet.push(text);
    if (this.hiddenFrom > 0 && /\p{L}{3}/u.test(text)) this.findings.add("hidden_text_removed");
    if (!this.silent()) this.parts.push(text);
  }

  comment(comment: string): void {
    const conditional = /^\s*(?:\[if|<!\[endif)/iu.test(comment);
    if (!conditional && /\p{L}{2}\s\p{L}{2,80}\s\p{L}{2}/u.test(comment.slice(0, 2000)))
      this.findings.add("hidden_text_removed");
  }

  result(): string {
    return this.parts.join("");
  }

  private silent(): boolean {
    return this.unreadFrom > 0 || this.hiddenFrom > 0;
  }

  private target(name: string, attributes: Record<string, string>): void {
    const target = name === "a" ? attributes["href"] : name === "img" ? attributes["src"] : undefined;
    if (target === undefined || !/^\s*(?:https?|ftp|mailto|javascript|vbscript):|^\s*\/\//iu.test(target)) return;
    this.parts.push(/^\s*mailto:/iu.test(target) ? " " : ` ${linkPlaceholder(target)} `);
  }

  private hiddenBySheet(attributes: Record<string, string>): boolean {
    if (this.hidden.size === 0) return false;
    const id = attributes["id"];
    if (id !== undefined && this.hidden.has(`#${id}`)) return true;
    return (attributes["class"] ?? "").split(/\s+/u, 32).some((name) => this.hidden.has(`.${name}`));
  }
}
