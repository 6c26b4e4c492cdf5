/** The name in the credential scope of requests for a function's environment. */
export const SIGNING_NAME = "agentic-pm-function-environments";
