import { expect } from "expect";

/** A test as a test file declared it, with what runs before and after it. */
export interface DeclaredTest {
  readonly name: string;
  readonly run: () => Promise<void>;
}

type Body = (...args: unknown[]) => unknown;
interface Scope {
  readonly names: readonly string[];
  readonly before: Body[];
  readonly after: Body[];
}

/**
 * Stands in for Jest's globals, in this process and in milliseconds: it collects the tests of a file instead of
 * running them. Has what the mutated subjects' tests use, and fails loudly on anything else.
 */
export function createHarness(): {
  readonly globals: Readonly<Record<string, unknown>>;
  readonly tests: DeclaredTest[];
} {
  const tests: DeclaredTest[] = [];
  let scope: Scope = { names: [], before: [], after: [] };
  const declare = (name: string, body: Body, args: readonly unknown[] = []): void => {
    const { names, before, after } = scope;
    const run = async (): Promise<void> => {
      for (const hook of before) await hook();
      try {
        await body(...args);
      } finally {
        for (const hook of after) await hook();
      }
    };
    tests.push({ name: [...names, name].join(" › "), run });
  };
  const describe = (name: string, body: () => void): void => {
    const outer = scope;
    scope = { names: [...outer.names, name], before: [...outer.before], after: [...outer.after] };
    body();
    scope = outer;
  };
  const test = Object.assign((name: string, body: Body) => declare(name, body), { each: eachOf(declare) });
  const globals = {
    describe,
    test,
    it: test,
    expect,
    beforeEach: (hook: Body) => scope.before.push(hook),
    afterEach: (hook: Body) => scope.after.push(hook),
  };
  return { globals, tests };
}

/** `test.each(table)(name, body)`: a row that is a list is spread, any other is the one argument. */
function eachOf(declare: (name: string, body: Body, args: readonly unknown[]) => void) {
  return (rows: readonly unknown[]) => (name: string, body: Body) => {
    for (const [index, row] of rows.entries()) declare(`${name} #${index}`, body, Array.isArray(row) ? row : [row]);
  };
}
