import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { CanaryJira } from "./canary-target.ts";

/** How the stage is asked about its signals. */
export interface SignalPorts {
  /** Has `intake` poll now. */
  poll(): Promise<void>;
  /** How the signal of this external id stands; undefined until it was received. */
  signal(externalId: string): Promise<{ status: string; failureCode?: string | undefined } | undefined>;
  wait(ms: number): Promise<void>;
}

const Issue = z.object({ id: z.string().regex(/^\d+$/) });
const Comment = z.object({ id: z.string().regex(/^\d+$/) });
const LOOK_AGAIN_MS = 2_000;
/** Jira's search knows of a comment some seconds after it was made: the poll is repeated. */
const LOOKS_A_POLL = 5;
/** Two minutes. */
const MOST_LOOKS = 60;

/**
 * Writes a comment on the canary ticket as a stranger would, has it polled, and waits until its signal went through all
 * stages. The comment is removed again. Answers the signal's external id. Throws CANARY_JIRA_REFUSED and
 * CANARY_SIGNAL_FAILED.
 */
export async function canarySignal(jira: CanaryJira, ports: SignalPorts): Promise<string> {
  const issue = await call(jira, "GET", "?fields=summary", Issue);
  const body = { version: 1, type: "doc", content: [paragraph("Canary of a deploy. Nothing is asked of anybody.")] };
  const comment = await call(jira, "POST", "/comment", Comment, { body });
  const externalId = `${issue.id}/comment/${comment.id}`;
  try {
    await dealtWith(externalId, ports);
    return externalId;
  } finally {
    await call(jira, "DELETE", `/comment/${comment.id}`, z.unknown());
  }
}

async function dealtWith(externalId: string, ports: SignalPorts): Promise<void> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const found = await ports.signal(externalId);
    if (found === undefined && look % LOOKS_A_POLL === 0) await ports.poll();
    if (found?.status === "done") return;
    if (found !== undefined && found.status !== "received") {
      throw failed(`ended ${found.status}${found.failureCode === undefined ? "" : ` (${found.failureCode})`}`);
    }
    await ports.wait(LOOK_AGAIN_MS);
  }
  throw failed(`did not end within ${(MOST_LOOKS * LOOK_AGAIN_MS) / 1000} seconds`);
}

async function call<Answer>(
  { baseUrl, email, apiToken, issueKey }: CanaryJira,
  method: string,
  rest: string,
  schema: z.ZodType<Answer>,
  body?: object,
): Promise<Answer> {
  const answer = await fetch(`${baseUrl}/rest/api/3/issue/${issueKey}${rest}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${email}:${apiToken}`).toString("base64")}`,
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  const said = schema.safeParse(answer.status === 204 ? null : await answer.json().catch(() => null));
  if (answer.ok && said.success) return said.data;
  throw new AppError("CANARY_JIRA_REFUSED", {
    cause: `Jira answered ${answer.status} to the canary's ${method} on ${issueKey}.`,
    remedy: "Check the ticket and the token in the stage's canary secret.",
  });
}

function paragraph(text: string): object {
  return { type: "paragraph", content: [{ type: "text", text }] };
}

function failed(how: string): AppError {
  return new AppError("CANARY_SIGNAL_FAILED", {
    cause: `The canary's signal ${how}.`,
    remedy: "docs/runbooks/main-job.md: `agentic-pm signals` shows where it stands, the function's log has the rest.",
  });
}
