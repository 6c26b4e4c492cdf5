export { AppError, isAppError, toErrorReport, type ErrorReport } from "./app-error.ts";
export { fail, ok, type Failure, type Result } from "./result.ts";
