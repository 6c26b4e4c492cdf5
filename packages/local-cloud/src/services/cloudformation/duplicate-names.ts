/** A JSON text's first member that stands twice in its object, with the path to it; undefined if there is none. */
export function memberTwice(text: string): string | undefined {
  const objects: { readonly names: Set<string> | undefined; name: string }[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;
  let isName = false;
  for (const [part] of text.matchAll(token)) {
    const current = objects.at(-1);
    if (part === "{" || part === "[") objects.push({ names: part === "{" ? new Set() : undefined, name: "" });
    else if (part === "}" || part === "]") objects.pop();
    else if (part.startsWith('"') && isName && current?.names !== undefined) {
      current.name = JSON.parse(part) as string;
      if (current.names.has(current.name)) return pathTo(objects);
      current.names.add(current.name);
    }
    isName = part === "{" || (part === "," && objects.at(-1)?.names !== undefined);
  }
  return undefined;
}

function pathTo(objects: readonly { readonly name: string }[]): string {
  return objects
    .map(({ name }) => name)
    .filter((name) => name !== "")
    .join(".");
}
