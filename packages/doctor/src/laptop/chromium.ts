import { join } from "node:path";
import { isAppError } from "@agentic-pm/errors";
import { tryChromium } from "@agentic-pm/local-cloud/chromium";
import { ROOT } from "@agentic-pm/packaging";
import { type Diagnosis, failing, ok } from "../diagnosis.ts";

/** Whether the browser that books can be started; it is unpacked into `.cache` where it has not been. */
export async function checkChromium(
  tryIt: () => Promise<void> = () => tryChromium(join(ROOT, ".cache")),
): Promise<Diagnosis> {
  try {
    await tryIt();
    return ok("Chromium", "starts");
  } catch (error) {
    if (!isAppError(error)) throw error;
    return failing("Chromium", error.message, error.remedy);
  }
}
