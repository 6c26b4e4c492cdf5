/** Who may import whom. The pictures and reasons are in docs/architecture.md. */
module.exports = {
  forbidden: [
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-service-imports-a-service",
      severity: "error",
      from: { path: "^services/([^/]+)/" },
      to: { path: "^services/([^/]+)/", pathNot: "^services/$1/" },
    },
    {
      name: "no-package-imports-a-service",
      severity: "error",
      comment: "Except the attack's tests, which show by which of the services' rules each strategy is stopped.",
      from: { path: "^packages/", pathNot: "^packages/attack/test/teeth/" },
      to: { path: "^services/" },
    },
    {
      name: "packages-have-faces",
      comment: "Another package is entered by its exports, never by a path into its sources.",
      severity: "error",
      from: { path: "^(services|packages)/([^/]+)/" },
      to: {
        path: "^packages/([^/]+)/src/(?!index\\.ts$|travel/index\\.ts$|chat/index\\.ts$|attack-cases/index\\.ts$|packaged-statements\\.ts$|retryable-codes\\.ts$|fakes/index\\.ts$|services/(?:dynamodb|step-functions)/index\\.ts$|services/(?:agentcore|nova-act)/create-[\\w-]+\\.ts$|services/data-automation/extraction/extracted-output\\.ts$|gateway/small-cloud\\.ts$|cloud/running-cloud\\.ts$|function-environment/index\\.ts$|template/schema/index\\.ts$|services/agentcore/chromium/try-chromium\\.ts$|redact\\.ts$|plugin\\.cjs$)",
        pathNot: "^$1/$2/",
      },
    },
    {
      name: "domain-is-pure",
      comment: "Rules know no SDK, no environment and nobody who calls them.",
      severity: "error",
      from: { path: "^services/[^/]+/src/domain/", pathNot: "\\.test\\.ts$" },
      to: { path: "(^services/[^/]+/src/(ports|usecases|adapters|functions|wiring|config))|node_modules/@aws-sdk/" },
    },
    {
      name: "ports-know-only-the-domain",
      severity: "error",
      from: { path: "^services/[^/]+/src/ports/" },
      to: { path: "(^services/[^/]+/src/(usecases|adapters|functions|wiring|config))|node_modules/@aws-sdk/" },
    },
    {
      name: "usecases-ask-ports",
      severity: "error",
      from: { path: "^services/[^/]+/src/usecases/", pathNot: "\\.test\\.ts$" },
      to: { path: "(^services/[^/]+/src/(adapters|functions|wiring|config))|node_modules/@aws-sdk/" },
    },
    {
      name: "nothing-agpl-outside-tests",
      severity: "error",
      from: { pathNot: "\\.test\\.ts$|^packages/bench/|/test/" },
      to: { path: "@cloud-copilot/iam-simulate" },
    },
    {
      name: "fakes-are-for-tests",
      severity: "error",
      from: { pathNot: "\\.test\\.ts$|/fakes/|/test/|^packages/testing/" },
      to: { path: "/src/fakes/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(\\.serverless|\\.esbuild)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
