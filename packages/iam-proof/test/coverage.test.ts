import { describe, expect, test } from "@jest/globals";
import { coverageOf, reasonsFor } from "../src/usage/coverage.ts";
import { planted, statements } from "./small-template.ts";

const ROLE = "arn:aws:iam::111122223333:role/reader";
const TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/notes";
const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:/notes/token";

const deployment = planted((resources) => {
  for (const name of ["Role", "Boundary"] as const) {
    statements(resources, name).push(
      { Sid: "ReadToken", Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: `${SECRET}-??????` },
      {
        Sid: "CheckSeal",
        Effect: "Allow",
        Action: "kms:VerifyMac",
        Resource: "arn:aws:kms:us-east-1:111122223333:key/Seal",
      },
    );
  }
});

describe("coverage", () => {
  test("takes more for granted of the main job alone than of the whole test run", () => {
    const [whole, mainJob] = [reasonsFor(true), reasonsFor(false)];
    expect(mainJob).toEqual(expect.arrayContaining([...whole]));
    expect(whole.map(({ sid }) => sid)).not.toContain("RuleOnActions");
    expect(mainJob.map(({ sid }) => sid)).toContain("RuleOnActions");
  });

  test("lists what is granted and was not used, with the reason where there is one", () => {
    const used = [{ roleArn: ROLE, action: "dynamodb:GetItem", resource: TABLE }];
    const { granted, unused } = coverageOf(deployment, used, [{ sid: "CheckSeal", why: "only when sealed" }]);
    expect(granted).toBe(3);
    expect(unused.map(({ action, why }) => [action, why])).toEqual([
      ["kms:VerifyMac", "only when sealed"],
      ["secretsmanager:GetSecretValue", undefined],
    ]);
  });

  test("counts uses of what only got its name when it was deployed", () => {
    const used = [
      { roleArn: ROLE, action: "secretsmanager:GetSecretValue", resource: `${SECRET}-x1Y2z3` },
      { roleArn: ROLE, action: "kms:VerifyMac", resource: "arn:aws:kms:us-east-1:111122223333:key/0d1e-4a" },
    ];
    expect(coverageOf(deployment, used, []).unused.map(({ action }) => action)).toEqual(["dynamodb:GetItem"]);
  });

  test("does not count what another role used, nor another secret, nor reasons for other actions or roles", () => {
    const used = [
      { roleArn: `${ROLE}-of-more`, action: "dynamodb:GetItem", resource: TABLE },
      { roleArn: ROLE, action: "secretsmanager:GetSecretValue", resource: `${SECRET}-of-more-x1Y2z3` },
    ];
    const reasons = [
      { sid: "ReadNotes", actions: ["dynamodb:PutItem"], why: "never" },
      { sid: "ReadToken", roles: ["writer"], why: "never" },
    ];
    const { unused } = coverageOf(deployment, used, reasons);
    expect(unused).toHaveLength(3);
    expect(unused.filter(({ why }) => why !== undefined)).toEqual([]);
  });

  test("finds reasons that no permission needs, and those that these uses have overtaken", () => {
    const used = [{ roleArn: ROLE, action: "dynamodb:GetItem", resource: TABLE }];
    const reasons = [
      { sid: "ReadNotes", why: "overtaken" },
      { sid: "ReadNotes", why: "used by slow runs", sometimes: true as const },
      { sid: "CheckSeal", why: "needed" },
      { sid: "CheckSeal", roles: ["writer"], why: "of nobody" },
      { sid: "ReadToken", actions: ["secretsmanager:PutSecretValue"], why: "of nothing" },
    ];
    const { stale, needless } = coverageOf(deployment, used, reasons);
    expect(stale.map(({ why }) => why)).toEqual(["of nobody", "of nothing"]);
    expect(needless.map(({ why }) => why)).toEqual(["overtaken"]);
  });
});
