export { diagnoseAccount, type AccountOptions } from "./aws/diagnose-account.ts";
export { type Diagnosis, exitCodeOf, type Verdict } from "./diagnosis.ts";
export { diagnoseLaptop, type LaptopOptions } from "./laptop/diagnose-laptop.ts";
