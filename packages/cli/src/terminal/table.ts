/** Rows as aligned columns; the last column is cut to what the width leaves. Control characters are shown, not obeyed. */
export function table(rows: readonly (readonly string[])[], width = 120): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => printable(row[column] ?? "").length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const text = printable(cell);
          if (column < columns - 1) return text.padEnd(widths[column] ?? 0);
          const room = Math.max(20, width - widths.slice(0, -1).reduce((sum, each) => sum + each + 2, 0));
          return text.length > room ? `${text.slice(0, room - 1)}…` : text;
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Control characters, all that is invisible or turns the direction (tags, selectors, fillers), and line separators. */
const NOT_SHOWN =
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u2028\u2029\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu;

/** Text of strangers must not move the cursor, change colours or hide in a terminal. */
export function printable(text: string): string {
  return text.replaceAll(NOT_SHOWN, " ");
}

/** Whom a mail goes to: the address first, then the name in quotes, so that no name passes for part of the line. */
export function shownRecipient({ address, displayName }: { address: string; displayName: string }): string {
  return `${printable(address)} ${JSON.stringify(printable(displayName))}`;
}
