import { actionAmbiguous, actionUnknown } from "./ruling-errors.ts";
import type { RuledAction } from "./ruled-action.ts";
import type { RuledActions } from "./ruling-ports.ts";

const MOST_SHOWN = 5;

/** The one action whose id begins so; `act_` may be left out. Throws ACTION_UNKNOWN and ACTION_AMBIGUOUS. */
export async function findAction(id: string, actions: RuledActions): Promise<RuledAction> {
  const prefix = id.startsWith("act_") ? id : `act_${id}`;
  const ids = /^act_[0-9a-f]{1,32}$/.test(prefix) ? await actions.idsFrom(prefix, MOST_SHOWN) : [];
  if (ids.length > 1) throw actionAmbiguous(id, ids);
  const row = ids[0] === undefined ? null : await actions.find(ids[0]);
  if (row === null) throw actionUnknown(id);
  return row;
}
