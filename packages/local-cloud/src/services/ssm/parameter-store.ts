import { join } from "node:path";
import { arn } from "../../gateway/account.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { openDurableMap, type DurableMap } from "../../state/durable-map.ts";

export type ParameterType = "String" | "StringList" | "SecureString";

export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly value: string;
  readonly version: number;
  /** Epoch milliseconds. */
  readonly changedAt: number;
}

export interface NewParameter {
  readonly name: string;
  readonly value: string;
  readonly type?: ParameterType | undefined;
  readonly overwrite?: boolean | undefined;
}

/** A standard parameter holds 4 KB. */
const LONGEST = 4_096;

/** The account's parameters, on disk with mode 0600. */
export class ParameterStore {
  readonly #parameters: DurableMap<Parameter>;

  private constructor(parameters: DurableMap<Parameter>) {
    this.#parameters = parameters;
  }

  static async open(folder: string): Promise<ParameterStore> {
    return new ParameterStore(await openDurableMap<Parameter>(join(folder, "parameters.jsonl")));
  }

  put(parameter: NewParameter): Parameter {
    const known = this.#parameters.get(parameter.name);
    if (known !== undefined && parameter.overwrite !== true) {
      const words =
        "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.";
      throw new AwsError("ParameterAlreadyExists", words);
    }
    if (Buffer.byteLength(parameter.value) > LONGEST) {
      const words = "Standard tier parameters support a maximum parameter value of 4096 characters.";
      throw new AwsError("ValidationException", words);
    }
    const stored: Parameter = {
      name: parameter.name,
      type: parameter.type ?? known?.type ?? "String",
      value: parameter.value,
      version: (known?.version ?? 0) + 1,
      changedAt: Date.now(),
    };
    this.#parameters.put(stored.name, stored);
    return stored;
  }

  find(name: string): Parameter | undefined {
    return this.#parameters.get(nameOf(name));
  }

  remove(name: string): boolean {
    return this.#parameters.remove(nameOf(name));
  }

  /** The parameters under a path, of that level alone or of all below it, by name. */
  under(path: string, recursive: boolean): Parameter[] {
    const prefix = path.endsWith("/") ? path : `${path}/`;
    return [...this.#parameters.values()]
      .filter(({ name }) => name.startsWith(prefix) && (recursive || !name.slice(prefix.length).includes("/")))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  close(): void {
    this.#parameters.close();
  }
}

/** A parameter may be asked for by name or by ARN. */
export function nameOf(reference: string): string {
  return reference.startsWith("arn:")
    ? reference
        .split(":")
        .slice(5)
        .join(":")
        .replace(/^parameter/, "")
    : reference;
}

export function parameterArn(name: string): string {
  return arn("ssm", `parameter${name.startsWith("/") ? "" : "/"}${name}`);
}
