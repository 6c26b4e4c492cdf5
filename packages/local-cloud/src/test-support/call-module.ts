import { compilePolicies } from "@agentic-pm/iam";
import { ACCOUNT_ID, REGION } from "../gateway/account.ts";
import type { AwsResponse, Caller, ServiceModule } from "../gateway/service-module.ts";

/** A caller of tests that speak to a module without a gateway: nobody, with no permission. */
const nobody: Caller = {
  accessKeyId: "none",
  principal: { arn: `arn:aws:iam::${ACCOUNT_ID}:user/nobody`, accountId: ACCOUNT_ID },
  policies: compilePolicies({ identity: [] }),
};

/** Sends a request straight to a module, past signature and authorisation. */
export function callModule(
  module: ServiceModule,
  request: {
    method: string;
    rawPath: string;
    query?: string;
    headers?: Record<string, string>;
    body?: string | Buffer;
  },
): Promise<AwsResponse> {
  return module.handle(
    {
      requestId: "test",
      method: request.method,
      rawPath: request.rawPath,
      query: new URLSearchParams(request.query),
      headers: request.headers ?? {},
      body: Buffer.from(request.body ?? ""),
      service: module.signingName,
      region: REGION,
    },
    nobody,
  );
}
