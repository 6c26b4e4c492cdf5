/** One value or several: the policy language lets a list of one drop its brackets. */
export type OneOrMany<Value> = Value | readonly Value[];

/** Who a resource policy speaks of: everyone (`"*"`), or accounts, roles, sessions, users and services by kind. */
export type PrincipalElement = "*" | Readonly<Record<string, OneOrMany<string>>>;

/** Operator → context key → the values that satisfy it. */
export type ConditionElement = Readonly<Record<string, Readonly<Record<string, OneOrMany<string | number | boolean>>>>>;

/** One statement of a policy, in its raw JSON form. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: OneOrMany<string>;
  readonly Principal?: PrincipalElement;
  readonly NotPrincipal?: PrincipalElement;
  readonly Condition?: ConditionElement;
}

/** A policy in its raw JSON form, as in CloudFormation once every intrinsic function is resolved. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: Statement | readonly Statement[];
}

/** A policy and the name that explanations show for it. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: PolicyDocument;
}

/** Every policy that can speak about a request; all but `identity` may be missing. */
export interface PolicySet {
  readonly identity: readonly NamedPolicy[];
  readonly boundary?: NamedPolicy;
  readonly session?: readonly NamedPolicy[];
  readonly resource?: NamedPolicy;
  /**
   * Service control policies of the principal's account, a list for each level from the organization's root down;
   * left out in the management account, and where there is no organization.
   */
  readonly serviceControl?: readonly (readonly NamedPolicy[])[];
  /** Resource control policies of the resource's account, level by level; only for services that have them. */
  readonly resourceControl?: readonly (readonly NamedPolicy[])[];
}
