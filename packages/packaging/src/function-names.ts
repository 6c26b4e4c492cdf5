import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import type { Service } from "./workspace.ts";

const Described = z.object({ functions: z.record(z.string(), z.unknown()).default({}) });

/** The names of a service's functions, as its serverless.yml has them. */
export function functionNames(service: Pick<Service, "folder">): readonly string[] {
  // CloudFormation's tags, such as !Ref, are not this parser's; the names do not need them.
  const text = readFileSync(join(service.folder, "serverless.yml"), "utf8");
  return Object.keys(Described.parse(parse(text, { logLevel: "silent" })).functions);
}
