import { beforeAll, describe, expect, test } from "@jest/globals";
import { priceOf } from "@agentic-pm/models";
import { type NamedTemplate, packagedTemplates, type ResolvedResource } from "@agentic-pm/local-cloud";
import { packageServices } from "@agentic-pm/packaging";
import fc from "fast-check";
import { type Bill, monthlyBill } from "./monthly-bill.ts";
import { NETWORK_MODES, type NetworkMode, packagedMode, resourcesIn } from "./network-mode.ts";
import { listPrices } from "./price-table.ts";
import { BILLED_TYPES, FREE_TYPES } from "./resource-types.ts";
import { readWorkload, type Workload } from "./workload.ts";

const WORKLOAD = readWorkload();

/** When nothing is packaged yet. */
const PACKAGING_MS = 300_000;

/** A day of 24 hours at 730 hours a month: what happens daily happens this often. */
const DAYS = 730 / 24;

function resource(type: string, properties: ResolvedResource["properties"] = {}): ResolvedResource {
  return { stackName: "stack", logicalId: "Thing", type, properties, physicalId: "thing", arn: "arn" };
}

function billed(resources: readonly ResolvedResource[], network: NetworkMode = "public", workload = WORKLOAD): Bill {
  return monthlyBill({ resources, workload, network });
}

function usdOf(bill: Bill, service: string, what?: string): number {
  return bill.lines
    .filter((line) => line.service === service && (what === undefined || line.what === what))
    .reduce((sum, { usd }) => sum + usd, 0);
}

describe("arithmetic by hand", () => {
  test("a function of 512 MB that runs 2.5 s at each of 96 polls a day", () => {
    const intake = resource("AWS::Lambda::Function", {
      FunctionName: "agentic-pm-executor-dev-intake",
      MemorySize: 512,
    });
    const bill = billed([intake]);
    // 96 × 30.4167 = 2,920 calls; × 2.5 s × 0.5 GB = 3,650 GB-seconds
    expect(usdOf(bill, "Lambda", "intake: requests")).toBeCloseTo(2920 * 0.0000002, 9);
    expect(usdOf(bill, "Lambda", "intake: time")).toBeCloseTo(3650 * 0.0000133334, 6);
  });

  test("eleven keys cost eleven dollars before anyone asks them anything", () => {
    const bill = billed(Array.from({ length: 11 }, () => resource("AWS::KMS::Key")));
    expect(usdOf(bill, "KMS", "keys")).toBe(11);
  });

  test("five secrets cost two dollars, as the requirements say", () => {
    const bill = billed(Array.from({ length: 5 }, () => resource("AWS::SecretsManager::Secret")));
    expect(usdOf(bill, "Secrets Manager", "secrets")).toBeCloseTo(2, 9);
  });

  test("a database that pauses is paid for while it is awake: 8 h × 0.5 ACU × 0.12", () => {
    const bill = billed(database(0));
    expect(usdOf(bill, "Aurora", "capacity")).toBeCloseTo(8 * DAYS * 0.5 * 0.12, 6);
  });

  test("a database that may not go below half a unit is paid for day and night", () => {
    const bill = billed(database(0.5));
    expect(usdOf(bill, "Aurora", "capacity")).toBeCloseTo(730 * 0.5 * 0.12, 6);
  });

  test("one NAT gateway: 730 hours, its address, and what goes through it", () => {
    const bill = billed([resource("AWS::EC2::NatGateway"), resource("AWS::EC2::EIP")], "nat-gateway");
    expect(usdOf(bill, "Network", "NAT gateway")).toBeCloseTo(32.85, 6);
    expect(usdOf(bill, "Network", "public addresses")).toBeCloseTo(3.65, 6);
  });

  test("a NAT instance: 3.07 for itself, 3.65 for its address, 0.64 for its disk", () => {
    const bill = billed([resource("AWS::EC2::Instance"), resource("AWS::EC2::EIP")], "nat-instance");
    expect(usdOf(bill, "Network", "NAT instance")).toBeCloseTo(3.066, 6);
    expect(usdOf(bill, "Network", "public addresses")).toBeCloseTo(3.65, 6);
    expect(usdOf(bill, "Network", "NAT instance: disk")).toBeCloseTo(0.64, 6);
  });

  test("four endpoints in two zones: 8 × 7.30; those of S3 and DynamoDB are free", () => {
    const both = { VpcEndpointType: "Interface", SubnetIds: ["a", "b"] };
    const endpoints = Array.from({ length: 4 }, () => resource("AWS::EC2::VPCEndpoint", both));
    const gateway = resource("AWS::EC2::VPCEndpoint", { VpcEndpointType: "Gateway", RouteTableIds: ["r"] });
    expect(usdOf(billed([...endpoints, gateway], "full"), "Network", "interface endpoints")).toBeCloseTo(58.4, 6);
  });
});

function database(smallest: number): ResolvedResource[] {
  const scaling = { MinCapacity: smallest, MaxCapacity: 2 };
  return [
    resource("AWS::RDS::DBCluster", { ServerlessV2ScalingConfiguration: scaling }),
    resource("AWS::RDS::DBInstance"),
  ];
}

