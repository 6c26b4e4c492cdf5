import type { ServerMessage } from "@agentic-pm/contracts/travel";
import { ClerkSession, connect, DEFAULT_EMPLOYEE, LastingChat } from "@agentic-pm/world";
import { ChatScreen } from "../chat/chat-screen.ts";
import { ChatSession, HELP } from "../chat/chat-session.ts";
import type { CommonOptions } from "../verb-options.ts";

export interface ChatCommandOptions extends CommonOptions {
  readonly employee?: string;
}

/**
 * `agentic-pm chat`: an employee's conversation. At a terminal it asks; else it takes lines from standard input, each
 * when it is its turn, and ends with 1 unless what was wanted last came about.
 */
export async function chat(text: string | undefined, options: ChatCommandOptions): Promise<void> {
  const { chatUrl: url, signIn } = connect(options.data);
  const employee = await ClerkSession.of(options.employee ?? DEFAULT_EMPLOYEE, signIn);
  const isInteractive = !options.json && process.stdin.isTTY === true && process.stdout.isTTY === true;
  const show = new ChatScreen({ json: options.json, isInteractive });
  let giveUp: (error: unknown) => void = () => undefined;
  const givenUp = new Promise<never>((_resolve, reject) => (giveUp = reject));
  const lasting = await LastingChat.connect(
    { url, origin: signIn.origin, token: () => employee.token() },
    {
      lost: () => show.note("The connection is gone; connecting again. Your booking goes on."),
      back: () => show.note("Connected again."),
      givenUp: giveUp,
    },
  );
  try {
    const session = new ChatSession(show.portsWith((message) => lasting.send(message)));
    await Promise.race([givenUp, held(session, { lasting, show, text, isInteractive })]);
    if (!isInteractive && !session.isWell) process.exitCode = 1;
    // What was heard and is over need not be said again to the next who connects.
    if (session.stage.at === "idle") await lasting.send({ action: "ack", seq: await lasting.seen() });
  } finally {
    show.end();
    await lasting.close();
  }
}

interface Conversation {
  readonly lasting: LastingChat;
  readonly show: ChatScreen;
  readonly text: string | undefined;
  readonly isInteractive: boolean;
}

async function held(session: ChatSession, { lasting, show, text, isInteractive }: Conversation): Promise<void> {
  await takeUp(session, lasting);
  if (isInteractive) show.note(HELP);
  if (text !== undefined) await session.line(text);
  for await (const line of show.lines()) {
    // Somebody at a terminal may cancel while the service works; a script's lines wait for their turn.
    if (!isInteractive) await session.settled();
    if (!(await session.line(line))) return;
    show.prompt();
  }
  await session.settled();
}

async function takeUp(session: ChatSession, lasting: LastingChat): Promise<void> {
  const earlier: ServerMessage[] = [];
  const stop = lasting.onMessage((message) => earlier.push(message));
  await lasting.resume();
  stop();
  session.takeUp(earlier, new Date());
  lasting.onMessage((message) => session.hear(message));
}
