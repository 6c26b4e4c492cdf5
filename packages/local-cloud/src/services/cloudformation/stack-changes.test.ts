import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import {
  CloudFormationClient,
  ContinueUpdateRollbackCommand,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  ListChangeSetsCommand,
  ListExportsCommand,
  ListImportsCommand,
  ListStackResourcesCommand,
  UpdateStackCommand,
  UpdateTerminationProtectionCommand,
  ValidateTemplateCommand,
} from "@aws-sdk/client-cloudformation";
import { authorizeAsRole } from "../../credentials/service-principal.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import type { Ask } from "../../gateway/service-module.ts";
import { startSmallCloud, type SmallCloud } from "../../gateway/small-cloud.ts";
import type { JsonObject, ResourceRecord } from "../../template/model.ts";
import type { ResourceHandler } from "../../template/resource-handler.ts";
import { StackEngine } from "../../template/stack-engine.ts";
import { openStackStore, type StackStore } from "../../template/stack-store.ts";
import { createS3 } from "../s3/index.ts";
import { createCloudFormation, type CloudFormationService } from "./index.ts";
import type { ChangingRole } from "./stack-changes.ts";

/** A type whose resources are what was last asked of them; they can fail, and they can take for ever. */
class Topics implements ResourceHandler {
  readonly types = ["AWS::SNS::Topic"];
  readonly immutable = ["TopicName"];
  readonly there = new Map<string, JsonObject>();
  failsFor: string | undefined;
  onFailure: () => void = () => undefined;
  hangsFor: string | undefined;
  hangsRemoving: string | undefined;
  /** True where the code of a resource cannot be read any more. */
  isUnreadable = false;

  prepare({ properties }: { properties: JsonObject }): JsonObject {
    if (this.isUnreadable) throw new Error("the code cannot be read");
    return properties;
  }

  async create({ logicalId, properties }: { logicalId: string; properties: JsonObject }) {
    const physicalId = String(properties["TopicName"] ?? logicalId);
    await this.#put(logicalId, physicalId, properties);
    return { physicalId, attributes: { TopicArn: `arn:${physicalId}` } };
  }

  async update({ logicalId, properties }: { logicalId: string; properties: JsonObject }, before: ResourceRecord) {
    await this.#put(logicalId, before.physicalId, properties);
    return { physicalId: before.physicalId, attributes: before.attributes };
  }

  async delete({ logicalId, physicalId }: ResourceRecord) {
    if (logicalId === this.hangsRemoving) await new Promise(() => undefined);
    this.there.delete(physicalId);
  }

  async #put(logicalId: string, physicalId: string, properties: JsonObject): Promise<void> {
    if (logicalId === this.hangsFor) await new Promise(() => undefined);
    if (logicalId === this.failsFor) {
      this.onFailure();
      throw new Error("the queue is full");
    }
    this.there.set(physicalId, properties);
  }
}

const topic = (properties: object = {}, more: object = {}): object => ({
  Type: "AWS::SNS::Topic",
  Properties: properties,
  ...more,
});
const DEPLOYER = [
  { Sid: "Stacks", Effect: "Allow" as const, Action: ["cloudformation:*", "s3:GetObject"], Resource: "*" },
];

let folder: string;
let topics: Topics;
let cloud: SmallCloud;
let store: StackStore;
let service: CloudFormationService;
let client: CloudFormationClient;
let closing: (() => Promise<void>)[];
/** Actions and what they are asked on, of which IAM says no; every ask is heard. */
let refused: readonly string[];
let asked: string[];
/** The roles in whose name they were. */
let askedAs: Set<string>;
/** Beside `refused`, IAM's own answer, where a test wants it. */
let authorise: (role: ChangingRole, ask: Ask) => void;

function requireOf(role: ChangingRole, permission: Ask): void {
  const { action, resource } = permission;
  askedAs.add(role.roleArn.split("/").at(-1) ?? "");
  authorise(role, permission);
  const ask = `${action} ${resource.split(":").at(-1)}`;
  asked.push(ask);
  if (refused.includes(ask)) throw new AwsError("AccessDenied", `not authorized to perform: ${action} on ${resource}`);
}

