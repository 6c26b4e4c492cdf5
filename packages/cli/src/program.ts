import { join } from "node:path";
import { ActionStatus } from "@agentic-pm/contracts";
import { BookingStatus } from "@agentic-pm/contracts/travel";
import { Command, InvalidArgumentError, Option } from "commander";
import { ROOT } from "@agentic-pm/packaging";

/** As in packages/cost, which is loaded only when it is asked. */
const NETWORK_MODES = ["public", "nat-instance", "nat-gateway", "endpoints", "full"];
const DEFAULT_DATA = join(ROOT, ".agentic-pm");
/** Apart from what `up` keeps: what is deployed here is nobody else's to apply. */
const BARE_DATA = join(ROOT, ".agentic-pm-bare");

/** The command line. Each verb's module is loaded only when it is asked for. */
export function program(): Command {
  const root = new Command("agentic-pm")
    .description("A project manager and travel booker in which text that strangers write never decides what happens.")
    .showHelpAfterError()
    .exitOverride()
    // Options belong to the verb they stand behind: `actions` and `actions approve` both have --data.
    .enablePositionalOptions();

  verb(root, "up", "Run everything on this machine: sandboxes, local cloud, and the main job")
    .option("--once", "stop after the main job", false)
    .option("--report <file>", "write what happened as JSON")
    .option("--model <name>", "embedded | bedrock | openai:<url>[#model]", "embedded")
    .option("--port <number>", "the local cloud's port (default: a free one)", portNumber)
    .option("--fresh", "forget what the data folder holds and begin anew", false)
    .action(async (options) => (await import("./commands/up.ts")).up(options));

  root
    .command("cloud")
    .description("Run an empty local cloud to deploy into with `serverless deploy`")
    .option("--data <folder>", "where it keeps its state", BARE_DATA)
    .option("--port <number>", "its port (default: a free one)", portNumber)
    .option("--model <name>", "embedded | bedrock | openai:<url>[#model]", "embedded")
    .option("--json", "say where it is in JSON on standard output", false)
    .action(async (options) => (await import("./commands/cloud.ts")).cloud(options));

  verb(root, "package", "Package the services whose content changed")
    .argument("[services...]", "only these")
    .option("--force", "package also what has not changed", false)
    .option("--stage <stage>", "the stage to package for", "dev")
    .action(async (services, options) => (await import("./commands/package.ts")).packageCommand(services, options));

  verb(root, "invoke", "Run a deployed function once on this terminal, with its own role and variables")
    .argument("<service>", 'as in serverless-compose.yml, e.g. "triage"')
    .argument("<function>", 'as in its serverless.yml, e.g. "sanitise"')
    .option("--event <file>", "the event (default: events/<function>.json of the service)")
    .action(async (service, name, options) => (await import("./commands/invoke.ts")).invoke(service, name, options));

  const events = root.command("events").description("What functions are given when they are run by hand");
  verb(events, "seed", "Bring workflows to where each function's event finds what it refers to").action(
    async (options) => (await import("./commands/events-seed.ts")).seed(options),
  );

  verb(root, "signals", "List what came in, and what became of it").action(async (options) =>
    (await import("./commands/signals.ts")).signals(options),
  );

  const actions = verb(root, "actions", "List actions, with what each would do or did")
    .addOption(new Option("--status <status>", "only actions in this state").choices(ActionStatus.options))
    .action(async (options) => (await import("./commands/actions.ts")).actions(options));
  actions.alias("action").enablePositionalOptions();
  verb(actions, "show", "One action: its resolved arguments, and its trail from its signal on")
    .argument("<id>", "the action's id, or an unambiguous beginning of it")
    .action(async (id, options) => (await import("./commands/show-action.ts")).showAction(id, options));
  rulingVerb(actions, "approve", "Show an action's resolved arguments, ask, and have it done").action(
    async (id, options) => (await import("./commands/rule-on-action.ts")).approve(id, options),
  );
  rulingVerb(actions, "reject", "Decline an action that waits for approval, or stop one that is held")
    .option("--reason <text>", "why, for the audit trail")
    .action(async (id, options) => (await import("./commands/rule-on-action.ts")).reject(id, options));
  rulingVerb(actions, "undo", "Take back what an action did, while there is time").action(async (id, options) =>
    (await import("./commands/rule-on-action.ts")).undo(id, options),
  );

  verb(root, "chat", "Talk as an employee: ask for a trip, choose, confirm")
    .argument("[text]", "what to say first")
    .option("--employee <id>", "who talks (default: Ada)")
    .action(async (text, options) => (await import("./commands/chat.ts")).chat(text, options));

  const bookings = verb(root, "bookings", "List bookings, with what became of them")
    .addOption(new Option("--status <status>", "only bookings in this state").choices(BookingStatus.options))
    .action(async (options) => (await import("./commands/bookings.ts")).bookings(options));
  bookings.alias("booking").enablePositionalOptions();
  verb(bookings, "show", "One booking: its plan, what binds it, its command, and its trail")
    .argument("<id>", "the booking's id, or an unambiguous beginning of it")
    .action(async (id, options) => (await import("./commands/show-booking.ts")).showBooking(id, options));
  rulingVerb(bookings, "approve", "Show what an employee confirmed over policy, ask, and have it booked").action(
    async (id, options) => (await import("./commands/rule-on-booking.ts")).approve(id, options),
  );
  rulingVerb(bookings, "reject", "Decline what waits for approval")
    .option("--reason <text>", "why, for the audit trail")
    .action(async (id, options) => (await import("./commands/rule-on-booking.ts")).reject(id, options));

  const sessions = verb(root, "sessions", "List employees' sessions that have a socket open").action(async (options) =>
    (await import("./commands/sessions.ts")).sessions(options),
  );
  sessions.alias("session").enablePositionalOptions();
  rulingVerb(sessions, "end", "End a session at once: its sockets are closed, it cannot connect again")
    .option("--reason <text>", "why, for the audit trail")
    .action(async (id, options) => (await import("./commands/sessions.ts")).endSession(id, options));

  const policy = root.command("policy").description("The travel policies: PDFs that are read by code");
  verb(policy, "add", "Put a PDF in force, as a new policy or a new version")
    .argument("<file>", "a PDF")
    .option("--name <name>", "the policy's name (default: the file's)")
    .action(async (file, options) => (await import("./commands/policy.ts")).addPolicyFile(file, options));
  verb(policy, "list", "List the policies with all their versions").action(async (options) =>
    (await import("./commands/policy.ts")).listPolicies(options),
  );
  verb(
    policy,
    "ask",
    "Show the clauses nearest to a question, and nothing but clauses; whether they answer it, you judge",
  )
    .argument("<question>", 'e.g. "How much may a flight to Chicago cost?"')
    .action(async (question, options) => (await import("./commands/policy.ts")).askPolicies(question, options));
  verb(policy, "what-if", "Make all past plans again as if a PDF were in force; changes nothing")
    .argument("<file>", "a PDF")
    .option("--name <name>", "the policy that it would replace (default: the file's name)")
    .action(async (file, options) => (await import("./commands/policy.ts")).whatIf(file, options));

  const secrets = root.command("secrets").description("Credentials that are renewed while everything runs");
  verb(secrets, "rotate", "Have a secret renewed now, and wait until the new version is in use")
    .argument("<name>", "e.g. /agentic-pm/graph/read-credentials")
    .action(async (name, options) => (await import("./commands/secrets.ts")).rotate(name, options));

  const iam = root.command("iam").description("Explain what a role may do, and why");
  verb(iam, "explain", "Whether a function may do something, and the statement that decides")
    .argument("<function>", 'a function\'s name, e.g. "sanitise"')
    .argument("<action>", "e.g. secretsmanager:GetSecretValue")
    .argument("<resource>", "an ARN, a name that the stacks export, or *")
    .action(async (name, action, resource, options) =>
      (await import("./commands/iam-explain.ts")).iamExplain({ name, action, resource }, options),
    );

  verb(
    iam,
    "rule-of-two",
    "Which roles read strangers' text, hold integration secrets, cause effects: none may do all three",
  ).action(async (options) => (await import("./commands/iam-rule-of-two.ts")).iamRuleOfTwo(options));

  verb(iam, "matrix", "Which role may do what to what, as packaged")
    .option("--write", "write it to docs/iam-matrix.md, where a test compares it", false)
    .action(async (options) => (await import("./commands/iam-matrix.ts")).iamMatrix(options));
  verb(iam, "check", "What must not be deployed: permissions and templates that break a rule").action(async (options) =>
    (await import("./commands/iam-check.ts")).iamCheck(options),
  );
  verb(iam, "coverage", "Which permissions no run with this data folder has used")
    .option(
      "--usage <place>",
      "also this data folder, or file of AGENTIC_PM_USAGE; may be given several times",
      collect,
      [],
    )
    .option("--whole", "these are the uses of the whole test run: reasons that nothing needed are findings", false)
    .action(async (options) => (await import("./commands/iam-coverage.ts")).iamCoverage(options));

  verb(root, "cost", "The monthly bill of the packaged services, by service and network mode")
    .option("--workload <file>", "what happens in a month (default: packages/cost/workloads/default.yml)")
    .addOption(
      new Option("--network <mode>", "the platform's network; left out, the packaged one").choices(NETWORK_MODES),
    )
    .option("--compare", "all network modes side by side, and the requirements' figures beside ours", false)
    .option("--lines", "each line of the bill", false)
    .action(async (options) => (await import("./commands/cost.ts")).cost(options));

  verb(root, "doctor", "What stands between this machine and a start, or an AWS account and the first deploy")
    .option("--aws", "look at the AWS account whose credentials are here; only reads", false)
    .option("--region <region>", "the region that would be deployed to", "us-east-1")
    .option("--stage <stage>", "the stage that would be deployed", "dev")
    .option("--port <number>", "the port that `up` would be given", portNumber)
    .action(async (options) => (await import("./commands/doctor.ts")).doctor(options));

  root
    .command("attack")
    .description(
      "Send a corpus through the real channels, with a model in the attacker's hands, and judge what came of it",
    )
    .requiredOption("--corpus <file>", "JSON lines of { id, label, source, kind, text }")
    .requiredOption(
      "--channel <name>",
      "jira | mail | chat | policy | portal | all; may be given several times",
      collect,
    )
    .option("--strategies <names>", "all | fast | names separated by commas", "all")
    .option("--limit <number>", "only the first so many texts", wholeNumber)
    .option("--model <name>", "puppet | embedded (for false quarantine of ordinary texts)", "puppet")
    .option("--data <folder>", "keep the world in this empty folder (default: a temporary one, removed afterwards)")
    .option("--json", "answer in JSON on standard output", false)
    .action(async (options) => (await import("./commands/attack.ts")).attack(options));

  return root;
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("It has to be a whole number from 1 on.");
  return number;
}

function portNumber(value: string): number {
  const port = Number(value);
  if (!/^[0-9]+$/.test(value) || port < 1 || port > 65_535) {
    throw new InvalidArgumentError("It has to be a whole number from 1 to 65535; leave it out for a free port.");
  }
  return port;
}

function rulingVerb(parent: Command, name: string, description: string): Command {
  return verb(parent, name, description)
    .argument(
      "<id>",
      `the ${parent.alias()}'s id${parent.alias() === "session" ? "" : ", or an unambiguous beginning of it"}`,
    )
    .option("--yes", "do not ask", false);
}

function verb(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .addOption(
      new Option("--data <folder>", "where the local cloud keeps its state")
        .default(DEFAULT_DATA)
        .env("AGENTIC_PM_DATA"),
    )
    .option("--json", "answer in JSON on standard output", false);
}
