import type {
  ActStepInput,
  ActStepOutput,
  ConverseRequest,
  ConverseResponse,
  ModelProvider,
} from "../model-provider.ts";

/** A model in somebody else's hands: the attack tests say what it answers. */
export function puppetProvider(
  converse: (modelId: string, request: ConverseRequest) => ConverseResponse | Promise<ConverseResponse>,
  act?: (input: ActStepInput) => ActStepOutput | Promise<ActStepOutput>,
): ModelProvider {
  return {
    label: "puppet",
    converse: async (modelId, request) => await converse(modelId, request),
    ...(act === undefined ? {} : { act: async (input: ActStepInput) => await act(input) }),
  };
}