/** Opens the cloud on what the folder holds, as after a kill: nothing was closed that wrote into it. */
async function open(): Promise<void> {
  store = await openStackStore(join(folder, "cloudformation"));
  const dynamicValues = { secret: async () => "", parameter: async () => "" };
  const engine = new StackEngine({ handlers: [topics], store, dynamicValues });
  const s3 = await createS3({ dataDir: join(folder, "s3") });
  service = await createCloudFormation({
    basePath: join(folder, "cloudformation"),
    engine: () => engine,
    s3: s3.admin,
    require: requireOf,
    resourcePolicyOf: () => undefined,
  });
  cloud = await startSmallCloud(() => [service.module]);
  client = new CloudFormationClient(cloud.as("deployer", DEPLOYER));
  const opened = { client, cloud, service, store };
  closing.push(async () => {
    opened.client.destroy();
    await opened.service.stop();
    await opened.cloud.close();
    opened.store.close();
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "stack-changes-"));
  topics = new Topics();
  closing = [];
  [refused, asked, askedAs, authorise] = [[], [], new Set(), () => undefined];
  await open();
});

afterEach(async () => {
  for (const each of closing) await each();
  rmSync(folder, { recursive: true, force: true });
});

const body = (resources: object, more: object = {}): string => JSON.stringify({ Resources: resources, ...more });

async function create(resources: object, more: object = {}, stackName = "demo"): Promise<void> {
  await client.send(new CreateStackCommand({ StackName: stackName, TemplateBody: body(resources, more) }));
  await service.settled();
}

async function update(resources: object, more: object = {}): Promise<void> {
  await client.send(new UpdateStackCommand({ StackName: "demo", TemplateBody: body(resources, more) }));
  await service.settled();
}

async function status(stackName = "demo"): Promise<string> {
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
  return String(Stacks?.[0]?.StackStatus);
}

/** Statuses by time, oldest first, of the stack's latest change. */
async function events(): Promise<readonly string[]> {
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: "demo" }));
  const start = StackEvents.findIndex(({ ResourceStatusReason: why }) => why === "User Initiated");
  return StackEvents.slice(0, start + 1)
    .toReversed()
    .map(({ LogicalResourceId: id, ResourceStatus }) => `${id} ${ResourceStatus}`);
}

