import { AwsError } from "./aws-error.ts";
import { escapeXml } from "./error-response.ts";
import type { Ask, AwsRequest, Caller, ServiceModule } from "./service-module.ts";

/** The members of a request or an answer in the AWS query protocol. */
export type QueryValue =
  | string
  | readonly QueryValue[]
  | ReadonlyMap<string, string>
  | { readonly [member: string]: QueryValue | undefined };

/** One operation of an AWS query service. */
export interface QueryOperation {
  asks(form: URLSearchParams, request: AwsRequest): readonly Ask[];
  run(form: URLSearchParams, caller: Caller): QueryOutput | Promise<QueryOutput>;
}

/** An answer's members by name. */
export type QueryOutput = Readonly<Record<string, QueryValue | undefined>>;

export interface QueryModuleOptions {
  readonly signingName: string;
  readonly xmlNamespace: string;
  readonly operations: Readonly<Record<string, QueryOperation>>;
  close?(): Promise<void>;
}

/** A service module for the AWS query protocol: form fields in, XML out. */
export function queryModule(options: QueryModuleOptions): ServiceModule {
  const forms = new WeakMap<AwsRequest, URLSearchParams>();
  const formOf = (request: AwsRequest): URLSearchParams => {
    const known = forms.get(request);
    if (known !== undefined) return known;
    const form = request.body.length > 0 ? new URLSearchParams(request.body.toString("utf8")) : request.query;
    forms.set(request, form);
    return form;
  };
  const operationOf = (request: AwsRequest): string => {
    const name = formOf(request).get("Action") ?? "";
    if (Object.hasOwn(options.operations, name)) return name;
    throw new AwsError("InvalidAction", `Could not find operation ${name}`);
  };
  const operation = (request: AwsRequest): QueryOperation => options.operations[operationOf(request)] as QueryOperation;
  return {
    signingName: options.signingName,
    protocolOf: () => "query",
    operationOf,
    asksOf: (request) => operation(request).asks(formOf(request), request),
    handle: async (request, caller) => {
      const name = operationOf(request);
      const result = toXml(await operation(request).run(formOf(request), caller));
      return {
        status: 200,
        headers: { "content-type": "text/xml", "x-amzn-requestid": request.requestId },
        body: `<${name}Response xmlns="${options.xmlNamespace}"><${name}Result>${result}</${name}Result><ResponseMetadata><RequestId>${request.requestId}</RequestId></ResponseMetadata></${name}Response>`,
      };
    },
    ...(options.close === undefined ? {} : { close: options.close }),
  };
}

function toXml(value: QueryValue): string {
  if (typeof value === "string") return escapeXml(value);
  if (value instanceof Map) {
    return [...value]
      .map(([key, each]) => `<entry><key>${escapeXml(key)}</key><value>${escapeXml(each)}</value></entry>`)
      .join("");
  }
  if (isList(value)) return value.map((item) => `<member>${toXml(item)}</member>`).join("");
  return Object.entries(value)
    .map(([name, member]) => (member === undefined ? "" : `<${name}>${toXml(member)}</${name}>`))
    .join("");
}

function isList(value: QueryValue): value is readonly QueryValue[] {
  return Array.isArray(value);
}

/** A required form field; throws AwsError ValidationError as STS and SNS do. */
export function required(form: URLSearchParams, name: string, code = "ValidationError"): string {
  const value = form.get(name);
  if (value === null || value === "") {
    throw new AwsError(
      code,
      `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
    );
  }
  return value;
}
