import { describe, expect, test } from "@jest/globals";
import { GraphMessage } from "./graph-answers.ts";
import { isAuthentic } from "./sender-authentication.ts";

type Headers = readonly (readonly [name: string, value: string])[];

const message = (headers: Headers, address = "chiara@northwind-atlas.example") =>
  GraphMessage.parse({
    id: "m1",
    receivedDateTime: "2026-03-10T09:00:00Z",
    body: { contentType: "text", content: "" },
    from: { emailAddress: { address } },
    internetMessageHeaders: headers.map(([name, value]) => ({ name, value })),
  });

const passed = (domain: string) =>
  `spf=pass (sender IP is 192.0.2.10) smtp.mailfrom=${domain}; dkim=pass header.d=${domain};dmarc=pass action=none header.from=${domain};compauth=pass reason=100`;
const INTERNAL = ["X-MS-Exchange-Organization-AuthAs", "Internal"] as const;
const results = (value: string) => ["Authentication-Results", value] as const;

describe("the word of a mail's From", () => {
  test("counts when the tenant's own account sent it", () => {
    expect(isAuthentic(message([INTERNAL]))).toBe(true);
  });

  test("counts when DMARC passed for its domain", () => {
    expect(isAuthentic(message([results(passed("elsewhere.example"))], "mira@Elsewhere.Example"))).toBe(true);
  });

  test("counts when a comment stands at the result", () => {
    expect(isAuthentic(message([results("dmarc=pass(p=none) header.from=northwind-atlas.example")]))).toBe(true);
  });

  test("counts when DMARC is what the header says first, or says in capitals", () => {
    expect(isAuthentic(message([results("dmarc=pass header.from=northwind-atlas.example; spf=none")]))).toBe(true);
    expect(
      isAuthentic(message([results("spf=none; DMARC=PASS action=none HEADER.FROM=Northwind-Atlas.example")])),
    ).toBe(true);
  });

  test("does not count without an address, whoever is vouched for", () => {
    for (const domain of ["", "mutated", "null"]) {
      const nobody = { ...message([results(`dmarc=pass header.from=${domain}; spf=none`)]), from: null };
      expect(isAuthentic(nobody)).toBe(false);
    }
  });

  test.each<[string, Headers]>([
    ["no header at all", []],
    ["DMARC failed", [results("dmarc=fail header.from=northwind-atlas.example")]],
    ["DMARC passed for another domain", [results(passed("elsewhere.example"))]],
    ["DMARC passed for a domain that ends alike", [results(passed("evil-northwind-atlas.example"))]],
    ["only SPF and composite authentication passed", [results("spf=pass; compauth=pass reason=100")]],
    ["a second header of the sender's", [results(passed("northwind-atlas.example")), results("dmarc=fail")]],
    ["a second verdict in one header", [results(`${passed("northwind-atlas.example")}; dmarc=fail`)]],
    ["a verdict inside a comment", [results("spf=fail (; dmarc=pass header.from=northwind-atlas.example)")]],
    ["a verdict for no domain", [results("dmarc=pass action=none")]],
    ["another method of a like name", [results("x-dmarc=pass header.from=northwind-atlas.example")]],
    ["internal said twice", [INTERNAL, INTERNAL]],
    ["internal renamed by the server", [["X-MS-Exchange-Organization-AuthAs-Original", "Internal"]]],
    ["anonymous submission", [["X-MS-Exchange-Organization-AuthAs", "Anonymous"]]],
  ])("does not count: %s", (_why, headers) => {
    expect(isAuthentic(message(headers))).toBe(false);
  });
});
