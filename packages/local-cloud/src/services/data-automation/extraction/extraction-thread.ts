import { parentPort, workerData } from "node:worker_threads";
import { extractDocument } from "./extract-document.ts";

// What documents hold is not trusted: they are read in a thread that can be ended, with a limit to its memory.
const bytes = workerData as Uint8Array;
parentPort?.postMessage(await extractDocument(bytes), []);
