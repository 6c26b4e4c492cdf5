import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@agentic-pm/errors";
import { isJsonObject, type Json } from "../template/model.ts";

/** A service as `serverless package` leaves it. */
export interface PackagedService {
  readonly name: string;
  /** The service's `.serverless` folder. */
  readonly artefactsDir: string;
}

/** The same, read. */
export interface ReadService {
  readonly stackName: string;
  readonly template: Json;
  readonly artefactsDir: string;
}

const TEMPLATE = "cloudformation-template-update-stack.json";
const STATE = "serverless-state.json";

/** The packaged template, and the name that its stack has. @throws AppError SERVICE_NOT_PACKAGED. */
export function readPackagedService(service: PackagedService): ReadService {
  const template = readJson(service, TEMPLATE);
  return { stackName: stackNameOf(service), template, artefactsDir: service.artefactsDir };
}

function stackNameOf(service: PackagedService): string {
  if (!existsSync(join(service.artefactsDir, STATE))) return service.name;
  const state = readJson(service, STATE);
  const described = isJsonObject(state) ? state["service"] : undefined;
  const provider = isJsonObject(described) ? described["provider"] : undefined;
  if (!isJsonObject(described) || !isJsonObject(provider)) return service.name;
  const explicit = provider["stackName"];
  if (typeof explicit === "string") return explicit;
  return `${String(described["service"])}-${String(provider["stage"] ?? "dev")}`;
}

function readJson(service: PackagedService, file: string): Json {
  const path = join(service.artefactsDir, file);
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Json;
  } catch (error) {
    throw new AppError("SERVICE_NOT_PACKAGED", {
      cause: `The service ${service.name} has no readable ${file} in ${service.artefactsDir}.`,
      remedy: "Package it: pnpm package.",
      details: { service: service.name, path },
      error,
    });
  }
}
