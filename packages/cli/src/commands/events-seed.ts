import { seedEvents } from "@agentic-pm/world";
import { createScreen } from "../terminal/screen.ts";
import type { CommonOptions } from "../verb-options.ts";

/**
 * `agentic-pm events seed`: brings workflows of the running cloud to where the events in the services' `events` folders
 * find what they refer to. @throws AppError CLOUD_NOT_RUNNING, SEED_NOT_POSSIBLE, and those of the chat.
 */
export async function seed(options: CommonOptions): Promise<void> {
  const seeded = await seedEvents(options.data);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(seeded, null, 2)}\n`);
    return;
  }
  const screen = createScreen(process.stdout);
  screen.line(`booked whole       ${seeded.booked}`);
  screen.line(`stopped half-way   ${seeded.stopped}`);
  screen.line(`waits for a choice ${seeded.offered}`);
  screen.line(`taken back         ${seeded.undone}`);
  screen.line("Every function answers its event now: pnpm invoke SERVICE FUNCTION.");
  screen.line(
    screen.paint.dim(
      "pnpm invoke booking close-booking [--event events/close-booking-handed-over.json] ends the two again.",
    ),
  );
}
