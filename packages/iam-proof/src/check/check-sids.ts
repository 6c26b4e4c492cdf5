import { type Finding, objectTo } from "../finding.ts";
import { type PolicyUse, statementsOf } from "../policy-uses.ts";

/** Every statement that grants has a Sid that no other of the same role or policy has: explanations go by it. */
export function checkSids(policies: readonly PolicyUse[]): readonly Finding[] {
  const seen = new Set<string>();
  return policies
    .filter(({ effect }) => effect === "grants")
    .flatMap((use) =>
      statementsOf(use.document).flatMap(({ Sid: sid }, index) => {
        const property = `${use.property}.Statement[${index}].Sid`;
        const about = { role: use.owner, property };
        if (sid === undefined || sid === "") {
          const cause = `A statement of ${use.owner} has no Sid, so no decision can name it.`;
          const remedy = "Give it a Sid that says what the permission is for, such as ReadRawSignalToSanitise.";
          return [objectTo(use.resource, { ...about, kind: "sid-missing", cause, remedy })];
        }
        const key = `${use.owner} ${sid}`;
        if (!seen.has(key)) {
          seen.add(key);
          return [];
        }
        const cause = `${use.owner} has two statements called ${sid}.`;
        const remedy = "Rename one of them after what it alone is for.";
        return [objectTo(use.resource, { ...about, sid, kind: "sid-twice", cause, remedy })];
      }),
    );
}