describe("a stack over the API", () => {
  test("is made in the order of its dependencies, and tells of every step in AWS's words", async () => {
    await create({ B: topic({ DisplayName: { "Fn::GetAtt": ["A", "TopicArn"] } }), A: topic() });
    expect(await events()).toEqual([
      "demo CREATE_IN_PROGRESS",
      "A CREATE_IN_PROGRESS",
      "A CREATE_COMPLETE",
      "B CREATE_IN_PROGRESS",
      "B CREATE_COMPLETE",
      "demo CREATE_COMPLETE",
    ]);
    const { StackResourceSummaries } = await client.send(new ListStackResourcesCommand({ StackName: "demo" }));
    expect(StackResourceSummaries?.map(({ PhysicalResourceId: id }) => id).toSorted()).toEqual(["A", "B"]);
  });

  test("changes by the difference alone, and then removes what is no longer wanted", async () => {
    await create({ A: topic(), B: topic() });
    await update({ A: topic({ DisplayName: "new" }), C: topic({}, { DependsOn: "A" }) });
    expect(await events()).toEqual([
      "demo UPDATE_IN_PROGRESS",
      "A UPDATE_IN_PROGRESS",
      "A UPDATE_COMPLETE",
      "C CREATE_IN_PROGRESS",
      "C CREATE_COMPLETE",
      "demo UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
      "B DELETE_IN_PROGRESS",
      "B DELETE_COMPLETE",
      "demo UPDATE_COMPLETE",
    ]);
  });

  test("whose update fails is what it was before, and says which resource failed and why", async () => {
    await create({ A: topic({ DisplayName: "old" }), B: topic({ TopicName: "b-one" }) });
    topics.failsFor = "D";
    await update({
      A: topic({ DisplayName: "new" }),
      B: topic({ TopicName: "b-two" }),
      C: topic(),
      D: topic({}, { DependsOn: ["A", "B", "C"] }),
    });
    expect(await status()).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect(Object.fromEntries(topics.there)).toEqual({ A: { DisplayName: "old" }, "b-one": { TopicName: "b-one" } });
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: "demo" }));
    const failure = StackEvents.find(({ ResourceStatus }) => ResourceStatus === "CREATE_FAILED");
    expect(failure).toMatchObject({
      LogicalResourceId: "D",
      ResourceStatusReason: expect.stringMatching(/queue is full/),
    });
    topics.failsFor = undefined;
    await update({ A: topic({ DisplayName: "new" }) });
    expect(await status()).toBe("UPDATE_COMPLETE");
  });

  test("that cannot be made is taken away again, and can only be deleted", async () => {
    topics.failsFor = "B";
    await create({ A: topic(), B: topic({}, { DependsOn: "A" }) });
    expect(await status()).toBe("ROLLBACK_COMPLETE");
    expect(topics.there.size).toBe(0);
    await expect(update({ A: topic() })).rejects.toThrow(/ROLLBACK_COMPLETE state and can not be updated/);
    await client.send(new DeleteStackCommand({ StackName: "demo" }));
    await service.settled();
    await expect(status()).rejects.toThrow("Stack with id demo does not exist");
  });

  test("is not deleted while another uses an export of it, and keeps what is to be retained", async () => {
    const outputs = { Outputs: { A: { Value: { Ref: "A" }, Export: { Name: "TheA" } } } };
    await create({ A: topic({}, { DeletionPolicy: "Retain" }), B: topic() }, outputs);
    await create({ C: topic({ DisplayName: { "Fn::ImportValue": "TheA" } }) }, {}, "user");
    expect((await client.send(new ListExportsCommand())).Exports).toMatchObject([{ Name: "TheA", Value: "A" }]);
    expect((await client.send(new ListImportsCommand({ ExportName: "TheA" }))).Imports).toEqual(["user"]);
    const remove = new DeleteStackCommand({ StackName: "demo" });
    await expect(client.send(remove)).rejects.toThrow(/TheA cannot be deleted as it is in use by user/);
    await client.send(new DeleteStackCommand({ StackName: "user" }));
    await service.settled();
    await client.send(remove);
    await service.settled();
    expect([...topics.there.keys()]).toEqual(["A"]);
  });

  test("that is protected is not deleted", async () => {
    await create({ A: topic() });
    const StackName = "demo";
    await client.send(new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: true }));
    await expect(client.send(new DeleteStackCommand({ StackName }))).rejects.toThrow(
      /TerminationProtection is enabled/,
    );
  });

  test("refuses a second change while one is under way", async () => {
    await create({ A: topic() });
    topics.hangsFor = "B";
    const wanted = { StackName: "demo", TemplateBody: body({ A: topic(), B: topic() }) };
    await client.send(new UpdateStackCommand(wanted));
    await expect(client.send(new UpdateStackCommand(wanted))).rejects.toThrow(/UPDATE_IN_PROGRESS state/);
  });
});

