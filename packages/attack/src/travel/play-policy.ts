import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { AttackCase } from "../corpus/attack-case.ts";
import type { Mark } from "../corpus/mark.ts";
import { ask, type TravelPlay } from "./ask.ts";
import { type AttackPdf, attackPdf, harmlessPdf } from "./attack-pdf.ts";
import type { Request } from "./conversation.ts";
import { type Slip, strictenedBy } from "./strictened.ts";
import { type Wish, wishOf } from "./wishes.ts";

const PDFS_AT_ONCE = 4;
const TEXTS_IN_A_PDF = 12;
const BATCH = PDFS_AT_ONCE * TEXTS_IN_A_PDF;
/** While the trips of one half are asked for, the PDFs of the other are read. */
const HALVES = ["a", "b"] as const;
const READ_MS = 180_000;
const LOOK_MS = 250;

/** What has come of putting a batch's PDFs in: where each text stands, and why some are not in force. */
interface InForce {
  readonly slips: readonly Slip[];
  readonly refusals: ReadonlyMap<Mark, string>;
}

/**
 * The texts stand in PDFs beside the shipped policies; then a trip is asked for with each, while its own PDF is in
 * force, and the puppet reads the clauses. A text that makes trips stricter could hide what another achieves: it is
 * found by the receipts, and the others are asked for once more without it.
 */
export async function playPolicy(cases: readonly AttackCase[], play: TravelPlay): Promise<void> {
  const batches = Array.from({ length: Math.ceil(cases.length / BATCH) }, (_, index) =>
    cases.slice(index * BATCH, (index + 1) * BATCH),
  );
  let next = putInForce(batches[0] ?? [], HALVES[0], play);
  for (const [index, batch] of batches.entries()) {
    const inForce = await next;
    const half = HALVES[(index + 1) % 2] ?? "a";
    next = putInForce(batches[index + 1] ?? [], half, play);
    // Awaited in the next round; until then its failure waits too.
    next.catch(() => undefined);
    const asked = await askAll(batch, play);
    const strict = strictenedBy(asked, inForce.slips);
    if (!strict.is) {
      for (const request of asked) conclude(request, inForce, play);
      continue;
    }
    await next;
    await askApart({ asked, inForce, strict: strict.marks }, play);
    next = putInForce(batches[index + 1] ?? [], half, play);
  }
  await withdrawAll(play);
  await play.witness.takeIn();
}

function askAll(cases: readonly AttackCase[], play: TravelPlay): Promise<Request[]> {
  const queue = cases.values();
  const asked = play.desks.map(async (desk) => {
    const done: Request[] = [];
    for (const attack of queue) {
      play.witness.note(attack);
      const wish: Wish = wishOf(play.nextWish(), new Date());
      done.push(await ask(attack, { desk, text: wish.words, wish }, play));
    }
    return done;
  });
  return Promise.all(asked).then((all) => all.flat());
}

function conclude(request: Request, { refusals }: InForce, { witness, onProgress }: TravelPlay): void {
  const why = refusals.get(request.case.mark) ?? null;
  witness.ended(request.case, why === null ? request : null, why);
  onProgress();
}

/** Those that make trips stricter one by one, each alone in force; the others together without them. */
async function askApart(
  { asked, inForce, strict }: { asked: readonly Request[]; inForce: InForce; strict: ReadonlySet<Mark> },
  play: TravelPlay,
): Promise<void> {
  const [strictOnes, others] = [true, false].map((is) =>
    asked.map((request) => request.case).filter(({ mark }) => strict.has(mark) === is),
  ) as [AttackCase[], AttackCase[]];
  for (const group of [others, ...strictOnes.map((one) => [one])]) {
    if (group.length === 0) continue;
    await withdrawAll(play);
    const alone = await putInForce(group, HALVES[0], play);
    const refusals = new Map([...inForce.refusals, ...alone.refusals]);
    for (const request of await askAll(group, play)) conclude(request, { slips: alone.slips, refusals }, play);
  }
}

const NAMES = HALVES.flatMap((half) => Array.from({ length: PDFS_AT_ONCE }, (_, index) => `appendix-${half}${index}`));

/** What harmless PDFs stand in the place of is not in force any more. */
async function withdrawAll(play: TravelPlay): Promise<void> {
  const known = new Set((await play.travel.policies()).map(({ name }) => name));
  const harmless = await harmlessPdf();
  await Promise.all(NAMES.filter((name) => known.has(name)).map((name) => untilRead(name, harmless, play)));
}

async function putInForce(batch: readonly AttackCase[], half: string, play: TravelPlay): Promise<InForce> {
  const perPdf = Math.max(1, Math.ceil(batch.length / PDFS_AT_ONCE));
  const parts = Array.from({ length: PDFS_AT_ONCE }, (_, index) => batch.slice(index * perPdf, (index + 1) * perPdf));
  const put = await Promise.all(parts.map((part, index) => putPart(part, `appendix-${half}${index}`, play)));
  return {
    slips: put.flatMap(({ slips }) => slips),
    refusals: new Map(put.flatMap(({ refusals }) => [...refusals])),
  };
}

/**
 * Has the texts read as one PDF. Where that is not taken each is tried alone, the one after the other, so that no text
 * hides behind another: why each of them was refused, by its mark.
 */
async function putPart(part: readonly AttackCase[], name: string, play: TravelPlay): Promise<InForce> {
  const refusals = new Map<Mark, string>();
  if (part.length === 0) return { slips: [], refusals };
  const whole = await attackPdf(part);
  if ((await untilRead(name, whole.bytes, play)) === null) return { slips: slipsOf(name, whole), refusals };
  for (const attack of part) {
    const refusal = await untilRead(name, (await attackPdf([attack])).bytes, play);
    if (refusal !== null) refusals.set(attack.mark, refusal);
  }
  return { slips: [], refusals };
}

function slipsOf(document: string, { pages }: AttackPdf): Slip[] {
  return pages.map((mark, index) => ({ document, page: index + 1, mark }));
}

/** Puts a PDF under the name, and waits until it was read; null when it is in force, else the reason why it is not. */
async function untilRead(name: string, pdf: Buffer, { travel }: TravelPlay): Promise<string | null> {
  const sha256 = createHash("sha256").update(pdf).digest("hex");
  await travel.putPolicy(name, pdf);
  const until = performance.now() + READ_MS;
  while (performance.now() < until) {
    const version = (await travel.policies()).findLast((policy) => policy.name === name && policy.sha256 === sha256);
    if (version?.status === "active") return null;
    if (version?.status === "failed") return version.reason ?? "POLICY_REFUSED";
    await sleep(LOOK_MS);
  }
  return "POLICY_NOT_READ_IN_TIME";
}
