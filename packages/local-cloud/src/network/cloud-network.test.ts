import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type LocalCloud, puppetProvider, startCloud } from "../index.ts";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { packageService } from "../test-support/package-service.ts";
import { lambdaFunction } from "../test-support/templates.ts";

/** Tries what it is told, and answers with what came of it. */
const PROBE = `
import childProcess, { spawn } from "node:child_process";
import dgram, { createSocket } from "node:dgram";
import dns from "node:dns";
import inspector from "node:inspector";
import inspectorPromises from "node:inspector/promises";
import nodeModule from "node:module";
import { DatabaseSync } from "node:sqlite";
import { once } from "node:events";
import { request } from "node:http";
import { connect as connectHttp2 } from "node:http2";
import net, { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import workerThreads, { Worker, workerData } from "node:worker_threads";
import asyncHooks from "node:async_hooks";
import { lookup } from "node:dns/promises";

const over = async (socket, event = "connect") => { await once(socket, event); socket.destroy(); return "connected"; };
const trying = (change) => { try { change(); } catch {} };
const ways = {
  net: ({ port }) => over(connect(port, "127.0.0.1")),
  tls: ({ port }) => over(connectTls(port, "127.0.0.1"), "secureConnect"),
  http: async ({ port }) => (await once(request({ port, host: "127.0.0.1" }).end(), "response")) && "connected",
  http2: ({ port }) => new Promise((done, fail) => connectHttp2("http://127.0.0.1:" + port).on("error", fail).on("remoteSettings", done)),
  fetch: async ({ port }) => { try { await fetch("http://127.0.0.1:" + port); return "connected"; } catch (error) { throw error.cause ?? error; } },
  path: () => over(connect("/var/run/any.sock")),
  abstract: () => over(connect({ path: "\\0any" })),
  mapped: ({ port }) => over(connect(port, "::ffff:127.0.0.1")),
  unspecified: ({ port }) => over(connect(port, "0.0.0.0")),
  decimal: ({ port }) => over(connect(port, "2130706433")),
  hexadecimal: ({ port }) => over(connect(port, "0x7f.1")),
  webSocket: ({ port }) => new Promise((done, fail) => { const opened = new WebSocket("ws://127.0.0.1:" + port); opened.onopen = () => done("connected"); opened.onerror = () => fail(Object.assign(new Error("refused"), { code: "ETIMEDOUT" })); }),
  builtin: ({ port }) => over(process.getBuiltinModule("net").connect(port, "127.0.0.1")),
  name: async ({ name }) => (await lookup(name)).address,
  udp: ({ port }) => new Promise((done, fail) => createSocket("udp4").send("x", port, "127.0.0.1", (error) => (error ? fail(error) : done("sent")))),
  spawn: () => void spawn("true"),
  exec: () => void childProcess.execFileSync("true"),
  worker: () => void new Worker("0", { eval: true }),
  binding: () => void process.binding("tcp_wrap"),
  dlopen: () => void process.dlopen({ exports: {} }, "/any.node"),
  assign: (event) => { trying(() => { net.Socket.prototype.connect = () => undefined; }); return ways.net(event); },
  define: (event) => { trying(() => Object.defineProperty(net.Socket.prototype, "connect", { value: net.Server.prototype.listen })); return ways.net(event); },
  delete: (event) => { trying(() => { delete net.Socket.prototype.connect; }); return ways.net(event); },
  childProcess: ({ file }) => void new childProcess.ChildProcess().spawn({ file: "/usr/bin/touch", args: ["touch", file] }),
  hook: () => void asyncHooks.createHook({ init: () => undefined }).enable(),
  resource: () => void asyncHooks.executionAsyncResource(),
  activeHandles: () => void process._getActiveHandles(),
  activeRequests: () => void process._getActiveRequests(),
  broadcast: () => void new BroadcastChannel("any").close(),
  broadcastModule: () => void new workerThreads.BroadcastChannel("any").close(),
  toThread: () => workerThreads.postMessageToThread(0, "any"),
  forkedChild: () => void childProcess._forkChild(0, "json"),
  hooks: ({ file }) => void nodeModule.register("data:text/javascript,import fs from 'node:fs'; fs.writeFileSync(" + encodeURIComponent(JSON.stringify(file)) + ", '')"),
  inspectorSession: () => void new inspector.Session().connectToMainThread(),
  inspectorPromises: () => void new inspectorPromises.Session().connect(),
  inspectorOpen: () => void inspector.open(0),
  signal: () => void process.kill(process.pid, "SIGUSR1"),
  debugProcess: () => void process._debugProcess(process.pid),
  extension: () => void new DatabaseSync(":memory:", { allowExtension: true }).loadExtension("/any.so"),
  extensionInSql: () => void new DatabaseSync(":memory:", { allowExtension: true }).exec("select load_extension('/any.so')"),
  dnsServers: () => void dns.setServers(["127.0.0.1"]),
  dnsPromisesServers: () => void dns.promises.setServers(["127.0.0.1"]),
  resolverServers: () => void new dns.Resolver().setServers(["127.0.0.1"]),
  promisesResolverServers: () => void new dns.promises.Resolver().setServers(["127.0.0.1"]),
  inheritedServers: () => void Object.getPrototypeOf(dns.Resolver.prototype).setServers.call(new dns.Resolver(), ["127.0.0.1"]),
  reverse: ({ name }) => dns.promises.reverse(name),
  reverseByCallback: ({ name }) => new Promise((done, fail) => new dns.Resolver().reverse(name, (error, names) => (error ? fail(error) : done(names)))),
  service: ({ name }) => dns.promises.lookupService(name, 80),
  getter: ({ port, own }) => { let reads = 0; return over(new net.Socket().connect({ host: "127.0.0.1", get port() { return reads++ === 0 ? own : port; } })); },
  list: ({ port, own }) => over(new net.Socket().connect(Object.assign([{ host: "127.0.0.1", port: own }], { host: "127.0.0.1", port }))),
  hostInList: ({ port, own }) => over(new net.Socket().connect({ host: ["127.0.0.2"], port: own })),
  ownLookUp: ({ own }) => over(new net.Socket().connect({ host: "localhost", family: 4, port: own, lookup: (name, options, done) => done(null, options.all ? [{ address: "127.0.0.2", family: 4 }] : "127.0.0.2", 4) })),
  classOptions: ({ own }) => over(new net.Socket().connect(new (class { get host() { return "127.0.0.1"; } get port() { return own; } })())),
  rules: (event) => { workerData.socketRules.cloud.push("tcp 127.0.0.1:" + event.port); return ways.net(event); },
  apply: (event) => { const { apply } = Reflect; Reflect.apply = (original, self, args) => { if (original.name === "connect") throw new Error("handed out"); return apply(original, self, args); }; try { return over(connect(event.own, "127.0.0.1")); } finally { Reflect.apply = apply; } },
  xray: () => { const [host, daemon] = process.env.AWS_XRAY_DAEMON_ADDRESS.split(":"); return new Promise((done, fail) => createSocket("udp4").send("x", Number(daemon), host, (error) => (error ? fail(error) : done("sent")))); },
  slice: ({ port }) => { const daemon = process.env.AWS_XRAY_DAEMON_ADDRESS.split(":")[1]; return new Promise((done, fail) => createSocket("udp4").send(Buffer.alloc(70000), daemon, 1, port, "127.0.0.1", (error) => (error ? fail(error) : done("sent")))); },
  connectSync: ({ port }) => void createSocket("udp4").connectSync(port, "127.0.0.1"),
  udpLookUp: () => void createSocket({ type: "udp4", lookup: (name, options, done) => done(null, "127.0.0.2", 4) }),
  udpClass: () => void new dgram.Socket({ type: "udp4", lookup: (name, options, done) => done(null, "127.0.0.2", 4) }),
  udpConstructor: () => void new (createSocket("udp4").constructor)({ type: "udp4", lookup: () => undefined }),
  session: () => Object.fromEntries(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"].map((name) => [name, process.env[name]])),
};

export const handler = async (event) => {
  try {
    return { value: await ways[event.how](event) };
  } catch (error) {
    return { ...error, message: error.message };
  }
};
`;