describe("a role that may not do all of it", () => {
  const reason = async (wanted: string): Promise<string | undefined> => {
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: "demo" }));
    return StackEvents.find(({ LogicalResourceId: id, ResourceStatus }) => `${id} ${ResourceStatus}` === wanted)
      ?.ResourceStatusReason;
  };
  const remove = async (): Promise<void> => {
    await client.send(new DeleteStackCommand({ StackName: "demo" }));
    await service.settled();
  };

  test("is told what it may not make and on what, and the stack goes back", async () => {
    await create({ A: topic({ DisplayName: "old" }) });
    refused = ["sns:CreateTopic b-one"];
    await update({ A: topic({ DisplayName: "new" }), B: topic({ TopicName: "b-one" }, { DependsOn: "A" }) });
    expect(await status()).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect(await reason("B CREATE_FAILED")).toMatch(/not authorized to perform: sns:CreateTopic on arn:.*:b-one/);
    expect(await reason("demo UPDATE_ROLLBACK_IN_PROGRESS")).toBe("The following resource(s) failed to create: [B]. ");
    expect(Object.fromEntries(topics.there)).toEqual({ A: { DisplayName: "old" } });
  });

  test("leaves a new stack ROLLBACK_FAILED, saying what it may not remove, until it may", async () => {
    topics.failsFor = "D";
    refused = ["sns:DeleteTopic B"];
    const needs = (DependsOn: string): object => topic({}, { DependsOn });
    await create({ A: topic(), B: needs("A"), C: needs("B"), D: needs("C") });
    expect(await status()).toBe("ROLLBACK_FAILED");
    expect(await reason("demo ROLLBACK_FAILED")).toBe("The following resource(s) failed to delete: [B]. ");
    expect(await reason("B DELETE_FAILED")).toMatch(/not authorized to perform: sns:DeleteTopic on arn:.*:B/);
    // What it depends on stays with it.
    expect([...topics.there.keys()]).toEqual(["A", "B"]);
    refused = [];
    await remove();
    expect(topics.there.size).toBe(0);
  });

  test("cannot put back what it may no longer change, and goes on with that when it may", async () => {
    await create({ A: topic({ DisplayName: "old" }) });
    topics.failsFor = "B";
    topics.onFailure = () => (refused = ["sns:SetTopicAttributes A"]);
    await update({ A: topic({ DisplayName: "new" }), B: topic({}, { DependsOn: "A" }) });
    expect(await status()).toBe("UPDATE_ROLLBACK_FAILED");
    expect(await reason("demo UPDATE_ROLLBACK_FAILED")).toBe("The following resource(s) failed to update: [A]. ");
    expect(await reason("A UPDATE_FAILED")).toMatch(/not authorized to perform: sns:SetTopicAttributes/);
    await expect(update({ A: topic() })).rejects.toThrow(/UPDATE_ROLLBACK_FAILED state and can not be updated/);
    refused = [];
    await client.send(new ContinueUpdateRollbackCommand({ StackName: "demo" }));
    await service.settled();
    expect(await status()).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect(Object.fromEntries(topics.there)).toEqual({ A: { DisplayName: "old" } });
    await expect(client.send(new ContinueUpdateRollbackCommand({ StackName: "demo" }))).rejects.toThrow(
      /UPDATE_ROLLBACK_COMPLETE state and can not continue/,
    );
  });

  test("leaves behind what it may not remove after an update or its rollback, and says so", async () => {
    await create({ A: topic(), B: topic() });
    refused = ["sns:DeleteTopic B"];
    await update({ A: topic() });
    expect(await events()).toEqual([
      "demo UPDATE_IN_PROGRESS",
      "demo UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
      "B DELETE_IN_PROGRESS",
      "B DELETE_FAILED",
      "demo UPDATE_COMPLETE",
    ]);
    topics.failsFor = "D";
    refused = ["sns:DeleteTopic C"];
    await update({ A: topic(), C: topic(), D: topic({}, { DependsOn: "C" }) });
    expect((await events()).slice(-4)).toEqual([
      "demo UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
      "C DELETE_IN_PROGRESS",
      "C DELETE_FAILED",
      "demo UPDATE_ROLLBACK_COMPLETE",
    ]);
  });

  test("removes of a stack what it may, and the rest once it may", async () => {
    await create({ A: topic(), B: topic() });
    refused = ["sns:DeleteTopic A"];
    await remove();
    expect(await status()).toBe("DELETE_FAILED");
    expect(await reason("demo DELETE_FAILED")).toBe("The following resource(s) failed to delete: [A]. ");
    expect([...topics.there.keys()]).toEqual(["A"]);
    refused = [];
    await remove();
    await expect(status()).rejects.toThrow("Stack with id demo does not exist");
  });

  test("is the one that the caller passes, if it may, then and later", async () => {
    const RoleARN = "arn:aws:iam::111122223333:role/service-role";
    const made = { StackName: "demo", TemplateBody: body({ A: topic() }), RoleARN };
    await expect(client.send(new CreateStackCommand(made))).rejects.toThrow(
      /not authorized to perform: iam:PassRole on resource: \S+:role\/service-role/,
    );
    const pass = { Sid: "Pass", Effect: "Allow" as const, Action: "iam:PassRole", Resource: RoleARN };
    const passer = new CloudFormationClient(cloud.as("passer", [...DEPLOYER, pass]));
    await passer.send(new CreateStackCommand(made));
    await service.settled();
    passer.destroy();
    await update({ A: topic({ DisplayName: "new" }) });
    await remove();
    expect([...askedAs]).toEqual(["service-role"]);
    expect(asked.map((ask) => ask.split(" ")[0])).toEqual([
      "sns:CreateTopic",
      "sns:SetTopicAttributes",
      "sns:DeleteTopic",
    ]);
  });

  test("is bound by its session's policy too, in a stack's own changes and in those of a rollback", async () => {
    const topicsToo = { Sid: "Topics", Effect: "Allow" as const, Action: "sns:*", Resource: "*" };
    const sessionWith = (...Action: string[]): CloudFormationClient => {
      const document = { Statement: [{ Sid: "Session", Effect: "Allow" as const, Action, Resource: "*" }] };
      const session = Action.length === 0 ? {} : { sessionPolicy: { name: "session", document } };
      return new CloudFormationClient(cloud.as("deployer", [...DEPLOYER, topicsToo], session));
    };
    const askIam = (role: ChangingRole, permission: Ask): void =>
      void authorizeAsRole(cloud.roles, cloud.decisions, role, permission);
    authorise = askIam;
    const narrow = sessionWith("cloudformation:*");
    await narrow.send(new CreateStackCommand({ StackName: "demo", TemplateBody: body({ A: topic() }) }));
    await service.settled();
    expect(await status()).toBe("ROLLBACK_COMPLETE");
    expect(await reason("A CREATE_FAILED")).toMatch(/not authorized to perform: sns:CreateTopic/);

    const wide = sessionWith();
    await wide.send(new DeleteStackCommand({ StackName: "demo" }));
    await service.settled();
    await wide.send(new CreateStackCommand({ StackName: "demo", TemplateBody: body({ A: topic() }) }));
    await service.settled();
    topics.failsFor = "B";
    const noWayBack = sessionWith("cloudformation:*", "sns:CreateTopic");
    const noWay = { A: topic({ DisplayName: "new" }), B: topic({}, { DependsOn: "A" }) };
    authorise = () => undefined;
    topics.onFailure = () => (authorise = askIam);
    await noWayBack.send(new UpdateStackCommand({ StackName: "demo", TemplateBody: body(noWay) }));
    await service.settled();
    expect(await status()).toBe("UPDATE_ROLLBACK_FAILED");
    // Whoever goes on does so with a session of its own, and not with the former one's policy.
    await wide.send(new ContinueUpdateRollbackCommand({ StackName: "demo" }));
    await service.settled();
    expect(await status()).toBe("UPDATE_ROLLBACK_COMPLETE");
    for (const each of [narrow, wide, noWayBack]) each.destroy();
  });

  test("is asked for the tags that a stack gives to its resources", async () => {
    const Tags = [{ Key: "project", Value: "demo" }];
    await client.send(new CreateStackCommand({ StackName: "demo", TemplateBody: body({ A: topic() }), Tags }));
    await service.settled();
    expect(asked).toEqual(["sns:CreateTopic demo-A-000000000000", "sns:TagResource demo-A-000000000000"]);
  });
});

