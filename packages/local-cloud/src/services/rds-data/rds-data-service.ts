import { arn } from "../../gateway/account.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import type { Ask, AwsRequest, ServiceModule } from "../../gateway/service-module.ts";
import { clusterArn, Clusters } from "./clusters.ts";
import { perform } from "./operations.ts";
import type { Login } from "./postgres/messages.ts";
import { prepareTemplate } from "./postgres/set-up.ts";
import { invalid } from "./rds-errors.ts";
import { operationOf, parseRequest, type RdsDataRequest } from "./requests.ts";

export interface RdsDataOptions {
  /** The service's own folder. */
  readonly dataDir: string;
  /** Where the empty database lies that new clusters are copied from; may be shared between data folders. */
  readonly cacheDir: string;
  /** The secret's string; rejects for a secret that is not there. */
  readonly readSecret: (arn: string) => Promise<string>;
  /** The permission to read a secret, with its resource policy. */
  readonly secretAsk: (arn: string) => Ask | readonly Ask[];
  /** How long a statement may run, in milliseconds; AWS's 45 s unless told. */
  readonly statementTimeoutMs?: number;
  /** How long a call waits for another's transaction, in milliseconds. */
  readonly waitMs?: number;
  /** How long a transaction lives without a call, in milliseconds; AWS's 3 minutes unless told. */
  readonly idleTransactionMs?: number;
}

/** AWS::RDS::DBCluster's properties, as far as they matter here. */
export interface ClusterProperties {
  readonly DBClusterIdentifier: string;
  readonly DatabaseName: string;
  readonly MasterUsername: string;
  readonly masterPassword: string;
  /** The Data API's switch; on unless told. */
  readonly EnableHttpEndpoint?: boolean;
}

/** What the cloud does to clusters without asking over HTTP. */
export interface RdsDataAdmin {
  /** Creates the cluster with its database and master role, or gives an existing one the master's password. */
  createCluster(
    properties: ClusterProperties,
  ): Promise<{ arn: string; identifier: string; endpoint: string; port: number }>;
  deleteCluster(identifier: string): Promise<void>;
  hasCluster(identifier: string): boolean;
  /** While on, every call is answered with DatabaseResumingException, as a serverless cluster does when it wakes up. */
  setResuming(identifier: string, isResuming: boolean): void;
}

export interface RdsDataService {
  readonly module: ServiceModule;
  readonly admin: RdsDataAdmin;
  close(): Promise<void>;
}

/** Makes the empty database that new clusters are copied from, so that it is there when the first one is created. */
export function ensureTemplate(cacheDir: string): Promise<void> {
  return prepareTemplate(cacheDir);
}

/** Opens the Data API on its folder. Everything it acknowledges is on disk. */
export async function createRdsData(options: RdsDataOptions): Promise<RdsDataService> {
  const clusters = await Clusters.open({
    dataDir: options.dataDir,
    cacheDir: options.cacheDir,
    statementTimeoutMs: options.statementTimeoutMs ?? 45_000,
    waitMs: options.waitMs ?? 45_000,
    idleTransactionMs: options.idleTransactionMs ?? 180_000,
  });
  const resuming = new Set<string>();
  return {
    module: { ...moduleOf(clusters, resuming, options), close: () => clusters.close() },
    admin: {
      createCluster: async (properties) => {
        const identifier = properties.DBClusterIdentifier;
        const record = {
          identifier,
          database: properties.DatabaseName,
          masterUsername: properties.MasterUsername,
          httpEndpointEnabled: properties.EnableHttpEndpoint ?? true,
        };
        const arnOfCluster = await clusters.create(record, properties.masterPassword);
        return {
          arn: arnOfCluster,
          identifier,
          endpoint: `${identifier}.cluster-local.us-east-1.rds.amazonaws.com`,
          port: 5432,
        };
      },
      deleteCluster: (identifier) => clusters.delete(identifier),
      hasCluster: (identifier) => clusters.recordOf(clusterArn(identifier)) !== undefined,
      setResuming: (identifier, isResuming) => {
        if (isResuming) resuming.add(clusterArn(identifier));
        else resuming.delete(clusterArn(identifier));
      },
    },
    close: () => clusters.close(),
  };
}

function moduleOf(clusters: Clusters, resuming: ReadonlySet<string>, options: RdsDataOptions): ServiceModule {
  const parsed = new WeakMap<AwsRequest, RdsDataRequest>();
  const requestOf = (request: AwsRequest): RdsDataRequest => {
    const known = parsed.get(request) ?? parseRequest(request);
    parsed.set(request, known);
    return known;
  };
  return {
    signingName: "rds-data",
    protocolOf: () => "rest-json",
    operationOf,
    asksOf: (request) => {
      const { operation, resourceArn, secretArn } = requestOf(request);
      return [{ action: `rds-data:${operation}`, resource: resourceArn }, options.secretAsk(secretArn)].flat();
    },
    handle: async (request) => {
      const wanted = requestOf(request);
      checkCluster(clusters, resuming, wanted);
      const login = (): Promise<Login> => readLogin(options.readSecret, wanted.secretArn);
      const answer = await perform(clusters.clusterOf(wanted.resourceArn), login, wanted);
      return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(answer) };
    },
  };
}

function checkCluster(clusters: Clusters, resuming: ReadonlySet<string>, request: RdsDataRequest): void {
  if (!request.resourceArn.startsWith(arn("rds", "cluster:")))
    throw invalid(`Invalid resource ARN: ${request.resourceArn}`);
  clusters.clusterOf(request.resourceArn);
  const record = clusters.recordOf(request.resourceArn);
  if (record?.httpEndpointEnabled === false) {
    throw new AwsError(
      "HttpEndpointNotEnabledException",
      `HttpEndpoint is not enabled for cluster ${record.identifier}.`,
    );
  }
  if (resuming.has(request.resourceArn)) {
    throw new AwsError(
      "DatabaseResumingException",
      `The Aurora DB instance ${record?.identifier} is resuming after being auto-paused. Please wait a few seconds and try again.`,
    );
  }
  if ("database" in request && request.database !== undefined && request.database !== record?.database) {
    throw new AwsError("DatabaseNotFoundException", `Database ${request.database} is not found`, { status: 404 });
  }
}

async function readLogin(readSecret: RdsDataOptions["readSecret"], secretArn: string): Promise<Login> {
  const text = await readSecret(secretArn).catch((error: unknown) => {
    throw new AwsError(
      "SecretsErrorException",
      `The secret ${secretArn} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  let secret: unknown;
  try {
    secret = JSON.parse(text);
  } catch {
    secret = undefined;
  }
  if (typeof secret === "object" && secret !== null && "username" in secret && "password" in secret) {
    const { username, password } = secret;
    if (typeof username === "string" && typeof password === "string") return { username, password };
  }
  throw new AwsError("InvalidSecretException", "The secret must be a JSON object with username and password.");
}
