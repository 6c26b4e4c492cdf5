import { describe, expect, test } from "@jest/globals";
import { VendorBaseUrl } from "./vendor-url.ts";

describe("a vendor's base URL", () => {
  test.each(["https://acme.atlassian.net", "http://127.0.0.1:8080/v1.0/", "http://localhost:1", "http://[::1]:1"])(
    "%s will do",
    (url) => {
      expect(VendorBaseUrl.parse(url)).toBe(url.replace(/\/$/, ""));
    },
  );

  test.each([
    "http://acme.atlassian.net",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example",
    "file:///etc/passwd",
    "ftp://x",
    "acme",
  ])("%s will not", (url) => {
    expect(VendorBaseUrl.safeParse(url).success).toBe(false);
  });
});
