const MARK = "[redacted]";

/** Names of fields whose values are secrets whatever they look like. */
const SECRET_NAME =
  /^(authorization|cookie|set-?cookie|password|passwd|pwd|pass|secret|client_?secret|api_?key|api_?token|access_?token|refresh_?token|id_?token|session_?token|security_?token|private_?key|secret_?access_?key|credentials?|bearer|token)$/i;

/** Shapes of secrets inside text: first the ones that keep a readable prefix, then whole tokens. */
const SECRET_SHAPES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, MARK],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${MARK}`],
  [
    /(?<![:\w])(password|passwd|pwd|secret|client[_-]?secret|api[_-]?key|api[_-]?token|access[_-]?token|refresh[_-]?token|token)(["']?\s*[:=]\s*["']?)[^\s"',;&]{4,}/gi,
    `$1$2${MARK}`,
  ],
  [/(:\/\/[^/\s:@]{1,200}:)[^@\s/]{1,200}@/g, `$1${MARK}@`],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, MARK],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, MARK],
  [/\b(?:sk|pk|rk|re|ghp|gho|ghs|xox[abpr]|ATATT|ABSK)[-_A-Za-z0-9]*[-_][A-Za-z0-9_=-]{12,}/g, MARK],
  [/\bATATT[\w=-]{16,}/g, MARK],
];

/** A run long enough to be key material. Hashes and ids in hex are no secrets, and paths and words are told by mixture. */
const LONG_RUN = /[A-Za-z0-9+/_-]{40,}={0,2}/g;

/** The text without anything that looks like a secret. Idempotent. */
export function redactText(text: string): string {
  const shaped = SECRET_SHAPES.reduce((rest, [shape, mark]) => rest.replace(shape, mark), text);
  return shaped.replace(LONG_RUN, (run) => (looksRandom(run) ? MARK : run));
}

/** A copy of a JSON value without secrets: by the name of the field, and by the look of the text. */
export function redact(value: unknown): unknown {
  if (typeof value === "string") return redactText(value);
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [
    name,
    SECRET_NAME.test(name) && typeof member === "string" && member !== "" ? MARK : redact(member),
  ]);
  return Object.fromEntries(members);
}

function looksRandom(run: string): boolean {
  if (/^[0-9a-f-]+$/.test(run) || /^[0-9A-F-]+$/.test(run)) return false;
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run);
}
