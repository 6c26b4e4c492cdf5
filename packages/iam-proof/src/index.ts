export { checkPackaged, type CheckReport } from "./check/check-deployment.ts";
export { iamFacts } from "./check/iam-facts.ts";
export { type Deployment, readDeployment } from "./deployment.ts";
export type { Finding, FindingKind } from "./finding.ts";
export { type StatementPlace, statementPlaces } from "./statement-places.ts";
export { type Coverage, coverageOf, reasonsFor, type UnusedPermission } from "./usage/coverage.ts";
export { type Matrix, matrixOf, type Permission, type ResourceStatement } from "./matrix/matrix.ts";
export { expectSnapshot, SNAPSHOT, writeSnapshot } from "./matrix/snapshot.ts";
