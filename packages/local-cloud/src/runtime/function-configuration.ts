/** A function as the runtime needs it: from its template, with its code unpacked. */
export interface FunctionConfiguration {
  readonly functionName: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly handler: string;
  readonly runtime: string;
  readonly description: string;
  /** Seconds. */
  readonly timeout: number;
  /** MB. */
  readonly memorySize: number;
  readonly environment: Readonly<Record<string, string>>;
  /** SHA-256 of the zip, base64, as Lambda gives it. */
  readonly codeSha256: string;
  readonly codeSize: number;
  /** The folder that the zip was unpacked to. */
  readonly taskRoot: string;
  readonly architecture: string;
  readonly tracing: "Active" | "PassThrough";
  readonly logGroupName: string;
  readonly reservedConcurrency?: number;
  readonly lastModified: string;
  /** Where it stands, if in a VPC. */
  readonly vpc?: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] };
}
