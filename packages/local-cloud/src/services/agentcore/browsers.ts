import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { arn } from "../../gateway/account.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { openDurableMapSync, type DurableMap } from "../../state/durable-map.ts";

/** The browser that AWS keeps for everybody. */
export const MANAGED_BROWSER = "aws.browser.v1";

/** A browser of AWS::BedrockAgentCore::BrowserCustom. */
export interface CustomBrowser {
  readonly browserId: string;
  readonly name: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

const NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,47}$/;

/** The browsers that sessions can be started of. */
export class Browsers {
  readonly #custom: DurableMap<CustomBrowser>;

  constructor(dataDir: string) {
    this.#custom = openDurableMapSync<CustomBrowser>(join(dataDir, "browsers.jsonl"));
  }

  /** Makes a browser, or finds the one of that name. @throws AwsError ValidationException. */
  create(name: string, now: number): CustomBrowser {
    if (!NAME.test(name)) {
      throw new AwsError(
        "ValidationException",
        `Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ${NAME.source}`,
      );
    }
    const known = [...this.#custom.values()].find((browser) => browser.name === name);
    if (known !== undefined) return known;
    const browser = { browserId: `${name}-${randomBytes(5).toString("hex")}`, name, createdAt: now };
    this.#custom.put(browser.browserId, browser);
    return browser;
  }

  delete(browserId: string): void {
    this.#custom.remove(browserId);
  }

  /** @throws AwsError ResourceNotFoundException. */
  require(browserId: string): void {
    if (browserId === MANAGED_BROWSER || this.#custom.has(browserId)) return;
    throw new AwsError("ResourceNotFoundException", `Browser not found with identifier: ${browserId}`, { status: 404 });
  }

  close(): void {
    this.#custom.close();
  }
}

/** The ARN that permissions name. */
export function browserArn(browserId: string): string {
  return browserId === MANAGED_BROWSER
    ? arn("bedrock-agentcore", `browser/${browserId}`, { account: "aws" })
    : arn("bedrock-agentcore", `browser-custom/${browserId}`);
}
