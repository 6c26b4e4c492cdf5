import { expect, test } from "@jest/globals";
import type { Json } from "../../template/model.ts";
import { type EventSources, resolveReferences } from "./event-references.ts";

const sources: EventSources = {
  lastCall: () => undefined,
  secret: () => undefined,
  sessionToken: async (employeeId) => `token of ${employeeId}`,
  answer: async (_functionName, event) => ({ principalId: "ada", context: { heard: event } }),
};
const resolved = (event: Json, more: Partial<EventSources> = {}) => resolveReferences(event, { ...sources, ...more });

test("a header is put together of a text and a fresh token", async () => {
  const header = { $join: ["v1, bearer.", { $sessionToken: "ada" }] };
  expect(await resolved({ headers: [header] })).toEqual({ headers: ["v1, bearer.token of ada"] });
});

test("an authorizer's context is handed on as at a handshake, of an event that has references itself", async () => {
  const asked = { $authorizer: { function: "authorizer", event: { token: { $sessionToken: "ada" } } } };
  expect(await resolved(asked)).toEqual({ principalId: "ada", heard: { token: "token of ada" } });
});

test("every connection id is another", async () => {
  const [one, other] = (await resolved([{ $connectionId: null }, { $connectionId: null }])) as string[];
  expect(one).toMatch(/^[\w-]{15}=$/);
  expect(other).not.toBe(one);
});

test.each<[string, Json, Partial<EventSources>, string]>([
  ["nobody signs in", { $sessionToken: "ada" }, { sessionToken: async () => undefined }, "SignInMissing"],
  [
    "the authorizer denies",
    { $authorizer: {} },
    { answer: async () => ({ principalId: "refused" }) },
    "HandshakeRefused",
  ],
  ["nothing is called so", { $token: 1 }, {}, "ReferenceUnknown"],
  ["something stands beside it", { $sessionToken: "ada", more: 1 }, {}, "ReferenceNotAlone"],
  ["it stands beside something", { more: 1, $sessionToken: "ada" }, {}, "ReferenceNotAlone"],
  ["two stand in one place", { here: { $connectionId: null, $sessionToken: "ada" } }, {}, "ReferenceNotAlone"],
])("is refused where %s", async (_why, event, more, code) => {
  await expect(resolved(event, more)).rejects.toMatchObject({ code });
});
