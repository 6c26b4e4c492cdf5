import { LogCode } from "@agentic-pm/observability";
import { secret, type SecretPort } from "@agentic-pm/secrets";
import type * as z from "zod";
import { awsClientSettings } from "./aws-client-settings.ts";
import type { LambdaRuntime } from "./lambda-runtime.ts";

/**
 * Declares a secret of a function, to be called where its ports are built: cached five minutes, every fetch counted in
 * the metric SecretFetches. Apart from the runtime so that a function without secrets has no client for them.
 */
export function functionSecret<Schema extends z.ZodType>(
  id: string,
  schema: Schema,
  runtime: LambdaRuntime,
): SecretPort<z.infer<Schema>> {
  const port = secret(id, schema, {
    client: awsClientSettings(),
    onFetch: (outcome) => {
      if (outcome === "fetched") {
        runtime.metrics.add("SecretFetches", 1, "Count");
        runtime.logger.info(LogCode.SECRET_FETCHED, { secretId: id, fetches: port.fetches });
      } else {
        runtime.logger.warn(LogCode.SECRET_REFRESH_FAILED, { secretId: id });
      }
    },
  });
  return port;
}
