import type { Diagnosis } from "../diagnosis.ts";
import { checkChromium } from "./chromium.ts";
import { checkDataFolder, checkDisk, checkPorts } from "./folders-and-ports.ts";
import { checkNode, checkPackages } from "./tools.ts";

export interface LaptopOptions {
  /** The data folder that `up` would use. */
  readonly dataDir: string;
  /** The port that `up` would be given; any free one if left out. */
  readonly port?: number;
}

/** What stands between this machine and `npm start`. Nothing is changed, but that Chromium is started and ended. */
export async function diagnoseLaptop({ dataDir, port }: LaptopOptions): Promise<readonly Diagnosis[]> {
  return Promise.all([
    checkNode(process.version),
    checkDisk(dataDir),
    checkDataFolder(dataDir),
    checkPorts(port),
    checkPackages(),
    checkChromium(),
  ]);
}
