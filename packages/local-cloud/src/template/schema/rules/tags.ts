import type { Rule } from "../objection.ts";
import { certainText, namedTwice, object, objectsOf } from "./objections.ts";

/** Tags of any type that has them as a list. */
export const tagsRule: Rule = ({ properties: { Tags: tags } }) => [
  ...namedTwice(tags, "Tags", "Key"),
  ...objectsOf(tags).flatMap(([index, tag]) =>
    certainText(tag["Key"])?.toLowerCase().startsWith("aws:") === true
      ? [object(`Tags[${index}].Key`, "keys that begin with aws: are AWS's own.", "Rename it.")]
      : [],
  ),
];
