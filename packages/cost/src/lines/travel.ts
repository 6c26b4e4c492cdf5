import type { BillContext, Line } from "../bill-context.ts";

const MINUTES_AN_HOUR = 60;

/** Messages of the chat, and the minutes that its connections stand. */
export function chatLines(bill: BillContext): readonly Line[] {
  if (bill.ofType("AWS::ApiGatewayV2::Api").length === 0) return [];
  const { messages, minutesPerConnection } = bill.workload.chat;
  const minutes = bill.monthly({ connection: minutesPerConnection });
  return [
    bill.line("API Gateway", "messages", { price: "apigateway.message", quantity: bill.monthly(messages) }),
    bill.line("API Gateway", "connections", { price: "apigateway.minute", quantity: minutes }),
  ];
}

/** Browser sessions by processor and memory. */
export function browserLines(bill: BillContext): readonly Line[] {
  if (bill.ofType("AWS::BedrockAgentCore::BrowserCustom").length === 0) return [];
  const { minutes, vcpus, gb, per } = bill.workload.browser;
  const hours = (bill.monthly(per) * minutes) / MINUTES_AN_HOUR;
  return [
    bill.line("AgentCore browser", "processor", { price: "agentcore.vcpu-hour", quantity: hours * vcpus }),
    bill.line("AgentCore browser", "memory", { price: "agentcore.gb-hour", quantity: hours * gb }),
  ];
}

/** Acts by the hour that the agent works. */
export function actLines(bill: BillContext): readonly Line[] {
  if (bill.ofType("AWS::NovaAct::WorkflowDefinition").length === 0) return [];
  const { minutes, per } = bill.workload.act;
  const hours = (bill.monthly(per) * minutes) / MINUTES_AN_HOUR;
  return [bill.line("Nova Act", "acts", { price: "novaact.hour", quantity: hours })];
}
