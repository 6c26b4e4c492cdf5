export { type DatabaseTarget, jsonIn, RdsDataSql, type Row } from "./rds-data-sql.ts";
