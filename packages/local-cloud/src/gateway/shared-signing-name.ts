import type { AwsRequest, ServiceModule } from "./service-module.ts";

/** Two services that sign with one name: `isSecond` tells whose a request is. */
export function sharedSigningName(
  first: ServiceModule,
  second: ServiceModule,
  isSecond: (request: AwsRequest) => boolean,
): ServiceModule {
  const of = (request: AwsRequest): ServiceModule => (isSecond(request) ? second : first);
  return {
    signingName: first.signingName,
    protocolOf: (request) => of(request).protocolOf(request),
    operationOf: (request) => of(request).operationOf(request),
    asksOf: (request) => of(request).asksOf(request),
    handle: (request, caller) => of(request).handle(request, caller),
    close: async () => {
      await first.close?.();
      await second.close?.();
    },
  };
}
