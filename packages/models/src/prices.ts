/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/**
 * On-demand prices of the models we call, from Amazon Bedrock's public price list as of 2026-11.
 * List: Haiku 4.5 $1/$5, Sonnet 4.5 $3/$15, Nova 2 Lite $0.30/$2.50 on global profiles; regional and geographic ones ("us.") cost 10 % more.
 */
const LIST_PRICES: Readonly<Record<string, Price>> = {
  "anthropic.claude-haiku-4-5-20251001-v1:0": { input: 1, output: 5 },
  "anthropic.claude-sonnet-4-5-20250929-v1:0": { input: 3, output: 15 },
  "amazon.nova-2-lite-v1:0": { input: 0.3, output: 2.5 },
};
const REGIONAL_PREMIUM = 1.1;

/** The price of a model or inference profile id; undefined for a model without a price, which must not be called. */
export function priceOf(modelId: string): Price | undefined {
  const profile = /^(?:(us|eu|apac|jp|au|global)\.)?(.+)$/.exec(modelId);
  const list = LIST_PRICES[profile?.[2] ?? ""];
  if (list === undefined || profile?.[1] === "global") return list;
  return { input: list.input * REGIONAL_PREMIUM, output: list.output * REGIONAL_PREMIUM };
}

/** What that many tokens cost, in US dollars. */
export function costOf(price: Price, tokens: { readonly input: number; readonly output: number }): number {
  return (price.input * tokens.input + price.output * tokens.output) / 1_000_000;
}
