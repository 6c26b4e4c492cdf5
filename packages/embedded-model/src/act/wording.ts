/** What forms call the fields that people are asked for; the first word is the one that tasks use. */
const FIELD_WORDS: Readonly<Record<string, RegExp>> = {
  "given name": /\b(?:given|first) names?\b|\bforenames?\b/i,
  "family name": /\b(?:family|last) names?\b|\bsurnames?\b/i,
  email: /\be-?mail(?: address)?\b/i,
  reference: /\breference\b/i,
  phone: /\b(?:tele)?phone(?: number)?\b|\bmobile\b/i,
};

/** How sites and tasks name the pages of a booking. */
const PAGE_WORDS: Readonly<Record<string, RegExp>> = {
  login: /\b(?:sign|log) ?in\b/i,
  trips: /\b(?:my|your) (?:trips|bookings|reservations)\b/i,
  confirmation: /\bconfirm(?:ed|ation)\b|\bbooked\b/i,
  payment: /\bpay(?:ment)?\b/i,
  review: /\breview\b|\bcheck your\b|\bsummary\b/i,
  passenger: /\bpassengers?\b|\btravell?ers?\b|\bwho is (?:travell?ing|flying)\b/i,
  fare: /\bfare details\b|\b(?:your|selected|this) fare\b/i,
  results: /\bresults?\b|\bchoose a (?:fare|flight)\b|\byour flights\b/i,
  search: /\bsearch\b|\bwhere are you going\b|\bfind flights\b/i,
};

export type PageKind = string;

/** The field that a label means: a known one, or the label itself in lower case. */
export function fieldKey(label: string): string {
  for (const [key, words] of Object.entries(FIELD_WORDS)) if (words.test(label)) return key;
  return label.trim().toLowerCase();
}

/** All the words that may stand for known fields, for reading tasks without quotation marks. */
export function fieldLabels(): RegExp {
  return new RegExp(
    `(?:${Object.values(FIELD_WORDS)
      .map(({ source }) => source)
      .join("|")})`,
    "gi",
  );
}

/** The kind of page that words name; undefined where they name none. */
export function pageKindIn(words: string): PageKind | undefined {
  return Object.entries(PAGE_WORDS).find(([, pattern]) => pattern.test(words))?.[0];
}

export function namesPage(kind: PageKind, words: string): boolean {
  return PAGE_WORDS[kind]?.test(words) ?? words.toLowerCase().includes(kind);
}

/** Buttons that go on. */
export const ONWARD = /\b(?:continue|next|go on|proceed|go to|onwards?|forward)\b/i;
/** Buttons that send a form, where none says that it goes on. */
export const SUBMIT = /\b(?:submit|save|confirm|ok|done)\b/i;
/** Links and buttons that open or take something that is offered. */
export const TAKE = /\b(?:view|details|select|choose|book|open|take|pick|reserve)\b/i;
/** What takes a fare, on its own page. */
export const TAKE_FARE = /\b(?:select|choose|book|take|reserve) (?:this |the |your )?(?:fare|flight|offer|trip)\b/i;
/** Buttons that spend money. */
export const PAY =
  /^(?:pay|buy|purchase)\b|\b(?:and pay|place (?:the )?order|complete (?:the )?(?:purchase|payment))\b/i;
/** Never the way onwards. */
export const ASIDE =
  /\b(?:sign|log) ?(?:out|in)\b|\bback\b|\bchange\b|\bedit\b|\bcancel\b|\bsearch\b|\bfilters?\b|\brefine\b|\bdelete\b|\bremove\b|\bhelp\b/i;
