import type { BillContext, Line } from "../bill-context.ts";

/** Tokens of each kind of call, by model. */
export function modelLines(bill: BillContext): readonly Line[] {
  return Object.entries(bill.workload.models).flatMap(([name, { model, inputTokens, outputTokens, per }]) => {
    const calls = bill.monthly(per);
    const input = { price: `bedrock.${model}.input`, quantity: calls * inputTokens };
    const output = { price: `bedrock.${model}.output`, quantity: calls * outputTokens };
    return [
      bill.line("Bedrock", `${name}: input`, input),
      ...(outputTokens === 0 ? [] : [bill.line("Bedrock", `${name}: output`, output)]),
    ];
  });
}

/** Pages of policies that are read. */
export function documentLines(bill: BillContext): readonly Line[] {
  const pages = bill.monthly(bill.workload.documents.pages);
  return [bill.line("Bedrock Data Automation", "pages", { price: "bda.page", quantity: pages })];
}
