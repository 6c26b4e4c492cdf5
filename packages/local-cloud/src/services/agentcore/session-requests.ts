import * as z from "zod";

const ClientToken = z.string().regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,256}$/);

/** What only AWS's browsers can do is refused: left out in silence it would be a difference that nobody sees. */
const notHere = (what: string) =>
  z
    .custom((value) => Array.isArray(value) && value.length === 0, { message: `The local cloud has no ${what}` })
    .optional();

export const StartSession = z.object({
  name: z.string().min(1).max(100).optional(),
  sessionTimeoutSeconds: z.int().min(1).max(28_800).default(3_600),
  viewPort: z.object({ width: z.int().min(1).max(7_680), height: z.int().min(1).max(4_320) }).optional(),
  clientToken: ClientToken.optional(),
  certificates: notHere("certificates for browsers"),
  enterprisePolicies: notHere("enterprise policies for browsers"),
  extensions: notHere("browser extensions"),
  filesystemConfigurations: notHere("file systems for browsers"),
  profileConfiguration: notHere("browser profiles"),
  proxyConfiguration: notHere("proxies for browsers"),
});
export type StartSession = z.infer<typeof StartSession>;

export const ListSessions = z.object({
  maxResults: z.int().min(1).max(100).default(10),
  nextToken: z.string().optional(),
  status: z.enum(["READY", "TERMINATED"]).optional(),
});
export type ListSessions = z.infer<typeof ListSessions>;

export const UpdateStream = z.object({
  streamUpdate: z.object({
    automationStreamUpdate: z.object({ streamStatus: z.enum(["ENABLED", "DISABLED"]) }),
  }),
  clientToken: ClientToken.optional(),
});
