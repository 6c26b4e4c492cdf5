import { describe, expect, test } from "@jest/globals";
import { monthlyBill } from "./monthly-bill.ts";
import { NETWORK_MODES } from "./network-mode.ts";
import { listPrices } from "./price-table.ts";
import { requirementsFigures } from "./requirements-figures.ts";
import { readWorkload } from "./workload.ts";

const bills = NETWORK_MODES.map((network) => monthlyBill({ resources: [], workload: readWorkload(), network }));
const figures = requirementsFigures(bills, listPrices());

function figure(what: string) {
  const found = figures.find((each) => each.what === what);
  if (found === undefined) throw new Error(`no figure ${what}`);
  return found;
}

describe("the requirements' figures", () => {
  test.each(["Secrets Manager, 5 secrets", "2 VPC endpoints", "CloudWatch Logs", "tier essential"])(
    "%s is reproduced to within 3 %%",
    (what) => {
      const { document, reproduced } = figure(what);
      expect(Math.abs(reproduced - document) / document).toBeLessThan(0.03);
    },
  );

  test("the tier with a NAT instance is short by the instance's address and disk", () => {
    const { document, reproduced } = figure("tier recommended (+ NAT instance)");
    expect(document).toBe(6);
    // 2.00 + 0.50 + (0.0052 × 730 = 3.796) + 3.65 + 0.64
    expect(reproduced).toBeCloseTo(10.586, 3);
  });

  test("full security is 49 only without addresses, in one zone, with two endpoints", () => {
    expect(figure("full security").reproduced).toBeCloseTo(2 + 32.85 + 14.6 + 0.5, 6);
  });

  test("every figure says why it differs", () => {
    for (const { correction } of figures) expect(correction.length).toBeGreaterThan(5);
  });
});
