import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { OperatorApi } from "./operator-api.ts";

let server: Server | undefined;
afterEach(() => void server?.close());

/** Answers DynamoDB's requests from a list of pages. */
async function dynamodbOf(pages: readonly object[]): Promise<string> {
  let page = 0;
  server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      response.setHeader("content-type", "application/x-amz-json-1.0");
      response.end(JSON.stringify(pages[page++] ?? {}));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("held signals are those of every page", async () => {
  const endpoint = await dynamodbOf([
    { Items: [{ signalId: { S: "sig_1" } }], LastEvaluatedKey: { actionId: { S: "act_1" } } },
    { Items: [], LastEvaluatedKey: { actionId: { S: "act_2" } } },
    { Items: [{ signalId: { S: "sig_3" } }] },
  ]);
  const api = new OperatorApi({
    endpoint,
    region: "us-east-1",
    account: "111122223333",
    stage: "dev",
    exports: {},
    chatUrl: "ws://127.0.0.1:9/dev",
    signIn: { issuer: "http://127.0.0.1:9", secretKey: "sk", origin: "http://chat.example" },
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "s" },
  });
  try {
    expect([...(await api.heldSignals())]).toEqual(["sig_1", "sig_3"]);
  } finally {
    api.close();
  }
});
