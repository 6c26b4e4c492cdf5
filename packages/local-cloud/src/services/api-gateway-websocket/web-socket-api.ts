/** A route: which messages it takes and where they go. */
export interface Route {
  readonly apiId: string;
  /** `$connect`, `$disconnect`, `$default` or the value that the selection expression comes to. */
  readonly routeKey: string;
  readonly integrationId?: string;
  /** Only on `$connect`. */
  readonly authorizerId?: string;
}

/** Where a route's messages go: a function, or nowhere, with a fixed answer. */
export type Integration =
  | {
      readonly kind: "function";
      readonly apiId: string;
      readonly functionArn: string;
      /** The role that invokes it; without one the function's own permission must allow API Gateway. */
      readonly credentialsArn?: string;
      readonly timeoutMs: number;
    }
  | { readonly kind: "mock"; readonly apiId: string; readonly statusCode: number };

/** A REQUEST authorizer. */
export interface Authorizer {
  readonly apiId: string;
  readonly name: string;
  readonly functionArn: string;
  readonly credentialsArn?: string;
  /** E.g. `route.request.header.Origin`; a connection that lacks one is refused with 401. */
  readonly identitySources: readonly string[];
}

export interface WebSocketApi {
  readonly apiId: string;
  readonly name: string;
  /** The path in the message's body whose value names the route, e.g. ["action"]. */
  readonly routeSelection: readonly string[];
}

export interface Stage {
  readonly apiId: string;
  readonly stageName: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Everything that templates have made of WebSocket APIs; the stacks remember it, and put it back at each boot. */
export class WebSocketApis {
  readonly apis = new Map<string, WebSocketApi>();
  readonly routes = new Map<string, Route>();
  readonly integrations = new Map<string, Integration>();
  readonly authorizers = new Map<string, Authorizer>();
  /** By `<apiId>/<stageName>`. */
  readonly stages = new Map<string, Stage>();
  /** The route of each route response. */
  readonly routeResponses = new Map<string, string>();
  /** The integration and the fixed text of each integration response. */
  readonly integrationResponses = new Map<string, { readonly integrationId: string; readonly text?: string }>();

  stage(apiId: string, stageName: string): Stage | undefined {
    return this.stages.get(`${apiId}/${stageName}`);
  }

  /** A route of the API with its id; of two with the same key, the later. */
  route(apiId: string, routeKey: string): (Route & { readonly routeId: string }) | undefined {
    const found = [...this.routes].findLast(([, route]) => route.apiId === apiId && route.routeKey === routeKey);
    return found === undefined ? undefined : { routeId: found[0], ...found[1] };
  }

  /** True where the route's client gets the integration's answer. */
  answers(routeId: string): boolean {
    return [...this.routeResponses.values()].includes(routeId);
  }

  /** The fixed text that a mock integration answers. */
  mockText(integrationId: string): string | undefined {
    return [...this.integrationResponses.values()].find((response) => response.integrationId === integrationId)?.text;
  }
}

/** The host name that the API has on AWS. */
export function domainNameOf(apiId: string): string {
  return `${apiId}.execute-api.us-east-1.amazonaws.com`;
}
