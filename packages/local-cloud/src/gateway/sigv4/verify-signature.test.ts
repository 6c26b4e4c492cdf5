import { describe, expect, test } from "@jest/globals";
import { SignatureV4 } from "@smithy/signature-v4";
import fc from "fast-check";
import { NotAuthentic } from "./auth-failure.ts";
import { percentEncode } from "./canonical-request.ts";
import type { Unverified } from "./signature.ts";
import { Sha256 } from "./signer-hash.ts";
import { SigningKeys } from "./signing-key.ts";
import { verifySignature } from "./verify-signature.ts";

const KEY = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG", sessionToken: "token" };
const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

const signerFor = (service: string): SignatureV4 =>
  new SignatureV4({
    service,
    region: "us-east-1",
    credentials: KEY,
    sha256: Sha256,
    uriEscapePath: service !== "s3",
    applyChecksum: true,
  });

type Message = Parameters<SignatureV4["sign"]>[0];

function message(parts: {
  method?: string;
  path: string;
  query?: Record<string, string | string[]>;
  body?: string;
}): Message {
  return {
    method: parts.method ?? "GET",
    protocol: "http:",
    hostname: "127.0.0.1",
    path: parts.path,
    query: parts.query ?? {},
    headers: { host: "127.0.0.1", "x-amz-meta-note": "  two   spaces " },
    body: parts.body,
  };
}

/** As S3's own presigner prepares a message. */
function unsignedPayload(signable: Message): Message {
  return { ...signable, headers: { ...signable.headers, "X-Amz-Content-Sha256": "UNSIGNED-PAYLOAD" } };
}

/** What the gateway would read off the wire of a signed message. */
function received(signed: Message, body = ""): Unverified {
  const pairs = Object.entries(signed.query ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? ""]).map((one) => `${percentEncode(name)}=${percentEncode(one)}`),
  );
  const headers = Object.fromEntries(
    Object.entries(signed.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const query = new URLSearchParams(pairs.join("&"));
  return { method: signed.method, rawPath: signed.path, query, headers, body: Buffer.from(body) };
}

function verify(request: Unverified, now = NOW): string {
  const ports = {
    lookup: (id: string) => (id === KEY.accessKeyId ? KEY : undefined),
    keys: new SigningKeys(),
    now: () => now,
  };
  return verifySignature(request, ports).key.accessKeyId;
}

const sign = async (service: string, parts: Parameters<typeof message>[0]): Promise<Unverified> =>
  received(await signerFor(service).sign(message(parts), { signingDate: new Date(NOW) }), parts.body);

const anyText = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((text) => text.isWellFormed());
const anyPath = fc
  .array(fc.oneof(anyText, fc.constantFrom(".", "..", "")), { maxLength: 5 })
  .map((segments) => `/${segments.map(percentEncode).join("/")}`);
/** The signer keeps queries in plain objects, in which this name is no name. */
const anyName = anyText.filter((name) => name !== "__proto__");
const anyQuery = fc.dictionary(anyName, fc.oneof(anyText, fc.array(anyText, { minLength: 1, maxLength: 3 })), {
  maxKeys: 4,
});
const anyService = fc.constantFrom("s3", "dynamodb", "bedrock");

describe("a signature by the SDK's own signer", () => {
  test("verifies for every path, query and body", async () => {
    await fc.assert(
      fc.asyncProperty(anyService, anyPath, anyQuery, fc.string(), async (service, path, query, body) => {
        expect(verify(await sign(service, { method: "POST", path, query, body }))).toBe(KEY.accessKeyId);
      }),
      { numRuns: 3_000 },
    );
  });

  test("verifies in a presigned URL until it expires", async () => {
    await fc.assert(
      fc.asyncProperty(anyPath, anyQuery, async (path, query) => {
        const presigned = await signerFor("s3").presign(unsignedPayload(message({ path, query })), {
          signingDate: new Date(NOW),
          expiresIn: 60,
        });
        const request = received(presigned);
        expect(verify(request, NOW + 59_000)).toBe(KEY.accessKeyId);
        expect(() => verify(request, NOW + 61_000)).toThrow(new NotAuthentic("expired-link"));
      }),
      { numRuns: 300 },
    );
  });
});

describe("a request that was changed after signing", () => {
  const original = (): Promise<Unverified> =>
    sign("dynamodb", { method: "POST", path: "/a", query: { b: "c" }, body: "{}" });

  test.each<[what: string, change: (request: Unverified) => Unverified, failure: string]>([
    ["method", (request) => ({ ...request, method: "PUT" }), "wrong-signature"],
    ["path", (request) => ({ ...request, rawPath: "/b" }), "wrong-signature"],
    ["query", (request) => ({ ...request, query: new URLSearchParams("b=d") }), "wrong-signature"],
    ["body", (request) => ({ ...request, body: Buffer.from("{ }") }), "payload-mismatch"],
    [
      "signed header",
      (request) => ({ ...request, headers: { ...request.headers, "x-amz-meta-note": "other" } }),
      "wrong-signature",
    ],
    [
      "unsigned x-amz- header",
      (request) => ({ ...request, headers: { ...request.headers, "x-amz-target": "Delete" } }),
      "wrong-signature",
    ],
    [
      "declared hash",
      (request) => ({ ...request, headers: { ...request.headers, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" } }),
      "payload-mismatch",
    ],
    [
      "credential",
      (request) => ({ ...request, headers: { ...request.headers, authorization: "AWS4-HMAC-SHA256 nonsense" } }),
      "incomplete",
    ],
    ["credential away", (request) => ({ ...request, headers: { host: "127.0.0.1" } }), "missing"],
  ])("is refused: %s", async (_what, change, failure) => {
    const request = await original();
    expect(() => verify(change(request))).toThrow(new NotAuthentic(failure as NotAuthentic["failure"]));
  });

  test("is refused a quarter of an hour and a second later, and earlier", async () => {
    const request = await original();
    expect(verify(request, NOW + 15 * 60_000)).toBe(KEY.accessKeyId);
    expect(() => verify(request, NOW + 15 * 60_000 + 1)).toThrow(new NotAuthentic("skewed"));
    expect(() => verify(request, NOW - 15 * 60_000 - 1)).toThrow(new NotAuthentic("skewed"));
  });
});

test("a signing key is derived once per key, day, region and service", () => {
  const keys = new SigningKeys();
  const scope = { day: "20260102", region: "us-east-1", service: "s3" };
  const derived = keys.derive("A", "secret", scope);
  expect(keys.derive("A", "secret", scope)).toBe(derived);
  expect(keys.derive("A", "secret", { ...scope, day: "20260103" }).equals(derived)).toBe(false);
});
