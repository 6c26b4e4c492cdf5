/** Plain text as an Atlassian document of paragraphs and line breaks. Nothing in the text is read as markup. */
export function plainAdf(text: string): Record<string, unknown> {
  const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== "");
  return { type: "doc", version: 1, content: paragraphs.map(paragraphOf) };
}

function paragraphOf(paragraph: string): Record<string, unknown> {
  const lines = paragraph.split("\n").filter((line) => line !== "");
  const content = lines.flatMap((line, index) => {
    const node = { type: "text", text: line };
    return index === 0 ? [node] : [{ type: "hardBreak" }, node];
  });
  return { type: "paragraph", content };
}
