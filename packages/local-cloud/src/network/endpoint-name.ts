/** Endpoint names that differ from the name in the credential scope. */
const ENDPOINT_NAMES: Readonly<Record<string, string>> = { bedrock: "bedrock-runtime" };

/** The last part of an endpoint's name, for the service that a request is signed for, e.g. "bedrock". */
export function endpointName(signingName: string): string {
  return ENDPOINT_NAMES[signingName] ?? signingName;
}
