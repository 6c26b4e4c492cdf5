const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u));

const HOPING = words("hope hoping trust");
const HOPED_OF = words("you your youre youve this that the all everyone everybody everything things its it");
/** All that a wish for somebody's health, week or weather is made of. A clause with any other word is none. */
const WISHED = words(
  `you your youre youve this that the all everyone everybody everything things its it is are was were been be finds email mail
  message note team and a an so far well fine good great nice lovely wonderful pleasant relaxing restful happy healthy safe warm dry
  cool cosy cozy doing keeping staying having had have enjoyed enjoying getting going start to of in at with on weekend week day
  morning afternoon evening holiday holidays break summer winter spring autumn year monday tuesday wednesday thursday friday
  health spirits side end`,
);
const LONGEST = 18;
const ENDS = words(". , ! ? ;");

/**
 * "I hope you are all keeping well": how many words from this one on only wish somebody well, to the end of their clause; 0 where
 * they do not.
 */
export function wellWishAt(keyAt: (ahead: number) => string): number {
  const lead = keyAt(0) === "i" || keyAt(0) === "we" ? 1 : 0;
  if (!HOPING.has(keyAt(lead)) || !HOPED_OF.has(keyAt(lead + 1))) return 0;
  let length = lead + 1;
  while (length < LONGEST && WISHED.has(keyAt(length))) length += 1;
  return ENDS.has(keyAt(length)) || keyAt(length) === "" ? length : 0;
}
