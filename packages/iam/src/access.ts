/** Who asks. */
export interface Principal {
  /** The user's, role's or session's ARN; for a federated identity, its provider's. */
  readonly arn: string;
  /** Empty for a request that nobody signed. */
  readonly accountId: string;
  /** The role's ARN when `arn` is an assumed-role session. */
  readonly roleArn?: string;
  /** The service's name, such as `states.amazonaws.com`, when an AWS service itself asks. */
  readonly service?: string;
  /** The account's canonical user id, which S3's policies may name instead of an ARN. */
  readonly canonicalUserId?: string;
}

/** What a request says of one key. Numbers and booleans stand for their texts. */
export type ContextInput = string | number | boolean | readonly (string | number | boolean)[];

/** One question: may this principal do this to that? */
export interface AccessRequest {
  readonly principal: Principal;
  /** `service:Action`, such as `dynamodb:PutItem`; case does not matter. */
  readonly action: string;
  /** The resource's full ARN, or `*` for an action without a resource type. */
  readonly resource: string;
  /** The account that owns the resource; read from the ARN, else the principal's, when left out. */
  readonly resourceAccountId?: string;
  /** The request's condition keys; case does not matter, and the evaluator adds none of its own. */
  readonly context: Readonly<Record<string, ContextInput>>;
  /**
   * True where identity policies count only if the resource policy lets the account in.
   * Left out: true for actions on KMS keys and for assuming roles, false otherwise.
   */
  readonly resourcePolicyIsRequired?: boolean;
}

/** Which kind of policy decided, or was missing an Allow. */
export type PolicyKind = "identity" | "boundary" | "session" | "resource" | "serviceControl" | "resourceControl";

/** The statement that came closest to allowing a request, and what kept it from doing so. */
export interface NearestStatement {
  readonly sid: string;
  readonly policy: string;
  readonly why: string;
}

/** The answer, with the statement behind it. */
export interface Decision {
  readonly allowed: boolean;
  readonly outcome: "Allow" | "ExplicitDeny" | "ImplicitDeny";
  /** The deciding statement: its Sid, or `Statement[n]` when it has none. Missing on an implicit deny. */
  readonly sid?: string;
  /** The deciding policy; on an implicit deny, the policy that had to allow and did not, when it is one. */
  readonly policy?: string;
  readonly kind?: PolicyKind;
  /** One sentence for a person. */
  readonly reason: string;
  /** On an implicit deny only, and only when some statement speaks of the same service. */
  readonly nearest?: NearestStatement | undefined;
}
