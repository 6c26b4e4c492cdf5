import * as z from "zod";

const values = z.record(z.string(), z.array(z.string())).nullish();

/** What API Gateway asks a REQUEST authorizer. It may say more; only this is read. */
export const AuthorizerEvent = z.object({
  type: z.literal("REQUEST"),
  methodArn: z.string().startsWith("arn:"),
  headers: z.record(z.string(), z.string()).nullish(),
  multiValueHeaders: values,
  queryStringParameters: z.record(z.string(), z.string().nullable()).nullish(),
});
export type AuthorizerEvent = z.infer<typeof AuthorizerEvent>;

/** Headers with all their values: the plain form keeps only the last of several. */
export function headersOf(event: Pick<AuthorizerEvent, "headers" | "multiValueHeaders">): Record<string, string[]> {
  if (event.multiValueHeaders) return event.multiValueHeaders;
  return Object.fromEntries(Object.entries(event.headers ?? {}).map(([name, value]) => [name, [value]]));
}
