/** An action that AWS's published data knows on fewer resources than its own guides grant it on. */
export interface ResourceException {
  readonly action: string;
  /** A pattern of the ARNs that the guide grants. */
  readonly arn: string;
  readonly why: string;
}

const BROWSER = "arn:*:bedrock-agentcore:*:*:browser-custom/*";
const GUIDE =
  "The authorization reference lists no resource type, AgentCore's developer guide grants it on the browser's ARN; " +
  "the narrower of the two is written, and a first deploy has to show that it is enough.";

/** Where the data and the guides differ, and what was decided. */
export const RESOURCE_EXCEPTIONS: readonly ResourceException[] = [
  { action: "bedrock-agentcore:connectbrowserautomationstream", arn: BROWSER, why: GUIDE },
  { action: "bedrock-agentcore:connectbrowserliveviewstream", arn: BROWSER, why: GUIDE },
];
