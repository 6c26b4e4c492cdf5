import { expect, test } from "@jest/globals";
import { PortalUrl } from "./portal-url.ts";

test.each(["https://portal.example", "https://portal.example/", "http://127.0.0.1:8080", "http://[::1]:1"])(
  "%s is an address of a portal",
  (url) => expect(PortalUrl.parse(url)).toBe(url.replace(/\/$/, "")),
);

test.each([
  "http://portal.example",
  "http://127.0.0.1.evil.example",
  "https://user:secret@portal.example",
  "https://portal.example/path",
  "https://portal.example?x=1",
  "file:///etc/passwd",
  "portal",
])("%s is none", (url) => expect(PortalUrl.safeParse(url).success).toBe(false));
