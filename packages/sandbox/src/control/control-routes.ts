import { isAppError, toErrorReport } from "@agentic-pm/errors";
import type { ApiFaults } from "../http/faults.ts";
import { header, jsonBody, MalformedJson, type VendorRequest, type VendorResponse } from "../http/vendor-site.ts";
import type { Sandbox } from "../sandbox-types.ts";
import { parseDelivery, parseFault, type DeliveryOrder } from "./control-requests.ts";
import { parseScenario } from "./scenario-requests.ts";

type Controlled = Pick<Sandbox, "controlToken" | "effects" | "state" | "requests" | "deliver" | "faults" | "portal">;

/** What `/__sandbox/…` on one vendor's server needs; `siteId` tells one data folder from another. */
export interface ControlParts {
  readonly siteId: string;
  readonly faults: ApiFaults;
  readonly sandbox: () => Controlled;
}

/** The routes by which other processes look into the sandbox and disturb it. No vendor has them. */
export async function controlRoute(request: VendorRequest, parts: ControlParts): Promise<VendorResponse> {
  const sandbox = parts.sandbox();
  if (header(request, "x-sandbox-control") !== sandbox.controlToken) {
    const remedy = "Send the sandbox's control token (site.json in its data folder) as x-sandbox-control.";
    return { status: 403, body: { code: "CONTROL_TOKEN_WRONG", cause: "The control token is wrong.", remedy } };
  }
  try {
    return await controlled(request, parts, sandbox);
  } catch (error) {
    if (!isAppError(error) && !(error instanceof MalformedJson)) throw error;
    return { status: 400, body: toErrorReport(error) };
  }
}

async function controlled(request: VendorRequest, parts: ControlParts, sandbox: Controlled): Promise<VendorResponse> {
  switch (`${request.method} ${request.path}`) {
    case "GET /__sandbox/health":
      return { status: 200, body: { siteId: parts.siteId } };
    case "GET /__sandbox/effects":
      return { status: 200, body: { effects: await sandbox.effects() } };
    case "GET /__sandbox/state":
      return { status: 200, body: sandbox.state() };
    case "GET /__sandbox/requests":
      return { status: 200, body: sandbox.requests() };
    case "POST /__sandbox/faults":
      return addFault(request, parts, sandbox);
    case "POST /__sandbox/scenarios": {
      const order = parseScenario(jsonBody(request));
      if (order.ok) sandbox.portal.scenarios.apply(order.value);
      return order.ok ? { status: 204 } : { status: 400, body: order };
    }
    case "POST /__sandbox/deliver": {
      const order = parseDelivery(jsonBody(request));
      return order.ok ? { status: 201, body: await deliver(order.value, sandbox) } : { status: 400, body: order };
    }
    default:
      return { status: 404, body: { code: "CONTROL_ROUTE_UNKNOWN", cause: `There is no ${request.path}.` } };
  }
}

function addFault(request: VendorRequest, { faults }: ControlParts, sandbox: Controlled): VendorResponse {
  const order = parseFault(jsonBody(request));
  if (!order.ok) return { status: 400, body: order };
  if (order.value.kind === "api") faults.add(order.value.fault);
  else sandbox.faults[order.value.kind]();
  return { status: 204 };
}

function deliver(order: DeliveryOrder, { deliver: arrive }: Controlled): Promise<unknown> {
  switch (order.kind) {
    case "jiraComment":
      return arrive.jiraComment(order.comment);
    case "jiraIssue":
      return arrive.jiraIssue(order.issue);
    case "mail":
      return arrive.mail(order.mail);
  }
}
