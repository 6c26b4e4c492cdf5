import asyncHooks from "node:async_hooks";
import childProcess from "node:child_process";
import inspector from "node:inspector";
import inspectorPromises from "node:inspector/promises";
import nodeModule from "node:module";
import { DatabaseSync } from "node:sqlite";
import workerThreads from "node:worker_threads";
import { fix, refuse } from "./hold.ts";

const PROCESSES = ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork", "_forkChild"];

/** What starts code that nobody holds: refused in a function whose sockets are held. */
export function holdWaysAround(functionName: string): void {
  const hold = (owner: object, names: readonly string[], what: string): void => {
    for (const name of names) fix(owner, name, refuse(functionName, what));
  };
  hold(childProcess, PROCESSES, "another process");
  // The class starts one too, for whoever makes it by hand; Node's own modules (cluster, test) go through it.
  hold(childProcess.ChildProcess.prototype, ["spawn"], "another process");
  hold(workerThreads, ["Worker"], "another worker");
  // Other functions stand in workers of this process, and on AWS nothing carries a word to them.
  hold(workerThreads, ["BroadcastChannel", "postMessageToThread"], "a message to another worker");
  hold(globalThis, ["BroadcastChannel"], "a message to another worker");
  // These hand out the objects by which Node's own sockets connect; with them anybody could, past every interface.
  hold(asyncHooks, ["createHook", "executionAsyncResource"], "a look at Node's inside");
  hold(process, ["_getActiveHandles", "_getActiveRequests"], "a look at Node's inside");
  hold(nodeModule, ["register"], "a thread of module hooks");
  // A session reads the scopes of functions, and reaches the cloud's own thread.
  for (const owner of [inspector, inspectorPromises]) hold(owner, ["Session", "open"], "the inspector");
  hold(process, ["binding", "_linkedBinding"], "a binding of Node's inside");
  hold(process, ["dlopen"], "native code");
  hold(DatabaseSync.prototype, ["loadExtension", "enableLoadExtension"], "native code");
  // SIGUSR1 opens the inspector of the cloud's own process; any other signal may end it.
  hold(process, ["kill", "_kill", "_debugProcess", "execve"], "a signal to a process");
}
