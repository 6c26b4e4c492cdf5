/** What a rule that AWS or its users publish objects to in one resource of a template. */
export interface RuleObjection {
  /** "AwsSolutions-S1", "CT.LAMBDA.PR.2". */
  readonly rule: string;
  readonly stackName: string;
  readonly logicalId: string;
  /** What the rule demands, in its own words, with the part of the resource where it tells one. */
  readonly demand: string;
}

/** A set of published rules, and what came of asking it. */
export interface RulePack {
  readonly name: string;
  /** How many resources and rules met with an objection. */
  readonly objections: readonly RuleObjection[];
  /** Why it could not be asked on this machine; left out if it was. */
  readonly notAsked?: string;
}
