import { enableCompileCache } from "node:module";
import { workerData } from "node:worker_threads";

// The worker's first module, in plain JavaScript: what comes after it, its types stripped, is taken from the cache of
// compiled code. Stripping them in every worker takes as long as loading a function.
enableCompileCache(workerData.compileCacheDir);
await import("./worker-bootstrap.ts");
