import { z } from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import { jsonOperation, type JsonOperation } from "../../gateway/json-module.ts";
import type { Ask } from "../../gateway/service-module.ts";
import { nameOf, parameterArn, type Parameter, type ParameterStore } from "./parameter-store.ts";

const Name = z.string().min(1).max(2048);
const WithDecryption = z.boolean().optional().default(false);
const PUT = z.object({
  Name,
  Value: z.string(),
  Type: z.enum(["String", "StringList", "SecureString"]).optional(),
  Overwrite: z.boolean().optional().default(false),
});
const BY_PATH = z.object({
  Path: z.string().startsWith("/"),
  Recursive: z.boolean().optional().default(false),
  WithDecryption,
  MaxResults: z.int().min(1).max(10).optional().default(10),
  NextToken: z.string().optional(),
});

/** GetParameter, GetParameters, GetParametersByPath, PutParameter and DeleteParameter. */
export function parameterOperations(store: ParameterStore): Record<string, JsonOperation> {
  return {
    GetParameter: jsonOperation(z.object({ Name, WithDecryption }), {
      asks: (input) => [ask("GetParameter", input.Name)],
      run: (input) => {
        const parameter = store.find(input.Name);
        if (parameter === undefined) throw notFound(input.Name);
        return { Parameter: shown(parameter, input.WithDecryption) };
      },
    }),
    GetParameters: jsonOperation(z.object({ Names: z.array(Name).min(1).max(10), WithDecryption }), {
      asks: (input) => input.Names.map((name) => ask("GetParameters", name)),
      run: (input) => {
        const found = input.Names.map((name) => ({ name, parameter: store.find(name) }));
        return {
          Parameters: found.flatMap(({ parameter }) => (parameter ? [shown(parameter, input.WithDecryption)] : [])),
          InvalidParameters: found.filter(({ parameter }) => parameter === undefined).map(({ name }) => name),
        };
      },
    }),
    GetParametersByPath: jsonOperation(BY_PATH, {
      asks: (input) => [
        {
          ...ask("GetParametersByPath", input.Path.replace(/(.)\/$/, "$1")),
          context: { "ssm:Recursive": String(input.Recursive) },
        },
      ],
      run: (input) => {
        const found = store.under(input.Path, input.Recursive);
        const start = Number(input.NextToken ?? 0);
        const end = start + input.MaxResults;
        return {
          Parameters: found.slice(start, end).map((parameter) => shown(parameter, input.WithDecryption)),
          ...(end < found.length ? { NextToken: String(end) } : {}),
        };
      },
    }),
    PutParameter: jsonOperation(PUT, {
      asks: (input) => [{ ...ask("PutParameter", input.Name), context: { "ssm:Overwrite": String(input.Overwrite) } }],
      run: (input) => {
        const stored = store.put({
          name: input.Name,
          value: input.Value,
          type: input.Type,
          overwrite: input.Overwrite,
        });
        return { Version: stored.version, Tier: "Standard" };
      },
    }),
    DeleteParameter: jsonOperation(z.object({ Name }), {
      asks: (input) => [ask("DeleteParameter", input.Name)],
      run: (input) => {
        if (!store.remove(input.Name)) throw notFound(input.Name);
        return {};
      },
    }),
  };
}

function ask(operation: string, reference: string): Ask {
  return { action: `ssm:${operation}`, resource: parameterArn(nameOf(reference)) };
}

function shown(parameter: Parameter, withDecryption: boolean): Record<string, unknown> {
  const hidden = parameter.type === "SecureString" && !withDecryption;
  return {
    Name: parameter.name,
    Type: parameter.type,
    // AWS answers the ciphertext; its form is opaque to every client.
    Value: hidden
      ? Buffer.from(`encrypted:${parameter.name}:${parameter.version}`).toString("base64")
      : parameter.value,
    Version: parameter.version,
    LastModifiedDate: parameter.changedAt / 1_000,
    ARN: parameterArn(parameter.name),
    DataType: "text",
  };
}

function notFound(name: string): AwsError {
  return new AwsError("ParameterNotFound", `Parameter ${name} not found.`);
}