/** A vendor that counts who came. */
let vendor: Server;
let visits = 0;
let port = 0;
let folder: string;
let cloud: LocalCloud;

const ENI = {
  Sid: "StandInOurSubnets",
  Action: ["Create", "Delete", "Describe"].map(
    (verb) => `ec2:${verb}NetworkInterface${verb === "Describe" ? "s" : ""}`,
  ),
  Resource: "*",
};
const MORE_ENI = {
  Sid: "AddressOurInterfaces",
  Action: ["ec2:DescribeSubnets", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"],
  Resource: "*",
};
const ASKS = { Sid: "AskServices", Action: "ssm:GetParameter", Resource: "*" };
const isolated = {
  statements: [ENI, MORE_ENI, ASKS],
  properties: { VpcConfig: { SubnetIds: [{ Ref: "Isolated" }], SecurityGroupIds: [{ Ref: "Group" }] } },
};

const template = {
  Resources: {
    Vpc: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: "10.0.0.0/16" } },
    Isolated: { Type: "AWS::EC2::Subnet", Properties: { VpcId: { Ref: "Vpc" }, CidrBlock: "10.0.110.0/24" } },
    Group: {
      Type: "AWS::EC2::SecurityGroup",
      Properties: {
        GroupDescription: "isolated",
        VpcId: { Ref: "Vpc" },
        SecurityGroupEgress: [{ IpProtocol: "tcp", FromPort: 443, ToPort: 443, CidrIp: "10.0.0.0/16" }],
      },
    },
    Endpoints: {
      Type: "AWS::EC2::SecurityGroup",
      Properties: {
        GroupDescription: "endpoints",
        VpcId: { Ref: "Vpc" },
        SecurityGroupIngress: [
          { IpProtocol: "tcp", FromPort: 443, ToPort: 443, SourceSecurityGroupId: { Ref: "Group" } },
        ],
      },
    },
    SsmEndpoint: {
      Type: "AWS::EC2::VPCEndpoint",
      Properties: {
        VpcId: { Ref: "Vpc" },
        ServiceName: "com.amazonaws.us-east-1.ssm",
        VpcEndpointType: "Interface",
        PrivateDnsEnabled: true,
        SubnetIds: [{ Ref: "Isolated" }],
        SecurityGroupIds: [{ Ref: "Endpoints" }],
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "OneParameter",
              Effect: "Allow",
              Principal: "*",
              Action: "ssm:GetParameter",
              Resource: { "Fn::Sub": "arn:aws:ssm:${AWS::Region}:${AWS::AccountId}:parameter/ours" },
            },
          ],
        },
      },
    },
    Names: {
      Type: "AWS::Route53Resolver::FirewallDomainList",
      Properties: { Name: "own", Domains: ["*.amazonaws.com"] },
    },
    Firewall: {
      Type: "AWS::Route53Resolver::FirewallRuleGroup",
      Properties: {
        Name: "own",
        FirewallRules: [{ Action: "ALLOW", Priority: 1, FirewallDomainListId: { Ref: "Names" } }],
      },
    },
    FirewallOfVpc: {
      Type: "AWS::Route53Resolver::FirewallRuleGroupAssociation",
      Properties: { Name: "own", Priority: 101, FirewallRuleGroupId: { Ref: "Firewall" }, VpcId: { Ref: "Vpc" } },
    },
    Ours: { Type: "AWS::SSM::Parameter", Properties: { Name: "/ours", Type: "String", Value: "seen" } },
    Theirs: { Type: "AWS::SSM::Parameter", Properties: { Name: "/theirs", Type: "String", Value: "seen" } },
    ...lambdaFunction("Triage", "triage", isolated),
    ...lambdaFunction("Intake", "intake", { statements: [ASKS] }),
  },
};

