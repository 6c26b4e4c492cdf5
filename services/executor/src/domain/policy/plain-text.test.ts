import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { notPlain } from "./plain-text.ts";

describe("plain text", () => {
  test("is judged as clients read it, also where only its full-width form is markup", () => {
    expect(notPlain("\uff1cb\uff1ebold\uff1c/b\uff1e")).toBe("markup");
  });

  test.each([
    "The vendor is late.\nWe wait until Monday (2026-03-09), 3.5 days at most.",
    "ATLAS-12 is blocked: see the ticket's history. Cost is 50% over; R&D knows.",
    "Node.js v24 and e.g. a < b are fine, so is C++ [draft] and \u00fcml\u00e4ute, \u65e5\u672c\u8a9e.",
    "Owner: Ada. Due: 12/03. Status - in review...",
    "We do 3.5/day, 2.5/5 of it done; release 1.2.3.4, and/or 1.2.3-rc1, e.g. a.s.a.p. from 10.0.0.1.",
    "Node.js 24 and Vue.js; report.pdf, plan-1.2.xlsx and notes.txt are attached. It is done.The rest waits\u2026then ends.",
    "Skype: ada; Slack: see the channel. Data: none. At 10.30am, i.e. before 3.5, a.m. or p.m., vs. R&D/QA, etc.",
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
    "evil.support",
    "login-atlas.support",
    "goo.gl",
    "evil.pro?x=1",
    "evil.pro:8443",
    "secret-data.evil.pro",
    "evil.support.The",
    "evil.support.pdf",
    "archive.zip",
    "\u043f\u0440\u0438\u043c\u0435\u0440.com",
    "\u0431\u0430\u043d\u043a.\u0440\u0444",
    "\u092d\u093e.\u092d\u093e\u0930\u0924",
    "xn--e1afmkfd.xn--p1ai",
    "evil\u3002com/path",
    "evil\uff61com",
    "evil\uff0ecom/p",
    "evil\u2024com",
    "\uff48\uff54\uff54\uff50\uff53\uff1a\uff0f\uff0fevil\u3002com",
    "http:\uff0f\uff0fevil.support",
    "hTTp:\\\\evil.support",
    "http:/evil",
    "//evil",
    "billing\uff20evil.support",
    "\\\\evil.support\\share",
    "\\\\nas\\share",
    "sms:\u2026",
    "sms:+15550100",
    "skype:",
    "callto:ada",
    "ms-word:ofe|u|x",
    "[click|evil.support]",
    "[click|x]",
    "example[.]com/x",
    "example(dot)com",
    "evil%2Esupport",
    "localhost/x",
    "localhost:8080",
    "nas:8080/x",
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

  test("no text with a host in it is plain, whatever stands around it and however its dots are written", () => {
    const label = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    const top = fc.constantFrom("support", "pro", "gl", "zip", "museum", "\u0440\u0444", "xn--p1ai", "unknowntld");
    const dot = fc.constantFrom(".", "\u3002", "\uff0e", "\uff61", "[.]");
    const words = fc.constantFrom("", "See ", "(", "\u2014", "Node.js, ", "3.5 ");
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 4 }), top, dot, words, (labels, end, sign, around) => {
        expect(notPlain(`${around}${[...labels, end].join(sign)} ${around}`)).not.toBeNull();
      }),
    );
  });

  test("words with a full stop and a blank are plain", () => {
    const word = fc.stringMatching(/^[a-z]{2,12}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), (words) => {
        expect(notPlain(words.join(". "))).toBeNull();
      }),
    );
  });

  test("long adversarial texts are judged, whatever they repeat", () => {
    for (const unit of [
      "a.",
      "a-",
      "[",
      "<",
      "&",
      "www",
      "://",
      "@ ",
      "a.a/",
      "aa.",
      "..",
      "[x",
      "\u3002a",
      "//",
      "\\",
    ]) {
      expect(() => notPlain(unit.repeat(20_000))).not.toThrow();
    }
  });
});

test.each(
  "javascript data mailto tel file vbscript cid sms smsto mms skype callto sip sips facetime whatsapp tg slack msteams zoommtg webcal feed magnet geo blob about view-source intent itms itms-apps onenote shell search-ms ldap ldaps vscode ms-word".split(
    " ",
  ),
)("the scheme %s is not plain", (scheme) => {
  expect(notPlain(`Open ${scheme}:x now`)).toBe("a scheme that clients open");
});

test("the beginning of a markdown image alone is not plain", () => {
  expect(notPlain("Look ![here")).toBe("a markdown link or image");
});
