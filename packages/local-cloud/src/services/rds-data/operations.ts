import { bindParameters } from "./bind-parameters.ts";
import type { Cluster } from "./cluster.ts";
import type { Login } from "./postgres/messages.ts";
import { badRequest } from "./rds-errors.ts";
import type { RdsDataRequest } from "./requests.ts";
import { columnMetadata, fieldOf, formattedRecords, type TextResult } from "./results.ts";
import { guardStatement } from "./statement-guard.ts";

type RequestOf<Operation extends RdsDataRequest["operation"]> = Extract<RdsDataRequest, { operation: Operation }>;

/** The most that an answer may hold, in bytes. */
const mostBytes = 1024 * 1024;

/** Does what a request asks, as the role of its secret. */
export async function perform(cluster: Cluster, login: () => Promise<Login>, request: RdsDataRequest): Promise<object> {
  switch (request.operation) {
    case "ExecuteStatement":
      return executeStatement(cluster, login, request);
    case "BatchExecuteStatement":
      return batchExecute(cluster, login, request);
    case "BeginTransaction":
      return { transactionId: await cluster.begin(await login(), request.secretArn) };
    case "CommitTransaction":
      await cluster.end(request.transactionId, request.secretArn, "COMMIT");
      return { transactionStatus: "Transaction Committed" };
    case "RollbackTransaction":
      await cluster.end(request.transactionId, request.secretArn, "ROLLBACK");
      return { transactionStatus: "Rollback Complete" };
  }
}

async function executeStatement(
  cluster: Cluster,
  login: () => Promise<Login>,
  request: RequestOf<"ExecuteStatement">,
): Promise<object> {
  guardStatement(request.sql);
  const statements = [bindParameters(request.sql, request.parameters)];
  const [result] =
    request.transactionId === undefined
      ? await cluster.run(await login(), statements)
      : await cluster.continue(request.transactionId, request.secretArn, statements);
  const answer = result === undefined ? {} : resultOf(result, request);
  if (Buffer.byteLength(JSON.stringify(answer)) > mostBytes) {
    throw badRequest("Database returned more than the allowed response size limit");
  }
  return answer;
}

function resultOf(result: TextResult, request: RequestOf<"ExecuteStatement">): object {
  const { columns, rows, affectedRows } = result;
  if (columns.length === 0) return { numberOfRecordsUpdated: affectedRows, generatedFields: [] };
  if (request.formatRecordsAs === "JSON")
    return { numberOfRecordsUpdated: 0, formattedRecords: formattedRecords(result) };
  return {
    numberOfRecordsUpdated: 0,
    generatedFields: [],
    records: rows.map((row) =>
      columns.map(({ typeName }, index) => fieldOf(row[index] ?? null, typeName, request.resultSetOptions)),
    ),
    ...(request.includeResultMetadata ? { columnMetadata: columnMetadata(columns) } : {}),
  };
}

async function batchExecute(
  cluster: Cluster,
  login: () => Promise<Login>,
  request: RequestOf<"BatchExecuteStatement">,
): Promise<object> {
  guardStatement(request.sql);
  const statements = request.parameterSets.map((parameters) => bindParameters(request.sql, parameters));
  if (request.transactionId === undefined) await cluster.run(await login(), statements);
  else await cluster.continue(request.transactionId, request.secretArn, statements);
  return { updateResults: statements.map(() => ({ generatedFields: [] })) };
}
