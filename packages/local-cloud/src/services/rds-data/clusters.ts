import { access, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { arn } from "../../gateway/account.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { writeJsonAtomically } from "../atomic-file.ts";
import { Cluster, type ClusterLimits } from "./cluster.ts";
import { Database } from "./postgres/database.ts";
import { quotedName, quotedText } from "./postgres/session.ts";
import { prepareCluster } from "./postgres/set-up.ts";

/** What is known of a cluster. */
export interface ClusterRecord {
  readonly identifier: string;
  readonly database: string;
  readonly masterUsername: string;
  readonly httpEndpointEnabled: boolean;
}

export interface ClustersOptions extends ClusterLimits {
  readonly dataDir: string;
  readonly cacheDir: string;
  readonly statementTimeoutMs: number;
}

/** All clusters; each has a folder, and the list of them is one file. */
export class Clusters {
  private readonly options: ClustersOptions;
  private readonly records: Map<string, ClusterRecord>;
  private readonly open = new Map<string, Cluster>();

  private constructor(options: ClustersOptions, records: readonly ClusterRecord[]) {
    this.options = options;
    this.records = new Map(records.map((record) => [clusterArn(record.identifier), record]));
  }

  static async open(options: ClustersOptions): Promise<Clusters> {
    await mkdir(options.dataDir, { recursive: true });
    const text = await readFile(join(options.dataDir, "clusters.json"), "utf8").catch(() => "[]");
    const clusters = new Clusters(options, JSON.parse(text) as ClusterRecord[]);
    for (const arnOfCluster of clusters.records.keys()) clusters.clusterOf(arnOfCluster).database.start();
    return clusters;
  }

  recordOf(arnOfCluster: string): ClusterRecord | undefined {
    return this.records.get(arnOfCluster);
  }

  /** The cluster; throws DatabaseNotFoundException. */
  clusterOf(arnOfCluster: string): Cluster {
    const record = this.records.get(arnOfCluster);
    if (record === undefined)
      throw new AwsError("DatabaseNotFoundException", `DB cluster ${arnOfCluster} is not found`, { status: 404 });
    const known = this.open.get(arnOfCluster);
    if (known !== undefined) return known;
    const { statementTimeoutMs } = this.options;
    const database = new Database({
      dataDir: this.folderOf(record.identifier),
      database: record.database,
      statementTimeoutMs,
    });
    const cluster = new Cluster(database, this.options);
    this.open.set(arnOfCluster, cluster);
    return cluster;
  }

  /** Creates the cluster; one that is there already gets the record and the master's password. */
  async create(record: ClusterRecord, masterPassword: string): Promise<string> {
    const arnOfCluster = clusterArn(record.identifier);
    const dataDir = this.folderOf(record.identifier);
    const exists = await access(dataDir).then(
      () => true,
      () => false,
    );
    const { database, masterUsername } = record;
    if (!exists)
      await prepareCluster(this.options.cacheDir, { dataDir, wanted: { database, masterUsername, masterPassword } });
    this.records.set(arnOfCluster, record);
    await this.save();
    const cluster = this.clusterOf(arnOfCluster);
    if (exists)
      await cluster.administer(`alter role ${quotedName(masterUsername)} password ${quotedText(masterPassword)}`);
    else cluster.database.start();
    return arnOfCluster;
  }

  async delete(identifier: string): Promise<void> {
    const arnOfCluster = clusterArn(identifier);
    await this.open.get(arnOfCluster)?.close();
    this.open.delete(arnOfCluster);
    this.records.delete(arnOfCluster);
    await this.save();
    await rm(this.folderOf(identifier), { recursive: true, force: true });
  }

  async close(): Promise<void> {
    await Promise.all([...this.open.values()].map((cluster) => cluster.close()));
    this.open.clear();
  }

  private folderOf(identifier: string): string {
    return join(this.options.dataDir, `cluster-${identifier}`);
  }

  private save(): Promise<void> {
    return writeJsonAtomically(join(this.options.dataDir, "clusters.json"), [...this.records.values()]);
  }
}

/** A cluster's ARN. */
export function clusterArn(identifier: string): string {
  return arn("rds", `cluster:${identifier}`);
}
