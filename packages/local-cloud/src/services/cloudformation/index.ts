import type { NamedPolicy } from "@agentic-pm/iam";
import { AwsError } from "../../gateway/aws-error.ts";
import { queryModule } from "../../gateway/query-module.ts";
import type { Ask, ServiceModule } from "../../gateway/service-module.ts";
import type { StackEngine } from "../../template/stack-engine.ts";
import type { S3Admin } from "../s3/index.ts";
import { changeSetOperations } from "./change-set-operations.ts";
import { resourceAsks, viaCloudFormation } from "./resource-asks.ts";
import { StackBook } from "./stack-book.ts";
import { StackChanges, type ChangingRole } from "./stack-changes.ts";
import { templateAddress } from "./stack-form.ts";
import { stackOperations } from "./stack-operations.ts";
import { withStackTags } from "./stack-tags.ts";
import { Stacks } from "./stacks.ts";
import { refusingUnknownOptions } from "./unknown-options.ts";

export interface CloudFormationOptions {
  /** The beginning of its files' names. */
  readonly basePath: string;
  /** The one engine; known once every service is open. */
  readonly engine: () => StackEngine;
  readonly s3: S3Admin;
  /** Asks IAM in the name of the role that deploys. @throws AwsError AccessDeniedException. */
  readonly require: (role: ChangingRole, ask: Ask) => void;
  readonly resourcePolicyOf: (resourceArn: string) => NamedPolicy | undefined;
  readonly now?: () => number;
  /** Called after each change of stacks. */
  readonly onChanged?: () => void;
}

export interface CloudFormationService {
  readonly module: ServiceModule;
  /** Takes up changes that an earlier run left; not those of stacks that were applied since. */
  resume(appliedAnew: ReadonlySet<string>): void;
  /** Waits until no stack is being changed. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** CloudFormation's API on the engine that also applies packages directly. */
export async function createCloudFormation(options: CloudFormationOptions): Promise<CloudFormationService> {
  const { engine, s3, now = Date.now, onChanged = () => undefined } = options;
  const book = await StackBook.open(options.basePath, now);
  const readCode = async (role: ChangingRole, bucket: string, key: string): Promise<Buffer> => {
    options.require(role, viaCloudFormation(objectAsk(options, bucket, key)));
    const object = s3.hasBucket(bucket) ? await s3.readObject(bucket, key) : undefined;
    if (object !== undefined) return object;
    const cause = `Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: there is no ${bucket}/${key}`;
    throw new AwsError("InvalidParameterValueException", cause);
  };
  const changes = new StackChanges({
    book,
    engine,
    readCode,
    now,
    onChanged,
    permit: (running) => (change) => {
      const asks = resourceAsks(withStackTags(change, running.input.tags));
      for (const ask of asks) options.require(running, withPolicyOf(options, ask));
    },
  });
  const stacks = new Stacks({ book, changes, engine, readCode, now });
  const ports = {
    stacks,
    s3,
    templateAsks: (form: URLSearchParams): readonly Ask[] => {
      const address = templateAddress(form);
      return address === undefined ? [] : [objectAsk(options, address.bucket, address.key)];
    },
  };
  let stopped = false;
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    await changes.stop();
    book.close();
  };
  const module = queryModule({
    signingName: "cloudformation",
    xmlNamespace: "http://cloudformation.amazonaws.com/doc/2010-05-15/",
    operations: refusingUnknownOptions({ ...stackOperations(ports), ...changeSetOperations(ports) }),
    close: stop,
  });
  return { module, resume: (names) => changes.resume(names), settled: () => changes.settled(), stop };
}

function objectAsk(options: CloudFormationOptions, bucket: string, key: string): Ask {
  return withPolicyOf(options, { action: "s3:GetObject", resource: `arn:aws:s3:::${bucket}/${key}` });
}

/** What the resource itself says counts as well: a key's policy has to let the account's roles in. */
function withPolicyOf({ resourcePolicyOf }: CloudFormationOptions, ask: Ask): Ask {
  const resourcePolicy = resourcePolicyOf(ask.resource);
  return resourcePolicy === undefined ? ask : { ...ask, resourcePolicy };
}
