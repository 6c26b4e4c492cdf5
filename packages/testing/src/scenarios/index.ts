export { loadScenarios, scenarioFilesIn, type LoadedScenario } from "./load-scenarios.ts";
export { runScenarios, type ScenarioResult, type ScenarioRun } from "./run-scenarios.ts";
export { scenarioTable } from "./scenario-table.ts";
