import { describe, expect, test } from "@jest/globals";
import { parseIpAddress, parseIpRange } from "./ip-address.ts";

describe("an IP address", () => {
  test.each([
    "",
    "1.2.3",
    "1.2.3.256",
    "1.2.3.4.5",
    "01.2.3.4",
    "a.b.c.d",
    "1::2::3",
    "1:2:3",
    ":::",
    "12345::",
    "1:2:3:4:5:6:7:8:9",
    "g::1",
    "1.2.3.4::",
    "1:2:3:4:5:6:7::8",
  ])("is not %p", (text) => expect(parseIpAddress(text)).toBeUndefined());
  test("of version 6 may leave zeros out and end in dotted form", () => {
    const full = parseIpAddress("0:0:0:0:0:ffff:0a00:0001");
    expect(parseIpAddress("::ffff:a00:1")).toEqual(full);
    expect(parseIpAddress("::ffff:10.0.0.1")).toEqual(full);
    expect(parseIpAddress("::")).toEqual(Array(16).fill(0));
  });
});

describe("an IP range", () => {
  test.each(["10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "2001:db8::/129", "10.0.0.0/-1", "2001:db8:*"])(
    "is not %p",
    (text) => expect(parseIpRange(text)).toBeUndefined(),
  );
});
