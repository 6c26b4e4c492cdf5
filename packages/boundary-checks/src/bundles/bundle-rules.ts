/** What may not be in a function's bundle. */
export interface BundleRule {
  readonly id: string;
  readonly says: string;
  /** Functions whose bundles are checked. */
  readonly functions: readonly string[];
  /** Source files that break the rule. */
  readonly sources: readonly RegExp[];
  /** Texts in the code that break the rule, for copies that no path gives away. */
  readonly code: readonly RegExp[];
  /** True if only the SDK's own request handlers may open connections. */
  readonly sdkConnectionsOnly: boolean;
}

/** The rules of the boundary, for what is uploaded. */
export const BUNDLE_RULES: readonly BundleRule[] = [
  {
    id: "NO_MODEL_CLIENT",
    says: "what decides and what acts cannot ask a model",
    functions: ["intake", "decide", "execute", "undo", "migrate"],
    sources: [
      /^node_modules\/@aws-sdk\/client-bedrock/,
      /^packages\/(?:models|embedded-model)\//,
      /^node_modules\/(?:@anthropic-ai|openai|@langchain|ai)\//,
    ],
    code: [/anthropic\.claude|\bclaude-(?:haiku|sonnet|opus)/i, /bedrock-runtime/i, /InvokeModel|ConverseCommand/],
    sdkConnectionsOnly: false,
  },
  {
    id: "NO_INTEGRATION_CLIENT",
    says: "what reads strangers' text, and what a model steers, cannot reach an integration",
    functions: ["sanitise", "recommend", "decide"],
    sources: [
      /\/adapters\/(?:jira|graph|resend|http)\//,
      /^packages\/sandbox\//,
      /^node_modules\/(?:jira\.js|resend|nodemailer|@microsoft|@azure|@atlassian|@aws-sdk\/client-se(?:s|sv2))\//,
    ],
    code: [
      /\/rest\/api\//,
      /\/rest\/agile\//,
      /graph\.microsoft\.com/i,
      /login\.microsoftonline/i,
      /atlassian\.net/i,
      /api\.resend\.com/i,
    ],
    sdkConnectionsOnly: false,
  },
  {
    id: "NO_HTTP_CLIENT",
    says: "what reads strangers' text, and what a model steers, speaks to AWS and to nobody else",
    functions: ["sanitise", "recommend", "decide"],
    sources: [
      /^node_modules\/(?:undici|axios|got|ky|node-fetch|cross-fetch|needle|request|superagent|ws|socket\.io-client)\//,
      /^node_modules\/@smithy\/fetch-http-handler\//,
    ],
    code: [],
    sdkConnectionsOnly: true,
  },
];

/** Files that may open a connection where only the SDK may, and what each connects to. */
export const SDK_CONNECTIONS: readonly { readonly source: RegExp; readonly why: string }[] = [
  { source: /^node_modules\/@smithy\/node-http-handler\//, why: "sends the SDK's signed requests to AWS" },
  { source: /^node_modules\/@smithy\/core\/.*getInstanceMetadataRegion\.js$/, why: "asks the instance for its region" },
  {
    source: /^node_modules\/@smithy\/core\/.*service-error-classification\.js$/,
    why: "knows the message `fetch failed`",
  },
  { source: /^node_modules\/aws-xray-sdk-core\/dist\/lib\//, why: "hands segments to X-Ray's daemon on this machine" },
  {
    source: /^node_modules\/@aws-lambda-powertools\/tracer\/.*ProviderService\.js$/,
    why: "wraps http to trace it, opens none",
  },
];