describe("laws", () => {
  const events = Object.keys(WORKLOAD.events);

  test("more of any event never makes the bill smaller", () => {
    fc.assert(
      fc.property(fc.constantFrom(...events), fc.nat({ max: 1000 }), fc.nat({ max: 1000 }), (event, some, more) => {
        const fewer = billed(ONE_OF_EACH, "full", withEvent(event, some));
        const most = billed(ONE_OF_EACH, "full", withEvent(event, some + more));
        expect(most.usd).toBeGreaterThanOrEqual(fewer.usd);
      }),
      { numRuns: 50 },
    );
  });

  test("one resource more never makes the bill smaller", () => {
    fc.assert(
      fc.property(fc.subarray(ONE_OF_EACH), fc.constantFrom(...ONE_OF_EACH), (some, another) => {
        expect(billed([...some, another]).usd).toBeGreaterThanOrEqual(billed(some).usd);
      }),
      { numRuns: 50 },
    );
  });

  test("a bill is the sum of its services and the sum of its lines", () => {
    for (const network of NETWORK_MODES) {
      const bill = billed(ONE_OF_EACH, network);
      const byService = bill.services.reduce((sum, { usd }) => sum + usd, 0);
      const byLine = bill.lines.reduce((sum, { quantity, usd }) => sum + (quantity === 0 ? 0 : usd), 0);
      expect(byService).toBeCloseTo(bill.usd, 9);
      expect(byLine).toBeCloseTo(bill.usd, 9);
    }
  });
});

const ONE_OF_EACH = Object.keys(BILLED_TYPES)
  .filter((type) => type !== "AWS::Lambda::Function" && type !== "AWS::StepFunctions::StateMachine")
  .map((type) => resource(type));

function withEvent(name: string, perMonth: number): Workload {
  return { ...WORKLOAD, events: { ...WORKLOAD.events, [name]: { perMonth } } };
}

describe("the packaged services", () => {
  let templates: readonly NamedTemplate[];
  beforeAll(async () => {
    templates = packagedTemplates(await packageServices());
  }, PACKAGING_MS);

  test("are billed by what each network mode makes", () => {
    const network = (mode: NetworkMode) => usdOf(billed(resourcesIn(mode, templates), mode), "Network");
    const free = network("public");
    // An instance with its address and disk; a gateway with its address; four endpoints; two gateways and eight endpoints.
    expect(network("nat-instance") - free).toBeCloseTo(3.066 + 3.65 + 0.64, 6);
    expect(network("nat-gateway") - free).toBeGreaterThan(32.85 + 3.65);
    expect(network("endpoints") - free).toBeGreaterThan(4 * 7.3);
    expect(network("full") - free).toBeGreaterThan(2 * (32.85 + 3.65) + 8 * 7.3);
  });

  test("say which mode they were packaged for", () => {
    expect(packagedMode(templates)).toBe("endpoints");
    expect(() => packagedMode([])).toThrow(expect.objectContaining({ code: "NETWORK_MODE_UNCLEAR" }));
  });

  test.each(NETWORK_MODES)(
    "have nothing in the mode %s that is neither billed nor named free with its reason",
    (mode) => {
      const resources = resourcesIn(mode, templates);
      const bill = billed(resources, mode);
      const services = new Set(bill.lines.map(({ service }) => service));
      for (const type of new Set(resources.map((each) => each.type))) {
        const service = BILLED_TYPES[type];
        expect(service !== undefined ? services.has(service) : FREE_TYPES[type]).toBeTruthy();
      }
    },
  );
});

describe("completeness", () => {
  test("a type that nobody priced is refused by name, not billed at nothing", () => {
    expect(() => billed([resource("AWS::Kinesis::Stream")])).toThrow(
      expect.objectContaining({ code: "RESOURCE_UNPRICED", message: expect.stringContaining("AWS::Kinesis::Stream") }),
    );
  });

  test("a function that the workload does not know is refused by name", () => {
    const stranger = resource("AWS::Lambda::Function", { FunctionName: "agentic-pm-triage-dev-newcomer" });
    expect(() => billed([stranger])).toThrow(expect.objectContaining({ code: "WORKLOAD_INCOMPLETE" }));
  });

  test("no type is both billed and free", () => {
    expect(Object.keys(BILLED_TYPES).filter((type) => FREE_TYPES[type] !== undefined)).toEqual([]);
  });
});

describe("prices", () => {
  test("models cost here what the budget ledger reserves for them", () => {
    const prices = listPrices();
    for (const { model } of Object.values(WORKLOAD.models)) {
      const charged = priceOf(model);
      if (charged === undefined) continue;
      expect((prices[`bedrock.${model}.input`]?.usd ?? 0) * 1_000_000).toBeCloseTo(charged.input, 9);
      expect((prices[`bedrock.${model}.output`]?.usd ?? 0) * 1_000_000).toBeCloseTo(charged.output, 9);
    }
  });
});
