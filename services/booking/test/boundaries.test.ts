import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import * as z from "zod";

const list = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const Boundary = z.object({
  Properties: z.object({
    PolicyDocument: z.object({
      Statement: z.array(z.object({ Sid: z.string(), Action: list, Resource: z.array(z.unknown()) })),
    }),
  }),
});
const read = (path: string): unknown =>
  parse(readFileSync(new URL(path, import.meta.url), "utf8"), { logLevel: "silent", merge: true });
const { Resources } = z
  .object({ Resources: z.record(z.string(), z.unknown()) })
  .parse(read("../../platform/resources/travel-boundaries.yml"));
const { functions } = z
  .object({ functions: z.record(z.string(), z.object({ iamPermissionsBoundary: z.unknown().optional() })) })
  .parse(read("../serverless.yml"));

const statements = (name: string) => Boundary.parse(Resources[`${name}Boundary`]).Properties.PolicyDocument.Statement;
const actions = (name: string) => statements(name).flatMap(({ Action }) => Action);
const resources = (name: string) => JSON.stringify(statements(name).map(({ Resource }) => Resource));

/** Whose tier each boundary is. */
const TIERS = [
  ["Planning", ["reason-and-plan", "embed-and-retrieve"]],
  ["Knowledge", ["index-policy"]],
  ["Offer", ["search-options"]],
  ["Confirmation", ["re-quote"]],
  ["PortalLogin", ["portal-login"]],
  ["Booking", ["booking-executor"]],
  ["Closing", ["close-booking"]],
] as const;
const NAMES = TIERS.map(([name]) => name);
const having = (fits: (name: string) => boolean) => NAMES.filter(fits);
const doing = (pattern: RegExp) => having((name) => actions(name).some((action) => pattern.test(action)));

describe("the boundaries of the booking functions", () => {
  test("are one for each tier, and each function has its own tier's", () => {
    for (const [name, members] of TIERS) {
      for (const member of members) {
        const named = functions[member]?.iamPermissionsBoundary;
        const expected = `"Fn::ImportValue":"agentic-pm-\${sls:stage}-${name}BoundaryArn"`;
        expect([member, JSON.stringify(named ?? "default")]).toEqual([
          member,
          name === "Planning" ? '"default"' : `{${expected}}`,
        ]);
      }
    }
    expect(Object.keys(functions).toSorted()).toEqual(TIERS.flatMap(([, members]) => members).toSorted());
  });

  test("let nobody have the portal's login but who types it, and that one no other secret and no row to write", () => {
    expect(having((name) => resources(name).includes("/agentic-pm/portal/credentials"))).toEqual(["PortalLogin"]);
    expect(resources("PortalLogin")).not.toContain("/agentic-pm/database/");
    expect(
      actions("PortalLogin").filter((action) =>
        /^(?:dynamodb:(?:Put|Update|Delete)Item|s3:|kms:Generate)/.test(action),
      ),
    ).toEqual([]);
  });

  test("let nobody pay but who has no secret at all", () => {
    expect(doing(/^dynamodb:PutItem$/)).toEqual(["Booking"]);
    expect(doing(/^nova-act:/)).toEqual(["Booking"]);
    expect(actions("Booking").filter((action) => action.startsWith("secretsmanager:"))).toEqual([]);
    expect(actions("Booking")).not.toContain("bedrock-agentcore:StartBrowserSession");
  });

  test("let nobody think who can write a booking or work a browser", () => {
    expect(doing(/^bedrock:/)).toEqual(["Planning", "Knowledge"]);
    const acting = doing(/^(?:bedrock-agentcore:|dynamodb:(?:PutItem|GetItem)$)/);
    expect(acting).toEqual(["Confirmation", "PortalLogin", "Booking", "Closing"]);
    expect(having((name) => resources(name).includes("table/agentic-pm-bookings-"))).toEqual([
      "Offer",
      "Confirmation",
      "PortalLogin",
      "Booking",
      "Closing",
    ]);
  });

  test("let each hand on under its own seal alone", () => {
    expect(doing(/^kms:GenerateMac$/)).toEqual(["Planning", "Confirmation"]);
    const keys = (name: string, action: string) =>
      statements(name)
        .filter(({ Action }) => Action.includes(action))
        .flatMap(({ Resource }) => Resource);
    expect(keys("Confirmation", "kms:GenerateMac")).toEqual(["RequoteSealKey.Arn"]);
    expect(keys("Booking", "kms:VerifyMac")).toEqual(["RequoteSealKey.Arn"]);
  });

  test("name the logs of their own functions and no others", () => {
    for (const [name, members] of TIERS) {
      const logs = statements(name).find(({ Sid }) => Sid === "WriteOwnLogs")?.Resource ?? [];
      expect(logs.map((arn) => String(arn).split("${sls:stage}-")[1]).toSorted()).toEqual(
        members.map((member) => `${member}:*`).toSorted(),
      );
    }
  });
});
