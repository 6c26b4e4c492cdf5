import { functionSecret, type LambdaRuntime } from "@agentic-pm/lambda";
import { ClerkAuthProvider, ClerkSecret } from "../adapters/auth-provider.clerk.ts";
import type { AuthorizerConfig } from "../config.ts";
import type { AuthorizePorts } from "../usecases/authorize-connect.ts";

/** The real ports of `authorizer`: the issuer's public key, and nothing to write to. */
export function authorizerPorts(config: AuthorizerConfig, runtime: LambdaRuntime): AuthorizePorts {
  const secret = functionSecret(config.CLERK_SECRET_ARN, ClerkSecret, runtime);
  return { auth: new ClerkAuthProvider(secret, runtime.clock), logger: runtime.logger };
}
