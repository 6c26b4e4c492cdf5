export { type Deployable, deployables, servicesToDeploy } from "./deploy/deploy-plan.ts";
export { deployStage, type DeployTools } from "./deploy/deploy-stage.ts";
export { frameworkTools, type RunCommand, type StageTools, timestampOf } from "./deploy/framework-tools.ts";
