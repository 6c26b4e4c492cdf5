import { expect, test } from "@jest/globals";
import { environmentVariables } from "./environment-variables.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";

const credentials = { accessKeyId: "a", secretAccessKey: "b", sessionToken: "c", expiration: new Date(0) };
const surroundings = { endpoint: "http://127.0.0.1:4566", xrayDaemon: "127.0.0.1:2000", logStreamName: "s" };
const seenBy = (environment: Record<string, string>): Record<string, string> =>
  // What the function is called and how large it is does not matter here.
  environmentVariables({ environment } as unknown as FunctionConfiguration, credentials, surroundings);

test("the endpoint of a WebSocket API's connections is the gateway's", () => {
  expect(
    seenBy({
      CONNECTIONS_ENDPOINT: "https://abcde12345.execute-api.us-east-1.amazonaws.com/dev",
      WITHOUT_STAGE: "https://abcde12345.execute-api.us-east-1.amazonaws.com",
    }),
  ).toMatchObject({
    CONNECTIONS_ENDPOINT: "http://127.0.0.1:4566/_execute-api/abcde12345/dev",
    WITHOUT_STAGE: "http://127.0.0.1:4566/_execute-api/abcde12345",
  });
});

test("other values stay as the template has them", () => {
  const environment = {
    CLIENTS: "wss://abcde12345.execute-api.us-east-1.amazonaws.com/dev",
    OTHER: "https://abcde12345.execute-api.us-east-1.amazonaws.com.example/dev",
    TEXT: "see https://abcde12345.execute-api.us-east-1.amazonaws.com/dev",
  };
  expect(seenBy(environment)).toMatchObject(environment);
});
