/* oxlint-disable no-control-regex -- control characters show that decoded bytes are no text */
import type { Findings } from "./finding.ts";

const PERCENT_RUN = /(?:%[0-9a-f]{2})+/giu;
const ESCAPED_BYTES = /(?:\\x[0-9a-f]{2}){4,}/giu;
const ESCAPED_UNITS = /(?:\\u[0-9a-f]{4}){4,}/giu;
const HEX_RUN = /(?<![0-9a-z])(?:[0-9a-f]{2}){12,}(?![0-9a-z])/giu;
const SPACED_HEX = /(?<![0-9a-z])(?:[0-9a-f]{2}[ :]){11,}[0-9a-f]{2}(?![0-9a-z])/giu;
const BASE64_RUN = /(?<![A-Za-z0-9+/_-])(?:[A-Za-z0-9+/_-]{40,}\n)*[A-Za-z0-9+/_-]{20,}={0,2}/gu;
const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true });
/** What one span may decode to, in bytes; the rest of a larger span is dropped, as no one would read it. */
const LARGEST_SPAN = 64 * 1024;

/** Decodes one layer of %xx, \\x and \\u escapes, hexadecimal and base64 where the result is readable text. */
export function decodeSpans(text: string, findings: Findings): string {
  const decode = (bytesOf: (span: string) => Uint8Array) => (span: string) => readable(bytesOf(span), findings) ?? span;
  return text
    .replace(/\S+/gu, (token) => (token.includes("%") ? decodePercent(token, findings) : token))
    .replace(
      ESCAPED_BYTES,
      decode((span) => Buffer.from(span.replaceAll(/\\x/giu, ""), "hex")),
    )
    .replace(ESCAPED_UNITS, (span) => decodeUnits(span, findings))
    .replace(
      SPACED_HEX,
      decode((span) => Buffer.from(span.replaceAll(/[ :]/gu, ""), "hex")),
    )
    .replace(
      HEX_RUN,
      decode((span) => Buffer.from(span, "hex")),
    )
    .replace(
      BASE64_RUN,
      decode((span) => Buffer.from(span.slice(0, LARGEST_SPAN * 2), "base64")),
    );
}

/** Makes what is still encoded after the last layer unreadable to any decoder. */
export function neutraliseSpans(text: string): string {
  const nothing = new Set<never>() as Findings;
  return text
    .replace(/%(?=[0-9a-f]{2})/giu, "% ")
    .replaceAll("\\", "/")
    .replace(SPACED_HEX, (span) =>
      readable(Buffer.from(span.replaceAll(/[ :]/gu, ""), "hex"), nothing) === null ? span : "[encoded]",
    )
    .replace(HEX_RUN, "[encoded]")
    .replace(BASE64_RUN, "[encoded]");
}

/** "100%25" alone is ordinary; a token with several escapes is encoded text. */
function decodePercent(token: string, findings: Findings): string {
  if ((token.match(/%[0-9a-f]{2}/giu)?.length ?? 0) < 2) return token;
  return token.replace(PERCENT_RUN, (run) => {
    const decoded = utf8(Buffer.from(run.replaceAll("%", ""), "hex"));
    if (decoded === null || /[\u0000-\u0008]/u.test(decoded)) return run;
    findings.add("encoded_text_decoded");
    return decoded;
  });
}

function decodeUnits(span: string, findings: Findings): string {
  findings.add("encoded_text_decoded");
  const units = span.match(/[0-9a-f]{4}/giu) ?? [];
  return units.map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join("");
}

/** Decoded bytes if they are text that a person could read: UTF-8, mostly letters and blanks, with words in it. */
function readable(bytes: Uint8Array, findings: Findings): string | null {
  const text = utf8(bytes.subarray(0, LARGEST_SPAN));
  if (text === null || text.length < 8) return null;
  const letters = text.match(/[\p{L}\p{N}\s.,;:!?'"()<>&/=+%_-]/gu)?.length ?? 0;
  const controls = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/u.test(text);
  const wordLike = /\p{L}{3}/u.test(text) || /^[A-Za-z0-9+/=\s]{16,}$/u.test(text);
  if (controls || !wordLike || letters < [...text].length * 0.9) return null;
  findings.add("encoded_text_decoded");
  return text;
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    return null;
  }
}
