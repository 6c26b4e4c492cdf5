import type { Protocol } from "../service-module.ts";
import { AwsError } from "../aws-error.ts";

/** Why a request is not believed to come from the key it names. */
export type AuthFailure =
  | "missing"
  | "incomplete"
  | "unknown-key"
  | "wrong-token"
  | "expired-session"
  | "wrong-signature"
  | "skewed"
  | "expired-link"
  | "payload-mismatch";

type Words = readonly [code: string, message: string, status?: number];

const INVALID_TOKEN = "The security token included in the request is invalid.";
const WRONG_SIGNATURE =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

const JSON_WORDS: Record<AuthFailure, Words> = {
  missing: ["MissingAuthenticationTokenException", "Missing Authentication Token"],
  incomplete: [
    "IncompleteSignatureException",
    "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature'.",
  ],
  "unknown-key": ["UnrecognizedClientException", INVALID_TOKEN],
  "wrong-token": ["UnrecognizedClientException", INVALID_TOKEN],
  "expired-session": ["ExpiredTokenException", "The security token included in the request is expired"],
  "wrong-signature": ["InvalidSignatureException", WRONG_SIGNATURE],
  skewed: [
    "InvalidSignatureException",
    "Signature expired or not yet current: the clock differs by more than 15 minutes.",
  ],
  "expired-link": ["InvalidSignatureException", "Signature expired."],
  "payload-mismatch": ["InvalidSignatureException", "The payload does not have the SHA-256 hash that was signed."],
};

const QUERY_WORDS: Record<AuthFailure, Words> = {
  ...JSON_WORDS,
  missing: ["MissingAuthenticationToken", "Request is missing Authentication Token", 403],
  incomplete: ["IncompleteSignature", JSON_WORDS.incomplete[1], 400],
  "unknown-key": ["InvalidClientTokenId", "The security token included in the request is invalid", 403],
  "wrong-token": ["InvalidClientTokenId", "The security token included in the request is invalid", 403],
  "expired-session": ["ExpiredToken", "The security token included in the request is expired", 403],
  "wrong-signature": ["SignatureDoesNotMatch", WRONG_SIGNATURE, 403],
  skewed: ["SignatureDoesNotMatch", JSON_WORDS.skewed[1], 403],
  "expired-link": ["SignatureDoesNotMatch", "Signature expired.", 403],
  "payload-mismatch": ["SignatureDoesNotMatch", JSON_WORDS["payload-mismatch"][1], 403],
};

const S3_WORDS: Record<AuthFailure, Words> = {
  missing: ["AccessDenied", "Access Denied", 403],
  incomplete: ["AuthorizationHeaderMalformed", "The authorization header that you provided is not valid.", 400],
  "unknown-key": ["InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", 403],
  "wrong-token": ["InvalidToken", "The provided token is malformed or otherwise invalid.", 400],
  "expired-session": ["ExpiredToken", "The provided token has expired.", 400],
  "wrong-signature": ["SignatureDoesNotMatch", WRONG_SIGNATURE, 403],
  skewed: ["RequestTimeTooSkewed", "The difference between the request time and the current time is too large.", 403],
  "expired-link": ["AccessDenied", "Request has expired", 403],
  "payload-mismatch": [
    "XAmzContentSHA256Mismatch",
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    400,
  ],
};

/** The error that the service itself would answer for this failure. */
export function authError(failure: AuthFailure, protocol: Protocol): AwsError {
  const [code, message, status] = wordsOf(protocol)[failure];
  return new AwsError(code, message, { status: status ?? (protocol === "rest-json" ? 403 : 400) });
}

function wordsOf(protocol: Protocol): Record<AuthFailure, Words> {
  if (protocol === "rest-xml") return S3_WORDS;
  return protocol === "query" ? QUERY_WORDS : JSON_WORDS;
}

/** Thrown while verifying; the gateway turns it into `authError` once it knows the protocol. */
export class NotAuthentic extends Error {
  readonly failure: AuthFailure;

  constructor(failure: AuthFailure) {
    super(failure);
    this.name = "NotAuthentic";
    this.failure = failure;
  }
}
