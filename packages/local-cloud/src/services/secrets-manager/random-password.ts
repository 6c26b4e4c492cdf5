import { randomInt } from "node:crypto";
import { AwsError } from "../../gateway/aws-error.ts";

/** How a password is made, in the words of CloudFormation's GenerateSecretString and of GetRandomPassword. */
export interface PasswordRules {
  readonly PasswordLength?: number | undefined;
  readonly ExcludeCharacters?: string | undefined;
  readonly ExcludeLowercase?: boolean | undefined;
  readonly ExcludeNumbers?: boolean | undefined;
  readonly ExcludePunctuation?: boolean | undefined;
  readonly ExcludeUppercase?: boolean | undefined;
  readonly IncludeSpace?: boolean | undefined;
  readonly RequireEachIncludedType?: boolean | undefined;
}

/** CloudFormation's GenerateSecretString: a password, alone or as one member of a JSON template. */
export interface GenerateSecretString extends PasswordRules {
  readonly SecretStringTemplate?: string;
  readonly GenerateStringKey?: string;
}

const PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/** A password by chance, 32 characters unless told; throws AwsError InvalidParameterException for impossible rules. */
export function randomPassword(rules: PasswordRules = {}): string {
  const excluded = new Set(rules.ExcludeCharacters);
  const kinds = [
    rules.ExcludeLowercase === true ? "" : "abcdefghijklmnopqrstuvwxyz",
    rules.ExcludeUppercase === true ? "" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    rules.ExcludeNumbers === true ? "" : "0123456789",
    rules.ExcludePunctuation === true ? "" : PUNCTUATION,
    rules.IncludeSpace === true ? " " : "",
  ]
    .map((kind) => [...kind].filter((char) => !excluded.has(char)).join(""))
    .filter((kind) => kind !== "");
  const length = rules.PasswordLength ?? 32;
  const requireEach = rules.RequireEachIncludedType ?? true;
  if (kinds.length === 0 || length < 1 || length > 4096 || (requireEach && length < kinds.length)) {
    throw new AwsError("InvalidParameterException", "The password cannot be generated with the given rules.");
  }
  const all = kinds.join("");
  const chars = Array.from({ length }, (_, index) => pick(requireEach ? (kinds[index] ?? all) : all));
  return shuffle(chars).join("");
}

/** What CloudFormation stores for a GenerateSecretString. */
export function generateSecretString(rules: GenerateSecretString): string {
  const password = randomPassword(rules);
  if (rules.SecretStringTemplate === undefined || rules.GenerateStringKey === undefined) return password;
  const template: unknown = JSON.parse(rules.SecretStringTemplate);
  return JSON.stringify({ ...(template as object), [rules.GenerateStringKey]: password });
}

function pick(chars: string): string {
  return chars[randomInt(chars.length)] as string;
}

function shuffle(chars: string[]): string[] {
  for (let index = chars.length - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1);
    [chars[index], chars[other]] = [chars[other] as string, chars[index] as string];
  }
  return chars;
}
