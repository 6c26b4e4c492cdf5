import { expect, test } from "@jest/globals";
import { type DatabasePasswordTools, renewDatabasePasswords } from "./database-passwords.ts";

class Account implements DatabasePasswordTools {
  readonly done: string[] = [];
  fails: "put" | "migrate" | undefined;
  known = ["/agentic-pm/database/master", "/agentic-pm/database/re-quote", "/agentic-pm/database/decide"];
  #made = 0;

  names = async (beginning: string) => this.known.filter((name) => name.startsWith(beginning));
  newPassword = async () => `new ${(this.#made += 1)}`;
  put = async (name: string, { username, password }: { username: string; password: string }) => {
    if (this.fails === "put" && name.endsWith("decide")) throw new Error("throttled");
    this.done.push(`${name}: ${username}, ${password}`);
  };
  migrate = async () => {
    if (this.fails === "migrate") throw new Error("asleep");
    this.done.push("migrate");
  };
}

test("every function's role gets a password of its own, and the cluster's master none", async () => {
  const account = new Account();
  expect(await renewDatabasePasswords(account)).toHaveLength(2);
  expect(account.done).toEqual([
    "/agentic-pm/database/re-quote: re_quote, new 1",
    "/agentic-pm/database/decide: decide, new 2",
    "migrate",
  ]);
});

test("what was put is set also where the next could not be put", async () => {
  const account = new Account();
  account.fails = "put";
  await expect(renewDatabasePasswords(account)).rejects.toThrow("throttled");
  expect(account.done.at(-1)).toBe("migrate");
});

test("passwords that Postgres was not told are said to be so", async () => {
  const account = new Account();
  account.fails = "migrate";
  await expect(renewDatabasePasswords(account)).rejects.toMatchObject({ code: "DATABASE_PASSWORDS_UNSET" });
});

test("an account without them is none of ours", async () => {
  const account = new Account();
  account.known = [];
  await expect(renewDatabasePasswords(account)).rejects.toMatchObject({ code: "DATABASE_SECRETS_MISSING" });
  expect(account.done).toEqual([]);
});
