export {
  createDynamoDb,
  type CreatedTable,
  type DynamoDbAdmin,
  type DynamoDbOptions,
  type DynamoDbService,
} from "./dynamodb-service.ts";
export type { ChangeListener, ItemChange } from "./change-feed.ts";
