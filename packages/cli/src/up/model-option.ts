import { AppError } from "@agentic-pm/errors";
import {
  bedrockProvider,
  embeddedProvider,
  type ModelProvider,
  openAiProvider,
  parseOpenAiOption,
} from "@agentic-pm/local-cloud";

/**
 * Who answers for the models: the rules, the real Bedrock, or any OpenAI-compatible server.
 * Throws MODEL_UNKNOWN for anything else.
 */
export function modelProvider(option: string, environment: NodeJS.ProcessEnv): ModelProvider {
  if (option === "embedded") return embeddedProvider();
  if (option === "bedrock") return bedrockProvider({ region: environment["AWS_REGION"] ?? "us-east-1" });
  const parsed = parseOpenAiOption(option);
  if (option.startsWith("openai:") && isHttp(parsed.url)) {
    const apiKey = environment["OPENAI_API_KEY"];
    return openAiProvider({ ...parsed, ...(apiKey === undefined ? {} : { apiKey }) });
  }
  throw new AppError("MODEL_UNKNOWN", {
    cause: `There is no model ${JSON.stringify(option)}.`,
    remedy: "Use --model embedded, --model bedrock, or --model openai:http://127.0.0.1:11434#name.",
  });
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
}
