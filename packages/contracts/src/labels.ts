import * as z from "zod";

/** Where a value came from. */
export const Source = z.enum([
  "operator",
  "registry",
  "employee_chat",
  "jira_field",
  "jira_text",
  "mail_envelope",
  "mail_body",
  "policy_pdf",
  "model",
]);
export type Source = z.infer<typeof Source>;

const TRUSTED: ReadonlySet<Source> = new Set<Source>(["operator", "registry"]);

/** Who may read a value: everyone, or the named audiences ("project:ATLAS", "mailbox:pmo", "person:…"). */
export const Readers = z.union([z.literal("everyone"), z.array(z.string().min(1).max(200)).max(64)]);
export type Readers = z.infer<typeof Readers>;

/** Origin and audience on their own, as they travel between functions beside hashes of the content. */
export const Labels = z.strictObject({ provenance: z.array(Source).min(1).max(9).readonly(), readers: Readers });
export type Labels = z.infer<typeof Labels>;

/** A value with its origin and its audience. Labels are set by code and never read from a model's output. */
export interface Labelled<Value> {
  readonly value: Value;
  readonly provenance: readonly Source[];
  readonly readers: Readers;
}

/** Zod schema of a labelled value. */
export function labelled<Schema extends z.ZodType>(value: Schema) {
  return z.strictObject({ value, provenance: z.array(Source).min(1).max(9).readonly(), readers: Readers });
}

/** Labels a value that has one origin. */
export function label<Value>(value: Value, source: Source, readers: Readers = "everyone"): Labelled<Value> {
  return { value, provenance: [source], readers };
}

/** A new value made from labelled ones: the union of their origins, the intersection of their readers. */
export function derive<Value>(value: Value, from: readonly Labelled<unknown>[], via?: Source): Labelled<Value> {
  return { value, ...joinLabels(from, via) };
}

/** The labels of what is made from all of these: the union of their origins, the intersection of their readers. */
export function joinLabels(from: readonly Labels[], via?: Source): Labels {
  const provenance = new Set<Source>(from.flatMap((input) => input.provenance));
  if (via !== undefined) provenance.add(via);
  return { provenance: [...provenance].sort(), readers: commonReaders(from.map((input) => input.readers)) };
}

/** True when every origin of the value is trusted (operator, registry). */
export function isTrusted(input: Labelled<unknown>): boolean {
  return input.provenance.length > 0 && input.provenance.every((source) => TRUSTED.has(source));
}

/** The readers that all of the lists allow. */
export function commonReaders(lists: readonly Readers[]): Readers {
  return lists.reduce<Readers>((common, readers) => {
    if (common === "everyone") return readers;
    if (readers === "everyone") return common;
    return common.filter((reader) => readers.includes(reader));
  }, "everyone");
}

/** True when everyone in the audience may read the value. An empty reader list lets nobody read. */
export function mayBeReadBy(readers: Readers, audience: Readers): boolean {
  if (readers === "everyone") return true;
  if (audience === "everyone") return false;
  return audience.every((member) => readers.includes(member));
}
