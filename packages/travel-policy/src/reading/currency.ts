const FOREIGN = String.raw`(?:EUR|GBP|CAD|AUD|NZD|SGD|HKD|TWD|MXN|CHF|JPY|CNY|RMB|INR|SEK|NOK|DKK|PLN|CZK|HUF|KRW|BRL|ZAR|AED|SAR|QAR|ILS|THB|MYR|IDR|PHP|VND|COP|CLP|ARS|JMD|BBD|TTD|BSD|KYD|XCD|BZD|FJD|NAD|LRD|CA\$|C\$|AU\$|A\$|NZ\$|S\$|HK\$|NT\$|R\$|MX\$|J\$|[€£¥₹₩₪฿]|euros?|(?:pounds? )?sterling|British pounds?|UK pounds?|(?:Canadian|Australian|New Zealand|Singapore(?:an)?|Hong Kong|Taiwan(?:ese)?|Jamaican|Barbad\w+|Bahamian|Fiji(?:an)?|Namibian|Liberian|Belize) (?:dollars?|\$|currency|funds)|Swiss francs?|yen|yuan|renminbi|(?:Indian )?rupees?|(?:Mexican )?pesos?|kron(?:a|or|e|er)|zloty|rand|reais|dirhams?|shekels?|(?:local|home) currency)`;
const NAMED = new RegExp(String.raw`(?<![\p{L}\d$])${FOREIGN}(?![\p{L}\d])`, "giu");
/** An amount with its own currency says nothing of others: "EUR 900", "900 Canadian dollars". */
const WITH_AMOUNT = new RegExp(
  String.raw`(?<![\p{L}\d$])${FOREIGN}\s?\d[\d.,]*|\d[\d.,]*\s?${FOREIGN}(?![\p{L}\d])`,
  "giu",
);
const OF_AMOUNTS =
  /\b(?:amounts?|figures?|limits?|prices?|(?:air)?fares?|values?|sums?|costs?|budgets?|caps?|ceilings?|rates?|thresholds?|dollars?|expenses?|currency|currencies|numbers|allowances?|everything|money|monetary)\b|\$/iu;
/** Fares in euros "are converted" says that amounts are in something else; amounts that "are stated in euros" are in euros. */
const CONVERTS = /\b(?:convert\w*|exchang\w*|translat\w*)\b/iu;
const IS_IN = new RegExp(
  String.raw`\b(?:is|are|be|means?|denotes?|refers? to)\b(?:(?!convert|exchang|translat)[^.]){0,40}?(?<![\p{L}\d$])${FOREIGN}(?![\p{L}\d])`,
  "iu",
);
/** "All dollar figures are Canadian." */
const DOLLARS_ARE =
  /(?:\bdollars?\b|\$).*\b(?:is|are|means?)\b.*\b(?:Canadian|Australian|New Zealand|Singapore|Hong Kong|Taiwanese|Jamaican|not (?:US|U\.S|American))\b/iu;
const US_DOLLARS = /\bUSD\b|\bUS\s?\$|\bU\.S\. ?(?:dollars|\$)|\b(?:US|United States) dollars\b/iu;

/** Whether a sentence, a heading or a note says that amounts are in another currency than US dollars. */
export function statesOtherCurrency(text: string): boolean {
  const words = text.replaceAll(WITH_AMOUNT, "#");
  if (DOLLARS_ARE.test(words)) return true;
  const others = words.replaceAll(NAMED, "#");
  return others !== words && OF_AMOUNTS.test(others) && (!CONVERTS.test(words) || IS_IN.test(words));
}

/** Whether a text says itself that its amounts are in US dollars. "$" alone does not. */
export function namesUsDollars(text: string): boolean {
  return US_DOLLARS.test(text);
}
