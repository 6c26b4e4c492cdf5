const HOST = /^[\p{L}\p{N}.-]{1,253}$/u;
const SAFE_PLACEHOLDER = String.raw`\[link:[\p{L}\p{N}.-]{1,253}\]`;
const WITH_SCHEME = String.raw`(?:https?|ftps?|file|wss?|ssh|git):\/\/[^\s<>"'\x60\[\]()]*`;
const ACTIVE = String.raw`(?:javascript|vbscript|\b(?:mailto|tel|data)):(?=[^\s])[^\s<>"'\[\]]*`;
const WWW = String.raw`\bwww\.[^\s<>"'\x60\[\]()]+`;
const BARE_PATH = String.raw`(?<![\p{L}\p{N}@._/-])(?:[\p{L}\p{N}-]{1,63}\.){1,4}\p{L}{2,18}\/[^\s<>"'\x60\[\]()]*`;
const ANY_LINK = new RegExp(`${SAFE_PLACEHOLDER}|${WITH_SCHEME}|${ACTIVE}|${WWW}|${BARE_PATH}`, "giu");
const MARKDOWN_IMAGE = /!\[[^[\]\n]{0,500}\]\(([^()\n]{0,2000})\)/g;
const MARKDOWN_LINK = /\[([^[\]\n]{0,500})\]\(([^()\n]{0,2000})\)/g;
const ANGLED_ADDRESS = /<([^\s<>@]{1,64}@[^\s<>@]{1,253})>/g;
const ANGLED_LINK = /<((?:[a-z]{3,10}:\/\/|mailto:)[^\s<>]{1,2000})>/gi;

/** The inert form of a link's target: `[link:host]`, without path, query or credentials. */
export function linkPlaceholder(target: string): string {
  const url = target.trim().split(/\s/u, 1)[0] ?? "";
  const afterScheme = url.replace(/^[a-z][a-z0-9+.-]{0,20}:\/{0,2}/iu, "");
  const authority = afterScheme.split(/[/?#\\]/u, 1)[0] ?? "";
  const host = authority
    .slice(authority.lastIndexOf("@") + 1)
    .replace(/:\d{1,5}$/u, "")
    .replace(/\.+$/u, "");
  return HOST.test(host) ? `[link:${host.toLowerCase()}]` : "[link:unknown]";
}

/** Replaces every link and image (plain, markdown, autolink, active scheme) by its host. Alt and link titles go. */
export function withoutLinks(text: string): string {
  return text
    .replace(MARKDOWN_IMAGE, (_match, target: string) => imagePlaceholder(target))
    .replace(MARKDOWN_LINK, (_match, label: string, target: string) => `${label} ${linkPlaceholder(target)}`)
    .replace(ANGLED_LINK, (_match, target: string) => ` ${target} `)
    .replace(ANGLED_ADDRESS, " $1 ")
    .replace(ANY_LINK, (match) => (match.startsWith("[link:") ? match : placeholderOf(match)));
}

/** True when a text holds anything that a reader's client might turn into a link. */
export function hasLink(text: string): boolean {
  return new RegExp(ANY_LINK.source, "iu").test(text);
}

function imagePlaceholder(target: string): string {
  return /^data:/iu.test(target) ? " " : linkPlaceholder(target);
}

function placeholderOf(match: string): string {
  if (/^(?:javascript|vbscript|data):/iu.test(match)) return "[link:removed]";
  if (/^tel:/iu.test(match)) return "[link:tel]";
  const trailing = /[.,;:!?]+$/u.exec(match)?.[0] ?? "";
  return linkPlaceholder(match.slice(0, match.length - trailing.length)) + trailing;
}
