import { createInterface, type Interface } from "node:readline";
import type { ClientMessage, Reply, ServerMessage } from "@agentic-pm/contracts/travel";
import { describeMessage, describeReply } from "../terminal/describe-chat.ts";
import { createScreen, type Screen } from "../terminal/screen.ts";
import type { ChatSessionPorts } from "./chat-session.ts";

interface ChatScreenOptions {
  readonly json: boolean;
  readonly isInteractive: boolean;
}

/** Where a conversation is shown: in words, or each message and reply as a line of JSON. Lines are typed below it. */
export class ChatScreen {
  readonly #options: ChatScreenOptions;
  readonly #screen: Screen;
  #terminal: Interface | undefined;

  constructor(options: ChatScreenOptions) {
    this.#options = options;
    this.#screen = createScreen(options.json ? process.stderr : process.stdout);
  }

  portsWith(send: (message: ClientMessage) => Promise<Reply>): ChatSessionPorts {
    const { paint } = this.#screen;
    return {
      send,
      said: (message: ServerMessage) => this.#show({ message }, () => describeMessage(message, paint)),
      replied: (reply: Reply) => this.#show({ reply }, () => describeReply(reply, paint)),
      note: (words) => this.note(words),
    };
  }

  /** Words of the command's own; in machine mode they go to standard error. */
  note(words: string): void {
    this.#print(words.split("\n").map((line) => this.#screen.paint.dim(line)));
  }

  /** What is typed, line by line, from now on. */
  lines(): AsyncIterable<string> {
    const { isInteractive } = this.#options;
    const output = isInteractive ? { output: process.stdout } : {};
    this.#terminal = createInterface({ input: process.stdin, ...output, terminal: isInteractive });
    this.prompt();
    return this.#terminal;
  }

  prompt(): void {
    if (this.#options.isInteractive) this.#terminal?.prompt(true);
  }

  end(): void {
    this.#terminal?.close();
  }

  #show(value: object, words: () => string[]): void {
    if (this.#options.json) process.stdout.write(`${JSON.stringify(value)}\n`);
    else this.#print(words());
  }

  /** Above the line that is being typed. */
  #print(lines: readonly string[]): void {
    if (lines.length === 0) return;
    const isTyping = this.#options.isInteractive && this.#terminal !== undefined;
    if (isTyping) process.stdout.write("\r\u001b[2K");
    for (const line of lines) this.#screen.line(line);
    if (isTyping) this.prompt();
  }
}
