import type { Findings } from "./finding.ts";
import { htmlToText } from "./html-text.ts";

const HEADER_BLOCK = /^(?:[A-Za-z][A-Za-z-]{1,60}:[^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n){0,20}){1,60}\n/u;
const MOST_PARTS = 20;
const DEEPEST = 3;

/** The readable text of a MIME message pasted into a text: its plain and HTML parts; attachments are dropped. */
export function mimeToText(text: string, findings: Findings): string {
  return entityText(text, findings, 0) ?? text;
}

/** Decodes RFC 2047 words (`=?utf-8?B?…?=`) in a text. */
export function decodeEncodedWords(text: string, findings: Findings): string {
  return text.replace(
    /=\?(?:utf-8|us-ascii|iso-8859-1)\?([bq])\?([^?\s]{1,1000})\?=/giu,
    (_word, encoding: string, content: string) => {
      findings.add("encoded_text_decoded");
      const latin = encoding.toLowerCase() === "q" ? quotedPrintable(content.replaceAll("_", " ")) : null;
      return latin ?? Buffer.from(content, "base64").toString("utf8");
    },
  );
}

function entityText(entity: string, findings: Findings, depth: number): string | null {
  const head = HEADER_BLOCK.exec(entity)?.[0];
  if (head === undefined || !/^content-(?:type|transfer-encoding):/imu.test(head)) return null;
  const body = entity.slice(head.length);
  const type = /^content-type:\s*([\w/+.-]{3,80})/imu.exec(head)?.[1]?.toLowerCase() ?? "text/plain";
  const boundary = /boundary="?([\w'()+,./:=? -]{1,70})"?/iu.exec(head)?.[1]?.trimEnd();
  if (type.startsWith("multipart/") && boundary !== undefined)
    return multipartText(body, boundary, { findings, depth });
  if (!type.startsWith("text/") || /^content-disposition:\s*attachment/imu.test(head)) return "";
  const decoded = transferDecoded(body, /^content-transfer-encoding:\s*([\w-]+)/imu.exec(head)?.[1], findings);
  return type === "text/html" ? htmlToText(decoded, findings) : decoded;
}

function multipartText(body: string, boundary: string, run: { findings: Findings; depth: number }): string {
  if (run.depth >= DEEPEST) return "";
  const pieces = `\n${body}`.split(`\n--${boundary}`).slice(1, MOST_PARTS + 1);
  const texts = pieces
    .filter((piece) => !piece.startsWith("--"))
    .map((piece) => piece.replace(/^[^\n]{0,10}\n/u, ""))
    .map((piece) => entityText(piece, run.findings, run.depth + 1) ?? piece);
  return texts.join("\n");
}

function transferDecoded(body: string, encoding: string | undefined, findings: Findings): string {
  switch (encoding?.toLowerCase()) {
    case "base64":
      findings.add("encoded_text_decoded");
      return Buffer.from(body, "base64").toString("utf8");
    case "quoted-printable":
      return quotedPrintable(body.replaceAll(/=[ \t]{0,10}\n/gu, ""));
    default:
      return body;
  }
}

function quotedPrintable(text: string): string {
  return text.replace(/(?:=[0-9A-F]{2})+/giu, (run) => Buffer.from(run.replaceAll("=", ""), "hex").toString("utf8"));
}
