import * as z from "zod";

const PROPERTY = "agentic-pm";
const Mark = z.object({ actionId: z.string() });

/** A comment's entity properties, where they were asked for. */
export const CommentProperties = z.object({
  properties: z.array(z.object({ key: z.string(), value: z.unknown() })).optional(),
});
type Properties = z.infer<typeof CommentProperties>["properties"];

/** The property by which a comment of ours is known again. */
export function markOf(actionId: string) {
  return { key: PROPERTY, value: { actionId } };
}

/** True if one of the properties is the mark of this action. */
export function marksAction(properties: Properties, actionId: string): boolean {
  return (properties ?? []).some(
    ({ key, value }) => key === PROPERTY && Mark.safeParse(value).data?.actionId === actionId,
  );
}
