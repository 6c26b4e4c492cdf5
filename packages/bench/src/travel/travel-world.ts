import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { connect, type Connection } from "@agentic-pm/world";

/** A world in a process of its own, with the shipped policies in force and nobody travelling yet. */
export interface TravelWorld {
  readonly connection: Connection;
  close(): Promise<void>;
}

const HOST = join(import.meta.dirname, "world-host.ts");

/** Boots it in a folder that is not there yet. Throws with what the process said when it ends before it is ready. */
export async function openTravelWorld(dataDir: string): Promise<TravelWorld> {
  const host = fork(HOST, [dataDir], { stdio: ["ignore", "ignore", "pipe", "ipc"] });
  const said: string[] = [];
  host.stderr?.on("data", (chunk: Buffer) => said.push(chunk.toString("utf8")));
  const ended = once(host, "exit");
  const ready = await Promise.race([once(host, "message").then(() => true), ended.then(() => false)]);
  if (!ready) throw new Error(`the world did not start: ${said.join("").trim().slice(-600)}`);
  return {
    connection: connect(dataDir),
    close: async () => {
      if (host.connected) host.disconnect();
      await ended;
    },
  };
}

/** Opens a world, measures in it, and closes it whatever happens. */
export async function inTravelWorld<Result>(
  dataDir: string,
  measure: (world: TravelWorld) => Promise<Result>,
): Promise<Result> {
  const world = await openTravelWorld(dataDir);
  try {
    return await measure(world);
  } finally {
    await world.close();
  }
}
