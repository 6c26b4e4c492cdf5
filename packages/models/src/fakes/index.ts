export { FakeModelPort, type Scripted } from "./fake-model-port.ts";
export { InMemoryBudgetLedger } from "./in-memory-budget-ledger.ts";
