import { lambda } from "@agentic-pm/lambda";
import { authorizerConfig } from "../config.ts";
import { AuthorizerEvent, headersOf } from "../domain/connect-event.ts";
import { invokePolicy } from "../domain/invoke-policy.ts";
import { authorizeConnect } from "../usecases/authorize-connect.ts";
import { authorizerPorts } from "../wiring/authorizer-ports.ts";

/** Says who may open a socket. */
export const handler = lambda({
  name: "authorizer",
  input: AuthorizerEvent,
  config: authorizerConfig,
  ports: authorizerPorts,
  handle: async (event, ports) => {
    const parameters = Object.keys(event.queryStringParameters ?? {});
    return invokePolicy(event.methodArn, await authorizeConnect({ headers: headersOf(event), parameters }, ports));
  },
});
