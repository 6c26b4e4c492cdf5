import type { SenderCase, TamperedCase } from "./attack-case.ts";

/** What happens to actions between decision and effect. */
export const TAMPERING: readonly TamperedCase[] = [
  {
    from: "tampering",
    id: "old-policy",
    line: "old policy version",
    change: { approvalUnderPolicy: "policy-0000000000000000" },
    stoppedBy: "APPROVAL_NOT_BOUND",
  },
  {
    from: "tampering",
    id: "foreign-approval",
    line: "replayed approval",
    change: { approvalOfAnotherCommand: true },
    stoppedBy: "APPROVAL_NOT_BOUND",
  },
  {
    from: "tampering",
    id: "executed-twice",
    line: "replayed approval",
    change: { executedTwice: true },
    stoppedBy: "ACTION_EXECUTED",
  },
  {
    from: "tampering",
    id: "other-recipient",
    line: "arguments changed after approval",
    change: { inCommand: ["gus@partner.example", "x@evil.example"] },
    stoppedBy: "COMMAND_ALTERED",
  },
  {
    from: "tampering",
    id: "other-text",
    line: "arguments changed after approval",
    change: { inCommand: ["The vendor is late.", "Pay at once."] },
    stoppedBy: "COMMAND_ALTERED",
  },
  {
    from: "tampering",
    id: "duplicate-key",
    line: "duplicate JSON keys",
    change: { inCommand: ["{", '{"tier":"T1",'] },
    stoppedBy: "COMMAND_ALTERED",
  },
  {
    from: "tampering",
    id: "status-forged",
    line: "forged marks",
    change: { status: "ready" },
    stoppedBy: "EXTERNAL_RECIPIENT",
  },
];

/** Senders who look like Ada, ada@northwind.example, of the company northwind.example. */
export const SENDERS: readonly SenderCase[] = [
  { from: "sender", id: "display-name", line: "display-name spoofing", name: "Ada", address: "ada@evil.example" },
  {
    from: "sender",
    id: "address-as-name",
    line: "display-name spoofing",
    name: "ada@northwind.example",
    address: "a@evil.example",
  },
  { from: "sender", id: "lookalike", line: "look-alike domains", name: "Ada", address: "ada@northvvind.example" },
  {
    from: "sender",
    id: "lookalike-cyrillic",
    line: "look-alike domains",
    name: "Ada",
    address: "аda@northwind.example",
  },
  {
    from: "sender",
    id: "lookalike-punycode",
    line: "look-alike domains",
    name: "Ada",
    address: "ada@xn--nrthwind-h0a.example",
  },
  {
    from: "sender",
    id: "subdomain",
    line: "look-alike domains",
    name: "Ada",
    address: "ada@northwind.example.evil.example",
  },
  { from: "sender", id: "suffix", line: "look-alike domains", name: "Ada", address: "ada@mynorthwind.example" },
  {
    from: "sender",
    id: "two-at",
    line: "look-alike domains",
    name: "Ada",
    address: "x@evil.example@northwind.example",
  },
  { from: "sender", id: "plus", line: "look-alike domains", name: "Ada", address: "ada+x@northwind.example" },
];
