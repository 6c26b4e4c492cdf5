/** An array's members in Postgres's text form; null for NULL. */
export type ArrayMember = string | null | readonly ArrayMember[];

/** Parses Postgres's text form of an array, e.g. `{a,"b c",NULL,{x}}`. */
export function parseArray(text: string): ArrayMember[] {
  // Arrays whose bounds do not begin at one have them written in front.
  const start = text.indexOf("{");
  return readArray(text, start)[0];
}

function readArray(text: string, open: number): [members: ArrayMember[], end: number] {
  const members: ArrayMember[] = [];
  let position = open + 1;
  while (position < text.length && text[position] !== "}") {
    const [member, end] = text[position] === "{" ? readArray(text, position) : readMember(text, position);
    members.push(member);
    position = text[end] === "," ? end + 1 : end;
  }
  return [members, position + 1];
}

function readMember(text: string, start: number): [member: string | null, end: number] {
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && text[end] !== "," && text[end] !== "}") end++;
    const plain = text.slice(start, end);
    return [plain === "NULL" ? null : plain, end];
  }
  let value = "";
  let position = start + 1;
  for (; text[position] !== '"' && position < text.length; position++) {
    if (text[position] === "\\") position++;
    value += text[position] ?? "";
  }
  return [value, position + 1];
}