const WAYS_AROUND =
  "spawn exec childProcess forkedChild worker hooks binding dlopen extension inspectorSession " +
  "inspectorPromises inspectorOpen signal debugProcess dnsServers dnsPromisesServers resolverServers " +
  "promisesResolverServers inheritedServers udpLookUp udpClass udpConstructor " +
  "hook resource activeHandles activeRequests broadcast broadcastModule toThread";

async function probe(functionName: string, how: string, more: object = {}): Promise<Record<string, unknown>> {
  const { payload } = await cloud.invoke(functionName, { how, port, ...more });
  return payload as Record<string, unknown>;
}

/** Clients with the session that the function itself has. */
async function clientsOf(functionName: string): Promise<{ ssm: SSMClient; sts: STSClient }> {
  const { value } = (await probe(functionName, "session")) as { value: Record<string, string> };
  const config = {
    endpoint: cloud.endpoint,
    region: "us-east-1",
    credentials: {
      accessKeyId: value["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: value["AWS_SECRET_ACCESS_KEY"] ?? "",
      sessionToken: value["AWS_SESSION_TOKEN"] ?? "",
    },
  };
  return { ssm: new SSMClient(config), sts: new STSClient(config) };
}

async function readParameter(functionName: string, Name: string): Promise<string | undefined> {
  const { ssm } = await clientsOf(functionName);
  return (await ssm.send(new GetParameterCommand({ Name }))).Parameter?.Value;
}

async function whoIs(functionName: string): Promise<string | undefined> {
  const { sts } = await clientsOf(functionName);
  return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
}

const model = puppetProvider(() => {
  throw new Error("not asked");
});

beforeAll(async () => {
  vendor = createServer((socket) => {
    visits += 1;
    socket.on("error", () => undefined);
    socket.end("HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
  });
  await new Promise<void>((resolve) => vendor.listen(0, "127.0.0.1", resolve));
  const address = vendor.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
  folder = mkdtempSync(join(tmpdir(), "network-"));
  const service = packageService(folder, "net", { template, functions: { triage: PROBE, intake: PROBE } });
  cloud = await startCloud({
    dataDir: join(folder, "data"),
    cacheDir: join(folder, "cache"),
    services: [service],
    model,
  });
}, 60_000);

afterAll(async () => {
  await cloud?.close();
  vendor.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a function in an isolated subnet", () => {
  test.each(["net", "tls", "http", "fetch", "http2"])("cannot open a connection to a vendor by %s", async (how) => {
    visits = 0;
    expect(await probe("triage", how)).toMatchObject({
      code: "ETIMEDOUT",
      functionName: "triage",
      address: "127.0.0.1",
      port,
      cause: expect.stringMatching(/triage stands in subnet-\w+ \(10\.0\.110\.0\/24\).*no route to 0\.0\.0\.0\/0/),
      remedy: expect.stringContaining("custom.guard.tiers"),
    });
    expect(visits).toBe(0);
  });

  test.each(["abstract", "mapped", "unspecified", "decimal", "hexadecimal", "webSocket", "builtin"])(
    "cannot open one by another name of the address, or another interface: %s",
    async (how) => {
      visits = 0;
      expect(await probe("triage", how)).toMatchObject({ code: "ETIMEDOUT" });
      expect(visits).toBe(0);
    },
  );

  test("cannot send a datagram", async () => {
    expect(await probe("triage", "udp")).toMatchObject({ code: "ETIMEDOUT", syscall: "send" });
  });

  test.each(WAYS_AROUND.split(" "))("cannot get around it by %s", async (how) => {
    const file = join(folder, `ran-${how}`);
    expect(await probe("triage", how, { file })).toMatchObject({ code: "ERR_NOT_SIMULATED" });
    expect(existsSync(file)).toBe(false);
  });

  test("cannot load native code from SQL", async () => {
    expect(await probe("triage", "extensionInSql")).toMatchObject({ message: "not authorized" });
  });

  test.each(["getter", "list"])("is connected to what was judged, whatever its options say later (%s)", async (how) => {
    visits = 0;
    const own = Number(new URL(cloud.endpoint).port);
    expect(await probe("triage", how, { own })).toEqual({ value: "connected" });
    expect(visits).toBe(0);
  });

  test("cannot name a host that is read as another one", async () => {
    const own = Number(new URL(cloud.endpoint).port);
    expect(await probe("triage", "hostInList", { own })).toMatchObject({ code: "ETIMEDOUT", address: "127.0.0.2" });
  });

  test("is connected to this machine by its name, whatever its own look-up says", async () => {
    const own = Number(new URL(cloud.endpoint).port);
    expect(await probe("triage", "ownLookUp", { own })).toEqual({ value: "connected" });
  });

  test("may give its options as an instance of a class", async () => {
    const own = Number(new URL(cloud.endpoint).port);
    expect(await probe("triage", "classOptions", { own })).toEqual({ value: "connected" });
  });

  test("cannot change its own rules", async () => {
    visits = 0;
    expect(await probe("triage", "rules")).toMatchObject({ code: "ETIMEDOUT" });
    expect(visits).toBe(0);
  });

  test("is not handed what is held back", async () => {
    const own = Number(new URL(cloud.endpoint).port);
    expect(await probe("triage", "apply", { own })).toEqual({ value: "connected" });
  });

  test.each(["slice", "connectSync"])("cannot send a datagram past the daemon's address by %s", async (how) => {
    expect(await probe("triage", how)).toMatchObject({ code: "ETIMEDOUT", address: "127.0.0.1", port });
  });

  test("sends its segments to the daemon", async () => {
    expect(await probe("triage", "xray")).toEqual({ value: "sent" });
  });

  test.each(["reverse", "reverseByCallback", "service"])(
    "asks nobody for the name of an address by %s",
    async (how) => {
      expect(await probe("triage", how, { name: "2001:db8::7365:6372:6574" })).toMatchObject({ code: "ENOTFOUND" });
    },
  );

  test.each(["assign", "define", "delete"])("cannot take the hold off by %s", async (how) => {
    visits = 0;
    expect(await probe("triage", how)).toMatchObject({ code: "ETIMEDOUT" });
    expect(visits).toBe(0);
  });

  test("cannot use a socket of the machine's file system", async () => {
    expect(await probe("triage", "path")).toMatchObject({ code: "ETIMEDOUT", address: "/var/run/any.sock" });
  });

  test("gets answers for names of AWS services only, where a DNS firewall says so", async () => {
    expect(await probe("triage", "name", { name: "secret-words.example.com" })).toMatchObject({
      code: "ENOTFOUND",
      cause: expect.stringContaining("DNS firewall"),
    });
    expect(await probe("triage", "name", { name: "127.0.0.1" })).toEqual({ value: "127.0.0.1" });
  });

  test("reaches a service through its endpoint", async () => {
    expect(await readParameter("triage", "/ours")).toBe("seen");
  });

  test("is refused at the endpoint what its policy does not allow, though the role does", async () => {
    await expect(readParameter("triage", "/theirs")).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining("no VPC endpoint policy allows the ssm:GetParameter action (function triage"),
    });
  });

  test("does not reach a service that has no endpoint", async () => {
    await expect(whoIs("triage")).rejects.toMatchObject({
      name: "EndpointUnreachable",
      message: expect.stringMatching(/ETIMEDOUT.*triage cannot reach the service sts: there is no endpoint/),
    });
  });
});

describe("a function outside the VPC", () => {
  test("opens a connection to a vendor", async () => {
    visits = 0;
    expect(await probe("intake", "net")).toEqual({ value: "connected" });
    expect(visits).toBe(1);
  });

  test("reaches every service that its role may ask", async () => {
    expect(await readParameter("intake", "/theirs")).toBe("seen");
    expect(await whoIs("intake")).toMatch(/assumed-role\/.*\/intake$/);
  });
});

test("a function whose role may not make network interfaces is not taken into a VPC", async () => {
  const broken = {
    Resources: { ...template.Resources, ...lambdaFunction("Triage", "triage", { ...isolated, statements: [] }) },
  };
  const service = packageService(folder, "broken", { template: broken, functions: { triage: PROBE, intake: PROBE } });
  const options = { dataDir: join(folder, "other"), cacheDir: join(folder, "cache"), model };
  await expect(startCloud({ ...options, services: [service] })).rejects.toThrow(/CreateNetworkInterface on EC2/);
});
