export {
  createRdsData,
  ensureTemplate,
  type ClusterProperties,
  type RdsDataAdmin,
  type RdsDataOptions,
  type RdsDataService,
} from "./rds-data-service.ts";
