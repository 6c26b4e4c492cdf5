export { contentHash } from "./content-hash.ts";
export { functionNames } from "./function-names.ts";
export { packageServices, type PackagedService, type PackagingOptions } from "./package-services.ts";
export { packagesOf, ROOT, servicesInDeployOrder, type Service } from "./workspace.ts";
