import type { Skin } from "../portal-scenarios.ts";
import { cardSkin } from "./card-skin.ts";
import { columnSkin } from "./column-skin.ts";
import { plainSkin } from "./plain-skin.ts";
import type { SkinKit } from "./skin-kit.ts";

const KITS: Readonly<Record<Skin, SkinKit>> = { 1: plainSkin, 2: cardSkin, 3: columnSkin };

export function kitOf(skin: Skin): SkinKit {
  return KITS[skin];
}
