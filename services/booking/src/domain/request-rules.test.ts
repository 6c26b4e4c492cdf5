import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Armed, type BrowserRequest, rulingOn } from "./request-rules.ts";

const ORIGIN = "https://portal.example";
const FORM: Armed = {
  step: "form",
  paths: /^\/checkout\/c1\/passenger\/?$/,
  required: ["Ada", "Example", "ada@example.com"],
  allowed: ["Ada", "Example", "ada@example.com"],
  ownFields: ["csrf"],
};
const PAYMENT: Armed = { step: "payment", path: "/checkout/c1/payment", ownFields: ["csrf"] };
const VALUES = { given: "Ada", family: "Example", email: "ada@example.com", csrf: "tok_EN-1" };

function post(path: string, values: Record<string, string>, change: Partial<BrowserRequest> = {}): BrowserRequest {
  return {
    method: "POST",
    url: `${ORIGIN}${path}`,
    resourceType: "Document",
    contentType: "application/x-www-form-urlencoded",
    body: new URLSearchParams(values).toString(),
    isBodyHidden: false,
    ...change,
  };
}
const get = (url: string, resourceType = "Document"): BrowserRequest => ({
  ...post("/", {}),
  method: "GET",
  body: null,
  url,
  resourceType,
});

describe("what the browser may ask for", () => {
  test("pages of the portal, whatever is armed", () => {
    for (const armed of [FORM, PAYMENT, { step: "nothing" } as const]) {
      expect(rulingOn(get(`${ORIGIN}/trips`), armed, ORIGIN)).toEqual({ kind: "read" });
    }
  });

  test.each([
    "http://portal.example/",
    "https://portal.example.evil.example/",
    "https://evil.example/?https://portal.example",
    "https://portal.example:444/",
    "https://portal.example@evil.example/",
    "https://a:b@portal.example/",
    "ftp://portal.example/",
    "file:///etc/passwd",
    "ws://portal.example/",
    "chrome://settings",
    "not a url",
  ])("never %s", (url) => {
    expect(rulingOn(get(url), FORM, ORIGIN).kind).toBe("refused");
  });

  test.each(["data:text/plain,hello", "blob:https://portal.example/1", "blob:null/1"])(
    "what the page itself made: %s",
    (url) => {
      expect(rulingOn(get(url), FORM, ORIGIN)).toEqual({ kind: "read" });
    },
  );

  test("the head of a page, like the page", () => {
    expect(rulingOn({ ...get(`${ORIGIN}/trips`), method: "HEAD" }, FORM, ORIGIN)).toEqual({ kind: "read" });
  });

  test.each([
    ["URL_UNREADABLE", "not a url"],
    ["OUTSIDE_DOMAIN", "https://evil.example/"],
    ["URL_WITH_LOGIN", "https://a:b@portal.example/"],
    ["URL_WITH_LOGIN", "https://a@portal.example/"],
    ["URL_WITH_LOGIN", "https://:b@portal.example/"],
  ])("else it is %s: %s", (code, url) => {
    expect(rulingOn(get(url), FORM, ORIGIN)).toEqual({ kind: "refused", code });
  });

  test("nothing of any other origin, whatever it is called", () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        fc.pre(new URL(url).origin !== ORIGIN);
        expect(rulingOn(get(url), FORM, ORIGIN).kind).toBe("refused");
      }),
    );
  });
});

describe("what the browser may send", () => {
  test("the passenger of the booking, to the form that is armed", () => {
    expect(rulingOn(post("/checkout/c1/passenger", VALUES), FORM, ORIGIN)).toEqual({ kind: "effect" });
  });

  test.each<[string, BrowserRequest, Armed]>([
    ["NOT_ARMED", post("/checkout/c1/passenger", VALUES), { step: "nothing" }],
    ["NOT_THE_STEP", post("/checkout/c2/passenger", VALUES), FORM],
    ["NOT_THE_STEP", post("/checkout/c1/payment", VALUES), FORM],
    ["NOT_THE_STEP", post("/logout", VALUES), FORM],
    ["FORM_VALUE_MISSING", post("/checkout/c1/passenger", { ...VALUES, given: "Mallory" }), FORM],
    ["FORM_VALUE_FOREIGN", post("/checkout/c1/passenger", { ...VALUES, cc: "mallory@evil.example" }), FORM],
    ["FORM_VALUE_FOREIGN", post("/checkout/c1/passenger", { ...VALUES, note: "Mallory Evil" }), FORM],
    ["FORM_VALUE_FOREIGN", post("/checkout/c1/passenger", { ...VALUES, note: "Mallory" }), FORM],
    ["PATH_ENCODED", post("/checkout/c1/%70assenger", VALUES), FORM],
    ["PATH_ENCODED", post("/checkout/c1/%70ayment", {}), PAYMENT],
    ["NOT_THE_STEP", post("/checkout/c1/Payment", VALUES), { ...FORM, paths: /^/ }],
    ["FORM_VALUE_FOREIGN", post("/checkout/c1/payment", { passenger: "Mallory" }), PAYMENT],
    ["FORM_UNREADABLE", post("/checkout/c1/passenger", VALUES, { contentType: "application/json" }), FORM],
    ["FORM_UNREADABLE", post("/checkout/c1/passenger", VALUES, { isBodyHidden: true }), FORM],
    ["NO_FORM", post("/checkout/c1/passenger", VALUES, { resourceType: "Fetch" }), FORM],
    ["NO_FORM", post("/checkout/c1/passenger", VALUES, { method: "DELETE" }), FORM],
    ["NOT_THE_PAYMENT", post("/checkout/c2/payment", {}), PAYMENT],
    ["FORM_VALUE_FOREIGN", post("/checkout/c1/payment", { to: "mallory@evil.example" }), PAYMENT],
    ["FORM_VALUE_FOREIGN", post("/checkout/c1/payment", { csrf: "tok", to: "mallory@evil.example" }), PAYMENT],
  ])("else it is %s", (code, request, armed) => {
    expect(rulingOn(request, armed, ORIGIN)).toEqual({ kind: "refused", code });
  });

  test.each([null, ""])("the payment without any value, whatever its content calls itself: %p", (body) => {
    const empty = post("/checkout/c1/payment", {}, { body, contentType: "text/plain" });
    expect(rulingOn(empty, PAYMENT, ORIGIN)).toEqual({ kind: "effect" });
  });

  test("the payment, when it is armed, with nothing but the site's own token", () => {
    expect(rulingOn(post("/checkout/c1/payment", { csrf: "tok_EN-1" }), PAYMENT, ORIGIN)).toEqual({ kind: "effect" });
  });
});