describe("change sets", () => {
  const review = async (ChangeSetName: string, resources: object, more: object = {}): Promise<string> => {
    const made = { StackName: "demo", ChangeSetName, TemplateBody: body(resources), ...more };
    return (await client.send(new CreateChangeSetCommand(made))).Id ?? "";
  };
  const execute = async (ChangeSetName: string, StackName = "demo"): Promise<void> => {
    await client.send(new ExecuteChangeSetCommand({ ChangeSetName, StackName }));
  };
  const names = async (): Promise<readonly string[]> => {
    const { Summaries = [] } = await client.send(new ListChangeSetsCommand({ StackName: "demo" }));
    return Summaries.map(({ ChangeSetName, ExecutionStatus }) => `${ChangeSetName} ${ExecutionStatus}`);
  };

  test("are no other stack's, also by their ARN: who may change one stack changes no other", async () => {
    await create({ A: topic() });
    await create({ C: topic() }, {}, "mine");
    const id = await review("next", { A: topic({ DisplayName: "new" }) });
    const statement = (resource: string) => ({
      Sid: "Mine",
      Effect: "Allow" as const,
      Action: "cloudformation:*",
      Resource: `arn:aws:cloudformation:*:*:stack/${resource}/*`,
    });
    const stranger = new CloudFormationClient(cloud.as("stranger", [statement("mine")]));
    const ofMine = { ChangeSetName: id, StackName: "mine" };
    await expect(stranger.send(new DescribeChangeSetCommand(ofMine))).rejects.toThrow(/does not exist/);
    await expect(stranger.send(new ExecuteChangeSetCommand(ofMine))).rejects.toThrow(/does not exist/);
    await stranger.send(new DeleteChangeSetCommand(ofMine));
    await expect(stranger.send(new ExecuteChangeSetCommand({ ChangeSetName: id }))).rejects.toThrow(
      /not authorized to perform: cloudformation:ExecuteChangeSet on resource: \S+stack\/demo/,
    );
    stranger.destroy();
    expect(await names()).toEqual(["next AVAILABLE"]);
    expect(topics.there.get("A")).toEqual({});
  });

  test("go with the one that is executed: a stack is made once", async () => {
    const first = await review("first", { A: topic() }, { ChangeSetType: "CREATE" });
    await review("second", { B: topic() }, { ChangeSetType: "CREATE" });
    topics.hangsFor = "A";
    await execute(first);
    expect(await names()).toEqual(["first EXECUTE_COMPLETE"]);
    await expect(execute("second")).rejects.toThrow("ChangeSet [second] does not exist");
    await expect(execute("first")).rejects.toThrow(/current execution status of \[EXECUTE_COMPLETE\]/);
    expect(await status()).toBe("CREATE_IN_PROGRESS");
  });

  test("of an update go with the one that is executed, and are obsolete after an update without one", async () => {
    await create({ A: topic() });
    for (const name of ["one", "two"]) await review(name, { A: topic({ DisplayName: name }) });
    await execute("one");
    await service.settled();
    expect(await names()).toEqual(["one EXECUTE_COMPLETE"]);
    await review("three", { A: topic({ DisplayName: "three" }) });
    await update({ A: topic({ DisplayName: "by hand" }) });
    expect(await names()).toEqual(["one EXECUTE_COMPLETE", "three OBSOLETE"]);
    await expect(execute("three")).rejects.toThrow(/current execution status of \[OBSOLETE\]/);
    expect(topics.there.get("A")).toEqual({ DisplayName: "by hand" });
  });

  test("of a new stack are not executed once it is gone", async () => {
    const id = await review("first", { A: topic() }, { ChangeSetType: "CREATE" });
    const { StackId } = await client.send(new DescribeChangeSetCommand({ ChangeSetName: id }));
    await client.send(new DeleteStackCommand({ StackName: "demo" }));
    await service.settled();
    await expect(execute(id, StackId)).rejects.toThrow(/is in DELETE_COMPLETE state/);
    expect(topics.there.size).toBe(0);
  });
});

