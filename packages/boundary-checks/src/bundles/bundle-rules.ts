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

/** What reads strangers' text, and what a model steers or stands beside. */
const READERS = ["sanitise", "recommend", "sanitise-request", "embed-and-retrieve", "reason-and-plan", "index-policy"];
/** What takes employees' messages in and gives them answers. */
const GATEWAY = ["authorizer", "connection-manager", "response-sender", "session-ender"];
/** What speaks to the travel portal: two over its public list of fares, two in a browser. */
const PORTAL_API = ["search-options", "re-quote"];
const PORTAL_BROWSER = ["portal-login", "booking-executor"];
const EXECUTOR = ["intake", "decide", "execute", "undo"];
/** What makes the schema, and what renews the passwords of Graph's applications. */
const PLATFORM = ["migrate", "rotate-graph-secret", "rotate-graph-reader"];
/** What ends a booking whose stage failed. */
const CLOSER = "close-booking";

/** The rules of the boundary, for what is uploaded. */
export const BUNDLE_RULES: readonly BundleRule[] = [
  {
    id: "NO_MODEL_CLIENT",
    says: "what decides and what acts cannot ask a model",
    functions: [...EXECUTOR, ...PLATFORM, ...GATEWAY, ...PORTAL_API, ...PORTAL_BROWSER, CLOSER],
    sources: [
      /^node_modules\/@aws-sdk\/client-bedrock(?!-agentcore\/)/,
      /^packages\/(?:models|embedded-model)\//,
      /^node_modules\/(?:@anthropic-ai|openai|@langchain|ai)\//,
    ],
    code: [
      /anthropic\.claude|\bclaude-(?:haiku|sonnet|opus)|amazon\.nova-/i,
      /bedrock-runtime/i,
      /InvokeModel|ConverseCommand/,
    ],
    sdkConnectionsOnly: false,
  },
  {
    id: "NO_ACT_MODEL",
    says: "a model that works pages is asked by booking-executor alone, which has no secret",
    functions: [...PLATFORM, ...READERS, ...EXECUTOR, ...GATEWAY, ...PORTAL_API, "portal-login", CLOSER],
    sources: [/\/adapters\/nova-act\//, /^node_modules\/@aws-sdk\/client-nova-act\//],
    code: [/nova-act(?!-id)/, /InvokeActStep/],
    sdkConnectionsOnly: false,
  },
  {
    id: "NO_BROWSER",
    says: "a browser is worked by portal-login and booking-executor alone",
    functions: [...PLATFORM, ...READERS, ...EXECUTOR, ...GATEWAY, ...PORTAL_API, CLOSER],
    sources: [
      /\/adapters\/browser\//,
      /^node_modules\/(?:playwright|playwright-core|puppeteer|puppeteer-core|@sparticuz|chrome-remote-interface)\//,
      /^node_modules\/@aws-sdk\/client-bedrock-agentcore\//,
    ],
    code: [/connectOverCDP/, /ConnectBrowserAutomationStream|StartBrowserSession/],
    sdkConnectionsOnly: false,
  },
  {
    id: "NO_SECRETS_CLIENT",
    says: "who works the portal's pages with a model, or says what a workflow tells it to, can ask for no secret",
    functions: ["booking-executor", "response-sender", "session-ender", CLOSER],
    sources: [/^node_modules\/@aws-sdk\/client-secrets-manager\//, /^packages\/secrets\//],
    code: [/GetSecretValue/],
    sdkConnectionsOnly: false,
  },
  {
    id: "NO_INTEGRATION_CLIENT",
    says: "what reads strangers' text, and what a model steers, cannot reach an integration",
    functions: [...READERS, "decide", ...GATEWAY, CLOSER],
    sources: [
      /\/adapters\/(?:jira|graph|resend|http|portal|browser|nova-act)\//,
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
    functions: [...READERS, "decide", ...GATEWAY, CLOSER],
    sources: [
      /^node_modules\/(?:undici|axios|got|ky|node-fetch|cross-fetch|needle|request|superagent|ws|socket\.io-client)\//,
      /^node_modules\/@smithy\/fetch-http-handler\//,
      // Of Clerk's package, what checks a token's signature; its client that asks Clerk is elsewhere.
      /^node_modules\/@clerk\/backend\/src\/(?!jwt\/|runtime\.ts|errors\.ts|util\/rfc4648\.ts)/,
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
  {
    source: /^node_modules\/@clerk\/backend\/src\/runtime\.ts$/,
    why: "binds fetch for the client that asks Clerk, which may not be in the bundle",
  },
];
