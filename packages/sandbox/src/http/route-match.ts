import type { Route } from "./vendor-site.ts";

export type RouteMatch =
  | { readonly kind: "found"; readonly route: Route; readonly params: Record<string, string> }
  | { readonly kind: "wrongMethod" }
  | { readonly kind: "unknown" };

/** Finds the route of a path. Earlier routes win, so `/users/delta` may stand before `/users/{id}`. */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch {
  let pathExists = false;
  for (const route of routes) {
    const params = matchPattern(route.pattern, path);
    if (params === undefined) continue;
    if (route.method === method) return { kind: "found", route, params };
    pathExists = true;
  }
  return { kind: pathExists ? "wrongMethod" : "unknown" };
}

function matchPattern(pattern: string, path: string): Record<string, string> | undefined {
  const expected = pattern.split("/");
  const actual = path.split("/");
  if (expected.length !== actual.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const segment = decodeSegment(actual[index] ?? "");
    if (segment === undefined) return undefined;
    if (part.startsWith("{")) params[part.slice(1, -1)] = segment;
    else if (part.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return params;
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