describe("a change that a kill broke off", () => {
  const RESUMED = /stopped in the middle of this change; it goes on/;

  test("goes on at the next start, and says so", async () => {
    topics.hangsFor = "B";
    const TemplateBody = body({ A: topic(), B: topic({}, { DependsOn: "A" }) });
    const names = { StackName: "demo", ChangeSetName: "first" };
    await client.send(new CreateChangeSetCommand({ ...names, ChangeSetType: "CREATE", TemplateBody }));
    await client.send(new ExecuteChangeSetCommand(names));
    expect(await status()).toBe("CREATE_IN_PROGRESS");
    topics.hangsFor = undefined;
    await open();
    service.resume(new Set());
    await service.settled();
    expect(await status()).toBe("CREATE_COMPLETE");
    expect([...topics.there.keys()]).toEqual(["A", "B"]);
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: "demo" }));
    expect(StackEvents.filter(({ ResourceStatusReason: why = "" }) => RESUMED.test(why))).toHaveLength(1);
  });

  test("is rolled back where it cannot go on: to what the stack was before the kill", async () => {
    await create({ A: topic({ DisplayName: "old" }) });
    topics.hangsFor = "B";
    const resources = { A: topic({ DisplayName: "new" }), B: topic({}, { DependsOn: "A" }) };
    await client.send(new UpdateStackCommand({ StackName: "demo", TemplateBody: body(resources) }));
    topics.hangsFor = undefined;
    topics.failsFor = "B";
    await open();
    service.resume(new Set());
    await service.settled();
    expect(await status()).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect(Object.fromEntries(topics.there)).toEqual({ A: { DisplayName: "old" } });
  });

  test("in its clean-up is done: it is cleaned up to the end, and never put back without what is gone already", async () => {
    const outputs = (DisplayName: string): object => ({
      Outputs: { Name: { Value: DisplayName, Export: { Name: "TheName" } } },
    });
    await create({ A: topic({ DisplayName: "old" }), B: topic(), C: topic({}, { DependsOn: "B" }) }, outputs("old"));
    topics.hangsRemoving = "B";
    const TemplateBody = body({ A: topic({ DisplayName: "new" }) }, outputs("new"));
    await client.send(new UpdateStackCommand({ StackName: "demo", TemplateBody }));
    while (topics.there.has("C")) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await status()).toBe("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS");
    topics.hangsRemoving = undefined;
    topics.isUnreadable = true;
    await open();
    service.resume(new Set());
    await service.settled();
    expect(await status()).toBe("UPDATE_COMPLETE");
    expect((await events()).slice(-4)).toEqual([
      "demo UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
      "B DELETE_IN_PROGRESS",
      "B DELETE_COMPLETE",
      "demo UPDATE_COMPLETE",
    ]);
    expect(Object.fromEntries(topics.there)).toEqual({ A: { DisplayName: "new" } });
    expect((await client.send(new ListExportsCommand())).Exports).toMatchObject([{ Name: "TheName", Value: "new" }]);
    topics.isUnreadable = false;
    await expect(update({ A: topic({ DisplayName: "new" }) }, outputs("new"))).rejects.toThrow(/No updates/);
  });
});

