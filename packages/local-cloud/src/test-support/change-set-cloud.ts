import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CloudFormationClient,
  CreateChangeSetCommand,
  type CreateChangeSetCommandInput,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
} from "@aws-sdk/client-cloudformation";
import type { PackagedService } from "../cloud/packaged-service.ts";
import { embeddedProvider, type LocalCloud, startCloud } from "../index.ts";

/** A cloud with some services in it, asked for change sets by its owner. */
export interface ChangeSetCloud {
  readonly cloud: LocalCloud;
  readonly client: CloudFormationClient;
  /** What the API says against a change set: in its refusal, or in its status. Nothing stays of it. */
  objectionTo(input: Omit<CreateChangeSetCommandInput, "ChangeSetName">): Promise<string>;
  close(): Promise<void>;
}

/** Starts it in a folder of its own, which `close` removes. */
export async function openChangeSetCloud(
  servicesIn: (folder: string) => readonly PackagedService[],
): Promise<ChangeSetCloud> {
  const folder = mkdtempSync(join(tmpdir(), "planted-"));
  const [dataDir, cacheDir] = [join(folder, "data"), join(folder, "cache")];
  const cloud = await startCloud({ dataDir, cacheDir, services: servicesIn(folder), model: embeddedProvider() });
  const { endpoint } = cloud;
  const client = new CloudFormationClient({ endpoint, region: "us-east-1", credentials: cloud.ownerSession() });
  return {
    cloud,
    client,
    async objectionTo(input) {
      const names = { StackName: input.StackName, ChangeSetName: "planted" };
      try {
        const Capabilities = ["CAPABILITY_NAMED_IAM" as const];
        await client.send(new CreateChangeSetCommand({ ...input, ...names, Capabilities }));
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
      const { Status, StatusReason } = await client.send(new DescribeChangeSetCommand(names));
      await client.send(new DeleteChangeSetCommand(names));
      return `${Status}: ${StatusReason}`;
    },
    async close() {
      client.destroy();
      await cloud.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
