import { fail, ok, type Result } from "@agentic-pm/errors";

/** No message of ours nests deeper than one object. */
const MAX_DEPTH = 4;

type StrictJsonFault = "MESSAGE_MALFORMED" | "MESSAGE_TOO_DEEP" | "MESSAGE_DUPLICATE_KEY";

/**
 * JSON that means one thing to everybody: at most four levels deep, no key twice in an object, no `__proto__`. One pass
 * over the text before it is parsed, so that depth costs no stack.
 */
export function parseStrictJson(text: string): Result<unknown, StrictJsonFault> {
  let value: unknown;
  const fault = structureFault(text);
  if (fault === "MESSAGE_TOO_DEEP") return refused(fault, "is nested too deeply");
  try {
    value = JSON.parse(text);
  } catch {
    return refused("MESSAGE_MALFORMED", "is no JSON");
  }
  if (fault !== null) return refused(fault, "has a key twice, or one that is not allowed");
  return ok(value);
}

function refused(code: StrictJsonFault, what: string): Result<never, StrictJsonFault> {
  return fail(code, { cause: `The message ${what}.`, remedy: "Send one JSON object as the protocol has it." });
}

/** Each open object has the set of its keys, each open array null. */
function structureFault(text: string): "MESSAGE_TOO_DEEP" | "MESSAGE_DUPLICATE_KEY" | null {
  const open: (Set<string> | null)[] = [];
  let repeated = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      const end = endOfString(text, at);
      const keys = open.at(-1);
      if (keys && isKey(text, end + 1)) {
        const key = unescaped(text.slice(at, end + 1));
        repeated ||= keys.has(key) || key === "__proto__";
        keys.add(key);
      }
      at = end;
    } else if (character === "{" || character === "[") {
      open.push(character === "{" ? new Set() : null);
      if (open.length > MAX_DEPTH) return "MESSAGE_TOO_DEEP";
    } else if (character === "}" || character === "]") open.pop();
  }
  return repeated ? "MESSAGE_DUPLICATE_KEY" : null;
}

/** Where the string that begins at `start` ends; the text's end where it does not. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}

/** Whether a colon is what comes next. */
function isKey(text: string, after: number): boolean {
  let at = after;
  while (/\s/.test(text[at] ?? "")) at += 1;
  return text[at] === ":";
}

/** `"\u0061"` and `"a"` are one key. */
function unescaped(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}
