import { join } from "node:path";
import {
  authorize,
  compilePolicies,
  type AccessRequest,
  type CompiledPolicies,
  type NamedPolicy,
} from "@agentic-pm/iam";
import { ROOT } from "@agentic-pm/packaging";
import { runUnsafeSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import * as z from "zod";
import type { Figure } from "../figure.ts";
import type { Lab } from "../lab.ts";
import { runForJson } from "../processes/run-process.ts";
import { median } from "../statistics.ts";
import { dataAfterMainJob } from "./main-job.ts";

const Policy = z.object({ name: z.string(), document: z.custom<NamedPolicy["document"]>() });
const Answer = z.object({
  roles: z.array(z.object({ arn: z.string(), identity: z.array(Policy), boundary: z.array(Policy) })),
  asked: z.array(z.object({ roleArn: z.string(), action: z.string(), resource: z.string() })),
});
type Answer = z.infer<typeof Answer>;
type Role = Answer["roles"][number];

/** One question to both evaluators. */
interface Question {
  readonly policies: CompiledPolicies;
  readonly request: AccessRequest;
  readonly simulation: Simulation;
}

const SCRIPT = join(ROOT, "packages", "local-cloud", "bench", "roles-of-folder.ts");
const PER_ACTION = 3;
const ROUNDS = 7;
const ROUND_MS = 300;

export const iamDecisions: Figure = {
  id: "iam-decisions",
  issue: "A",
  what: "IAM decisions a second on one core, our own packaged policies",
  unit: "decisions/s",
  reach: ">= 50000",
  async measure(lab) {
    const questions = await questionsOf(lab);
    lab.progress("deciding, turn and turn about with the simulator");
    const ours: number[] = [];
    const theirs: number[] = [];
    // The first round warms both up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const own = perSecond(questions, ({ policies, request }) => authorize(policies, request).allowed);
      const other = perSecond(questions, ({ simulation }) => runUnsafeSimulation(simulation, {}) === "Allowed");
      if (round > 0) ours.push(own.rate);
      if (round > 0) theirs.push(other.rate);
      if (round === 0 && own.allowed === 0) throw new Error("no question was allowed");
    }
    const allowed = questions.filter(({ policies, request }) => authorize(policies, request).allowed).length;
    return {
      value: median(ours),
      against: { name: "@cloud-copilot/iam-simulate", value: median(theirs) },
      note: `${questions.length} questions of a run of the main job, ${allowed} of them allowed; reasons are worded as well`,
    };
  },
};

/** The roles as the local cloud made them from the packaged templates, and what the main job asked for. */
async function questionsOf(lab: Lab): Promise<readonly Question[]> {
  const { answer } = await runForJson(Answer, [SCRIPT, await dataAfterMainJob(lab)]);
  const compiled = new Map(
    answer.roles.map((role) => {
      const [boundary] = role.boundary;
      return [role.arn, compilePolicies({ identity: role.identity, ...(boundary === undefined ? {} : { boundary }) })];
    }),
  );
  const taken = new Map<string, number>();
  return answer.asked.flatMap(({ roleArn, action, resource }, index) => {
    const kind = `${roleArn} ${action}`;
    taken.set(kind, (taken.get(kind) ?? 0) + 1);
    if ((taken.get(kind) ?? 0) > PER_ACTION) return [];
    // Every fifth question is put by a role that it is not meant for: refusals cost more, as they explain more.
    const asker =
      index % 5 === 0 ? answer.roles[index % answer.roles.length] : answer.roles.find(({ arn }) => arn === roleArn);
    const policies = asker === undefined ? undefined : compiled.get(asker.arn);
    return asker === undefined || policies === undefined ? [] : [questionOf(asker, policies, { action, resource })];
  });
}

function questionOf(role: Role, policies: CompiledPolicies, asked: { action: string; resource: string }): Question {
  const accountId = role.arn.split(":")[4] ?? "";
  const roleName = role.arn.split("/").at(-1) ?? "";
  const context: Record<string, string> = {
    "aws:PrincipalArn": role.arn,
    "aws:PrincipalAccount": accountId,
    "aws:PrincipalType": "AssumedRole",
    "aws:SourceIp": "127.0.0.1",
    "aws:SecureTransport": "true",
    "aws:CurrentTime": new Date().toISOString(),
    "aws:RequestedRegion": "us-east-1",
  };
  const arn = `arn:aws:sts::${accountId}:assumed-role/${roleName}/bench`;
  const asDocument = ({ name, document }: Role["identity"][number]) => ({ name, policy: document });
  return {
    policies,
    request: { principal: { arn, accountId, roleArn: role.arn }, ...asked, context },
    simulation: {
      request: {
        principal: arn,
        action: asked.action,
        resource: { resource: asked.resource, accountId },
        contextVariables: context,
      },
      identityPolicies: role.identity.map(asDocument),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(role.boundary.length === 0 ? {} : { permissionBoundaryPolicies: role.boundary.map(asDocument) }),
    },
  };
}

/** Decisions a second of this thread's time on its core: what else the machine does meanwhile does not count. */
function perSecond(
  questions: readonly Question[],
  decide: (question: Question) => boolean,
): { rate: number; allowed: number } {
  const began = coreMs();
  let decided = 0;
  let allowed = 0;
  while (coreMs() - began < ROUND_MS) {
    for (const question of questions) allowed += decide(question) ? 1 : 0;
    decided += questions.length;
  }
  return { rate: (decided * 1000) / (coreMs() - began), allowed };
}

function coreMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
