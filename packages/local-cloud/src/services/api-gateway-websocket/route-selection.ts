const EXPRESSION = /^\$\{?request\.body\.([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\}?$/;

/** The path that a selection expression reads, e.g. `$request.body.action`; undefined for other expressions. */
export function selectionPath(expression: string): readonly string[] | undefined {
  return EXPRESSION.exec(expression)?.[1]?.split(".");
}

/**
 * The route key that a message asks for; undefined where it is no JSON object, or the value is no text.
 * The keys that the gateway keeps for itself cannot be asked for.
 */
export function askedRoute(message: string, path: readonly string[]): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(message);
  } catch {
    return undefined;
  }
  for (const name of path) {
    const isObject = typeof value === "object" && value !== null && Object.hasOwn(value, name);
    value = isObject ? (value as Record<string, unknown>)[name] : undefined;
  }
  const key = typeof value === "number" ? String(value) : value;
  return typeof key === "string" && key !== "" && !key.startsWith("$") ? key : undefined;
}
