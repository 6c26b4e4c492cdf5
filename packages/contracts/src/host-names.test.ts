import { describe, expect, test } from "@jest/globals";
import { hasHostName, withoutHostNames } from "./host-names.ts";

describe("host names", () => {
  test.each(["evil.support", "a.b.zip", "\u0431\u0430\u043d\u043a.\u0440\u0444", "evil\u3002com", "x--.support_"])(
    "%s is one",
    (text) => {
      expect(hasHostName(text)).toBe(true);
    },
  );

  test.each(["report.pdf", "Node.js", "1.2.3-rc1", "done.The", "e.g.", "wait...then", "10.0.0.1", "12.5 days"])(
    "%s is none",
    (text) => {
      expect(hasHostName(text)).toBe(false);
    },
  );

  test("are taken out where they stand, and nothing else is", () => {
    expect(withoutHostNames("See evil.support, or report.pdf.")).toBe("See  , or report.pdf.");
  });
});
