import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { notPlain } from "./plain-text.ts";

describe("plain text", () => {
  test.each([
    "The vendor is late.\nWe wait until Monday (2026-03-09), 3.5 days at most.",
    "ATLAS-12 is blocked: see the ticket's history. Cost is 50% over; R&D knows.",
    "Node.js v24 and e.g. a < b are fine, so is C++ [draft] and \u00fcml\u00e4ute, \u65e5\u672c\u8a9e.",
    "Owner: Ada. Due: 12/03. Status - in review...",
    "We do 3.5/day, 2.5/5 of it done; release 1.2.3.4, and/or 1.2.3-rc1, e.g. a.s.a.p. from 10.0.0.1.",
  ])("%j is plain", (text) => {
    expect(notPlain(text)).toBeNull();
  });

  test.each([
    "https://evil.example/x",
    "HTTP://EVIL",
    "ftp://x",
    "javascript:alert(1)",
    "data:text/html;base64,xx",
    "mailto:a@b",
    "www.evil",
    "evil.example/path",
    "visit evil.com now",
    "visit leak.oast.fun now",
    "c2VjcmV0.x.corp.lan",
    "\u043f\u0440.\u0440\u0444/x",
    "write to a@b",
    "![x](y)",
    "[x](y)",
    "[x][1]",
    "[1]: y",
    "[link:evil.example]",
    "[image:evil]",
    "[~accountid:123]",
    "{color:red}",
    "[[page]]",
    "<b>x</b>",
    "<!-- x",
    "</a>",
    "&#104;ello",
    "&lt;b",
    "a\u0000b",
    "a\u001b[31m",
    "a\rb",
    "a\u200bb",
    "a\u202eb",
    "\u{e0041}",
    "a\ufe0f",
    "\ufeffa",
    "a\u2028b",
    "a\u00adb",
    "\ud800",
  ])("%j is not", (text) => {
    expect(notPlain(text)).not.toBeNull();
  });

  test("any text is judged without a throw, and the same however often", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (text) => {
        expect(notPlain(text)).toBe(notPlain(text));
      }),
    );
  });

  test("long adversarial texts are judged, whatever they repeat", () => {
    for (const unit of ["a.", "a-", "[", "<", "&", "www", "://", "@ ", "a.a/"]) {
      expect(() => notPlain(unit.repeat(20_000))).not.toThrow();
    }
  });
});
