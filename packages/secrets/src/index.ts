export { MAX_AGE_MS, REFRESH_AGE_MS, secret, type SecretOptions } from "./cached-secret.ts";
export type { SecretPort } from "./secret-port.ts";
