import { connect, SessionDesk } from "@agentic-pm/world";
import { confirm } from "../terminal/confirm.ts";
import { createScreen } from "../terminal/screen.ts";
import { table } from "../terminal/table.ts";
import type { CommonOptions } from "../verb-options.ts";

const HEADERS = ["SESSION", "EMPLOYEE", "SOCKETS", "SINCE", "GOOD UNTIL"];

/** `agentic-pm sessions`: employees' sessions that have a socket open. */
export async function sessions(options: CommonOptions): Promise<void> {
  const desk = new SessionDesk(connect(options.data));
  try {
    const open = await desk.open();
    if (options.json) process.stdout.write(`${JSON.stringify(open, null, 2)}\n`);
    else {
      const cells = open.map((one) => [one.sessionId, one.employeeId, `${one.sockets}`, one.since, one.validUntil]);
      process.stdout.write(`${table([HEADERS, ...cells])}\n`);
    }
  } finally {
    desk.close();
  }
}

/** `agentic-pm sessions end ID`: at once and for good; exit code 1 where only our half of it could be done. */
export async function endSession(
  id: string,
  options: CommonOptions & { readonly yes: boolean; readonly reason?: string },
): Promise<void> {
  const screen = createScreen(options.json ? process.stderr : process.stdout);
  const desk = new SessionDesk(connect(options.data));
  try {
    if (!options.yes && !(await confirm(`End ${id}? Whoever has it must sign in again.`))) return screen.done("left");
    const ended = await desk.end(id, options.reason ?? null);
    if (options.json) process.stdout.write(`${JSON.stringify(ended, null, 2)}\n`);
    screen.done(`${ended.sessionId} is over; sockets closed: ${ended.socketsEnded}`);
    if (ended.revokedAtClerk) return;
    screen.warn("The sign-in service could not be told. It is shut out here all the same; revoke it there as well.");
    process.exitCode = 1;
  } finally {
    desk.close();
  }
}
