import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  commonReaders,
  derive,
  isTrusted,
  label,
  Labels,
  labelled,
  mayBeReadBy,
  type Readers,
  Source,
} from "./labels.ts";
import * as z from "zod";

const anySource = fc.constantFrom(...Source.options);
const anyReaders = fc.oneof(fc.constant<Readers>("everyone"), fc.array(fc.constantFrom("a", "b", "c", "d")));

describe("labels", () => {
  test("there are nine origins", () => {
    const inside = ["operator", "registry", "employee_chat", "jira_field", "model"];
    const written = ["jira_text", "mail_envelope", "mail_body", "policy_pdf"];
    expect([...Source.options].toSorted()).toEqual([...inside, ...written].toSorted());
  });

  test("a value of one origin is read by everyone unless it is said who may", () => {
    expect(label(1, "registry")).toEqual({ value: 1, provenance: ["registry"], readers: "everyone" });
    expect(label(1, "model", ["a"]).readers).toEqual(["a"]);
  });

  test("only the operator and the registry are trusted, and nothing that has another origin besides", () => {
    const trusted = Source.options.filter((source) => isTrusted(label(0, source)));
    expect(trusted).toEqual(["operator", "registry"]);
    expect(isTrusted({ value: 0, provenance: ["operator", "registry"], readers: "everyone" })).toBe(true);
    expect(isTrusted({ value: 0, provenance: ["registry", "model"], readers: "everyone" })).toBe(false);
    expect(isTrusted({ value: 0, provenance: [], readers: "everyone" })).toBe(false);
  });

  test("what is made of several values has all their origins, sorted, and the readers that all of them allow", () => {
    const made = derive("x", [label(1, "registry", ["a", "b"]), label(2, "jira_text", ["b", "c"])], "model");
    expect(made).toEqual({ value: "x", provenance: ["jira_text", "model", "registry"], readers: ["b"] });
    expect(derive("x", [label(1, "registry")]).provenance).toStrictEqual(["registry"]);
  });

  test("deriving never makes a value trusted that was not", () => {
    fc.assert(
      fc.property(fc.array(anySource, { minLength: 1 }), fc.option(anySource, { nil: undefined }), (sources, via) => {
        const from = sources.map((source) => label(0, source));
        const trusted = from.every((each) => isTrusted(each)) && (via === undefined || isTrusted(label(0, via)));
        expect(isTrusted(derive(0, from, via))).toBe(trusted);
      }),
    );
  });

  test("what everyone may read takes no reader away", () => {
    expect(commonReaders([["a", "b"], "everyone"])).toEqual(["a", "b"]);
    expect(commonReaders(["everyone", ["a"]])).toEqual(["a"]);
    expect(commonReaders(["everyone"])).toBe("everyone");
    expect(commonReaders([])).toBe("everyone");
  });

  test("deriving never adds a reader", () => {
    fc.assert(
      fc.property(fc.array(anyReaders), (lists) => {
        const common = commonReaders(lists);
        for (const readers of lists) {
          if (common === "everyone") expect(readers).toBe("everyone");
          else for (const reader of common) expect(mayBeReadBy(readers, [reader])).toBe(true);
        }
      }),
    );
  });

  test.each<[Readers, Readers, boolean]>([
    ["everyone", "everyone", true],
    ["everyone", ["a"], true],
    [["a"], "everyone", false],
    [["a", "b"], ["a"], true],
    [["a", "b"], ["a", "b"], true],
    [["a"], ["a", "b"], false],
    [[], ["a"], false],
    [[], "everyone", false],
  ])("what %j may read, %j may read too: %j", (readers, audience, may) => {
    expect(mayBeReadBy(readers, audience)).toBe(may);
  });

  test("a label in a message has an origin, known ones only, and bounded readers", () => {
    const schema = labelled(z.number());
    const bare = z.strictObject({ ...Labels.shape, value: z.number() });
    const isLabelled = (value: unknown) => {
      expect(bare.safeParse(value).success).toBe(schema.safeParse(value).success);
      return schema.safeParse(value).success;
    };
    const sound = { value: 1, provenance: ["model"], readers: ["a"] };
    expect(isLabelled(sound)).toBe(true);
    expect(isLabelled({ ...sound, readers: "everyone" })).toBe(true);
    for (const wrong of [
      { provenance: [] },
      { provenance: ["admin"] },
      { provenance: Array.from({ length: 10 }, () => "model") },
      { readers: "all" },
      { readers: [""] },
      { readers: ["x".repeat(201)] },
      { readers: Array.from({ length: 65 }, (_, at) => `r${at}`) },
      { trusted: true },
    ]) {
      expect(isLabelled({ ...sound, ...wrong })).toBe(false);
    }
    const most = {
      provenance: Array.from({ length: 9 }, () => "model"),
      readers: Array.from({ length: 64 }, () => "x".repeat(200)),
    };
    expect(isLabelled({ ...sound, ...most })).toBe(true);
    expect(isLabelled({ ...sound, readers: ["x"] })).toBe(true);
  });
});
