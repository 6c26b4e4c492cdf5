import type { BillContext, Line } from "../bill-context.ts";
import { rowOf } from "../workload.ts";

/** Requests and GB-seconds of each packaged function; its memory stands in the template. */
export function functionLines(bill: BillContext): readonly Line[] {
  return bill.ofType("AWS::Lambda::Function").flatMap(({ properties }) => {
    const fullName = String(properties["FunctionName"]);
    const name = fullName.replace(/^agentic-pm-.+?-(?:dev|staging|production)-/, "");
    const { milliseconds, per } = rowOf(bill.workload.functions, name, "function");
    const calls = bill.monthly(per);
    const gigabytes = Number(properties["MemorySize"] ?? 128) / 1024;
    const seconds = (calls * milliseconds) / 1000;
    return [
      bill.line("Lambda", `${name}: requests`, { price: "lambda.request", quantity: calls }),
      bill.line("Lambda", `${name}: time`, { price: "lambda.gb-second-arm64", quantity: seconds * gigabytes }),
    ];
  });
}

/** Transitions of each standard state machine. */
export function workflowLines(bill: BillContext): readonly Line[] {
  return bill.ofType("AWS::StepFunctions::StateMachine").map(({ properties }) => {
    const name = String(properties["StateMachineName"]).replace(/^agentic-pm-(.+)-[a-z]+$/, "$1");
    const { transitions, per } = rowOf(bill.workload.stateMachines, name, "state machine");
    return bill.line("Step Functions", name, { price: "states.transition", quantity: bill.monthly(per) * transitions });
  });
}
