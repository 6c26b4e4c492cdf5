import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { bindParameters } from "./bind-parameters.ts";
import { sqlPieces } from "./sql-tokens.ts";

const name = fc.constantFrom("a", "b", "long_name");
const quiet = fc.string({ maxLength: 12 });
/** Stretches of SQL that no parameter may be put into, whatever they hold. */
const untouchable = fc.oneof(
  fc.tuple(quiet, name).map(([text, at]) => `'${text.replaceAll("'", "''")}:${at}'`),
  fc.tuple(quiet, name).map(([text, at]) => `"${text.replaceAll('"', '""')}:${at}"`),
  fc.tuple(quiet, name).map(([text, at]) => `-- ${text.replaceAll(/[\r\n]/g, "")} :${at}\n`),
  fc.tuple(quiet, name).map(([text, at]) => `/* ${text.replaceAll(/[*/]/g, "")} /* :${at} */ :${at} */`),
  fc.tuple(quiet, name).map(([text, at]) => `$q$${text.replaceAll("$", "")} :${at} $q$`),
  fc.tuple(quiet, name).map(([text, at]) => ` E'${text.replaceAll(/['\\]/g, "")}\\' :${at}'`),
  fc.constantFrom(" x::text ", " a::jsonb ", " select ", ",", "(", ")", " = "),
);
const parameters = ["a", "b", "long_name"].map((at) => ({ name: at, value: { longValue: 1 } }));

describe("named parameters", () => {
  test("are never looked for in strings, names, comments or casts", () => {
    fc.assert(
      fc.property(fc.array(untouchable, { maxLength: 12 }), (pieces) => {
        const sql = pieces.join("");
        expect(bindParameters(sql, parameters)).toEqual({ sql, values: [], types: [] });
      }),
    );
  });

  test("are replaced everywhere else, the same name by the same position", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(untouchable, name), { minLength: 1, maxLength: 8 }), (pieces) => {
        const { sql, values } = bindParameters(pieces.map(([before, at]) => `${before} :${at} `).join(""), parameters);
        const order = [...new Set(pieces.map(([, at]) => at))];
        expect(sql).toBe(pieces.map(([before, at]) => `${before} $${order.indexOf(at) + 1} `).join(""));
        expect(values).toHaveLength(order.length);
      }),
    );
  });

  test("or not, any text is taken apart without losing a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (sql) =>
        expect(
          sqlPieces(sql)
            .map(({ text }) => text)
            .join(""),
        ).toBe(sql),
      ),
    );
  });
});