describe("a request that is refused", () => {
  test.each<[string, object, RegExp]>([
    ["no JSON", { TemplateBody: "Resources:\n  A: 1" }, /JSON not well-formed/],
    ["no template", {}, /Either Template URL or Template Body/],
    [
      "a template that is not there",
      { TemplateURL: "https://s3.amazonaws.com/none/t.json" },
      /The specified key does not exist/,
    ],
    ["a body longer than 51,200 bytes", { TemplateBody: " ".repeat(51_201) }, /less than or equal to 51200/],
    ["no resources", { TemplateBody: "{}" }, /the template has no resources/],
  ])("says what is wrong with %s", async (_what, input, message) => {
    await expect(client.send(new ValidateTemplateCommand(input))).rejects.toThrow(message);
  });

  describe("asks for what is not done here", () => {
    const triggers = [{ Arn: "arn:aws:cloudwatch:us-east-1:111122223333:alarm:a", Type: "AWS::CloudWatch::Alarm" }];
    const stack = (more: object) => new CreateStackCommand({ StackName: "other", ...more });
    const changeSet = (more: object) => new CreateChangeSetCommand({ StackName: "demo", ChangeSetName: "c", ...more });
    const remove = (more: object) => new DeleteStackCommand({ StackName: "demo", ...more });
    const wanted = { TemplateBody: body({ A: topic({ DisplayName: "new" }) }) };
    test.each([
      ["an import", "ChangeSetType IMPORT", changeSet({ ...wanted, ChangeSetType: "IMPORT" })],
      ["an import by the way", "ImportExistingResources true", changeSet({ ...wanted, ImportExistingResources: true })],
      ["no rollback", "DisableRollback true", stack({ ...wanted, DisableRollback: true })],
      [
        "no rollback of an update",
        "DisableRollback true",
        new UpdateStackCommand({ StackName: "demo", ...wanted, DisableRollback: true }),
      ],
      ["nothing done on failure", "OnFailure DO_NOTHING", stack({ ...wanted, OnFailure: "DO_NOTHING" })],
      ["a removal on failure", "OnFailure DELETE", stack({ ...wanted, OnFailure: "DELETE" })],
      ["the same of a change set", "OnStackFailure DELETE", changeSet({ ...wanted, OnStackFailure: "DELETE" })],
      ["an end by time", "TimeoutInMinutes 5", stack({ ...wanted, TimeoutInMinutes: 5 })],
      [
        "a rollback by alarms",
        "RollbackConfiguration.RollbackTriggers",
        stack({ ...wanted, RollbackConfiguration: { RollbackTriggers: triggers } }),
      ],
      ["resources left out of a removal", "RetainResources", remove({ RetainResources: ["A"] })],
      ["a removal by force", "DeletionMode FORCE_DELETE_STACK", remove({ DeletionMode: "FORCE_DELETE_STACK" })],
      [
        "resources left out of a rollback",
        "ResourcesToSkip",
        new ContinueUpdateRollbackCommand({ StackName: "demo", ResourcesToSkip: ["A"] }),
      ],
    ])("%s (%s)", async (_what, named, command) => {
      await create({ A: topic() });
      // What each command answers differs; here it is refused.
      await expect(client.send(command as CreateStackCommand)).rejects.toThrow(`${named} is not known here`);
      expect(await status()).toBe("CREATE_COMPLETE");
      await expect(status("other")).rejects.toThrow("does not exist");
    });

    test("but not for what is said as it is anyway", async () => {
      const usual = { DisableRollback: false, RollbackConfiguration: {}, NotificationARNs: [] };
      await client.send(stack({ ...wanted, ...usual, EnableTerminationProtection: true }));
      await service.settled();
      expect(await status("other")).toBe("CREATE_COMPLETE");
      await expect(client.send(new DeleteStackCommand({ StackName: "other" }))).rejects.toThrow(
        /TerminationProtection is enabled/,
      );
    });
  });

  test("says which capability a template with roles needs", async () => {
    const role = { Type: "AWS::IAM::Role", Properties: { RoleName: "r", AssumeRolePolicyDocument: {} } };
    await expect(create({ Role: role })).rejects.toThrow("Requires capabilities : [CAPABILITY_NAMED_IAM]");
  });

  test("comes from a role that may not", async () => {
    const outsider = new CloudFormationClient(cloud.as("outsider", []));
    await expect(outsider.send(new DescribeStacksCommand({ StackName: "demo" }))).rejects.toThrow(
      /not authorized to perform: cloudformation:DescribeStacks/,
    );
    outsider.destroy();
  });
});
