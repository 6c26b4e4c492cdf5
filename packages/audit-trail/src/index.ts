export type { AuditEntry, AuditWriter, RecordingWriter } from "./audit-writer.ts";
export type { RecordedChange, RecordedInsert, RecordedWrite } from "./recorded-change.ts";
export { MAX_SIDE_BYTES, type OversizeMark } from "./build-record.ts";
export {
  auditEntryId,
  DynamoAuditWriter,
  type AuditWriterOptions,
  type StatementClient,
} from "./dynamo-audit-writer.ts";
export { auditRecordOf } from "./read-record.ts";
export { verifyChains, type ChainFault, type ChainReport } from "./verify-chains.ts";
