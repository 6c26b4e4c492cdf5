import { AppError } from "@agentic-pm/errors";
import { functionNames, type Service, servicesInDeployOrder } from "@agentic-pm/packaging";
import { closest } from "../terminal/closest.ts";

/** The service that has the function. @throws AppError SERVICE_UNKNOWN, FUNCTION_UNKNOWN. */
export function serviceOf(serviceName: string, functionName: string): Service {
  const services = servicesInDeployOrder();
  const service = services.find(({ name }) => name === serviceName);
  if (service === undefined) {
    const names = services.map(({ name }) => name);
    throw new AppError("SERVICE_UNKNOWN", {
      cause: `No service is called ${serviceName}.`,
      remedy: `Use a name of serverless-compose.yml. Closest: ${closest(serviceName, names).join(", ")}.`,
    });
  }
  const names = functionNames(service);
  if (names.includes(functionName)) return service;
  throw new AppError("FUNCTION_UNKNOWN", {
    cause: `The service ${serviceName} has no function ${functionName}.`,
    remedy: names.length === 0 ? "It has none at all." : `It has ${names.join(", ")}.`,
  });
}
