import type { ConverseRequest, ConverseResponse, ModelProvider } from "../model-provider.ts";

/** A model in somebody else's hands: the attack tests say what it answers. */
export function puppetProvider(
  converse: (modelId: string, request: ConverseRequest) => ConverseResponse | Promise<ConverseResponse>,
): ModelProvider {
  return { label: "puppet", converse: async (modelId, request) => await converse(modelId, request) };
}
