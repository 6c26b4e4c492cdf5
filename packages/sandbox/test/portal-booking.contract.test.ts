import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Skin } from "../src/index.ts";
import { factOf, formTo, formsOf, PortalBrowser, tableOf } from "./portal-browser.ts";
import { ADA, faresOf, paymentOf, reviewOf, signedIn, someFare, TODAY, TRIP } from "./portal-trip.ts";
import { runSandbox, type RunningSandbox } from "./sandbox-client.ts";

let running: RunningSandbox;
beforeAll(async () => {
  running = await runSandbox({ seed: "empty", clock: () => TODAY });
});
afterAll(() => running.stop());
beforeEach(() => running.sandbox.portal.scenarios.reset());

const bookings = async () => (await running.sandbox.effects()).filter(({ kind }) => kind === "booking.created");

describe("a booking", () => {
  test.each([1, 2, 3] as const)(
    "goes from the search to the confirmation by forms alone in skin %d",
    async (skin: Skin) => {
      const { sandbox } = running;
      sandbox.portal.scenarios.skin(skin);
      const browser = await signedIn(sandbox);
      const search = await browser.get(`/search?from=BOS&to=ORD&depart=${TRIP.depart}&return=${TRIP.return}`);
      const results = await browser.submit(formTo(search, "/results"));
      expect([results.status, results.place]).toEqual([200, expect.stringMatching(/^\/results\?/)]);
      const links = [...results.html.matchAll(/href="(\/fares\/[\w-]+)"/g)].map(([, href = ""]) => href);
      expect(links).toHaveLength(20);
      const fareId = links[0]?.slice("/fares/".length) ?? "";
      const fare = (await faresOf(sandbox)).find((each) => each.fareId === fareId);

      const farePage = await browser.get(`/fares/${fareId}`);
      const passenger = await browser.submit(formTo(farePage, `/fares/${fareId}`));
      expect(passenger.place).toMatch(/^\/checkout\/\w+\/passenger$/);
      const form = formTo(passenger, passenger.place);
      const label = (pattern: RegExp) => Object.keys(form.labels).find((each) => pattern.test(each)) ?? "";
      const review = await browser.submit(form, {
        [label(/given name|first name|forename/i)]: "Ada",
        [label(/family name|surname|last name/i)]: "Example",
        [label(/e-?mail/i)]: ADA.email,
        [label(/reference/i)]: `bkg_skin${skin}`,
      });
      expect(review.place).toMatch(/\/review$/);
      expect(factOf(review, /^total/i)).toBe(`$${((fare?.totalCents ?? 0) / 100).toFixed(2)}`);
      for (const text of ["Ada Example", ADA.email, `bkg_skin${skin}`]) expect(review.text).toContain(text);
      for (const each of [...(fare?.outbound ?? []), ...(fare?.inbound ?? [])]) {
        expect(review.text).toContain(each.flight);
        expect(review.html).toContain(`<time datetime="${each.departs.slice(0, 16)}">`);
      }

      const payment = await browser.submit(formTo(review, review.place));
      const pay = formTo(payment, payment.place);
      expect([pay.button, Object.keys(pay.values)]).toEqual(["Pay now", ["csrf"]]);
      expect(await bookings()).toHaveLength(skin - 1);
      const confirmation = await browser.submit(pay);
      expect(confirmation.place).toMatch(/\/confirmation$/);
      const number = factOf(confirmation, /^confirmation number$/i);
      expect(number).toMatch(/^[A-Z0-9]{6}$/);

      const booked = (await bookings()).at(-1);
      expect(booked).toMatchObject({
        vendor: "portal",
        target: number,
        detail: {
          confirmationNumber: number,
          reference: `bkg_skin${skin}`,
          fareId,
          passenger: ADA,
          flights: { outbound: fare?.outbound, inbound: fare?.inbound },
          totalCents: fare?.totalCents,
          account: sandbox.portal.username,
        },
      });
      expect(sandbox.portal.trips()[0]).toEqual(booked?.detail);
      const [head = [], row = []] = tableOf(await browser.get("/trips"), "My trips");
      const cell = (name: RegExp) => row[head.findIndex((each) => name.test(each))];
      expect([cell(/confirmation number/i), cell(/reference/i), cell(/passenger|traveller/i)]).toEqual([
        number,
        `bkg_skin${skin}`,
        "Ada Example",
      ]);
      expect([cell(/total/i), cell(/status/i)]).toEqual([factOf(review, /^total/i), "Confirmed"]);
      expect(cell(/flights/i)).toContain(fare?.outbound[0]?.flight);
    },
  );

  test("can be searched for with filters, in order and page by page, without a script", async () => {
    const browser = new PortalBrowser(running.sandbox.portal);
    const results = await browser.get(`/results?${new URLSearchParams({ ...TRIP, to: "Chicago" })}`);
    const filtered = await browser.submit(formTo(results, "/results"), {
      stops: "0",
      airline: "UA",
      sort: "departure",
    });
    const fares = await faresOf(running.sandbox, { to: "CHI", stops: "0", airline: "UA", sort: "departure" });
    const links = ({ html }: { html: string }) =>
      [...html.matchAll(/href="\/fares\/([\w-]+)"/g)].map(([, fareId]) => fareId);
    expect([fares.length > 3, links(filtered)]).toEqual([true, fares.slice(0, 20).map(({ fareId }) => fareId)]);
    const more = /href="(\/results\?[^"]+)">More fares/.exec(results.html)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const second = await browser.get(more);
    const all = (await faresOf(running.sandbox, { to: "CHI" })).map(({ fareId }) => fareId);
    expect([...links(results), ...links(second)]).toEqual(all.slice(0, 40));
    const refused = await browser.get(`/results?${new URLSearchParams({ ...TRIP, to: "BOS", passengers: "10" })}`);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain("Choose two different cities.");
    expect(formTo(refused, "/results").values).toMatchObject({ depart: TRIP.depart, passengers: "10" });
  });

  test("is made once, however often and at once the button is pressed", async () => {
    const browser = await signedIn(running.sandbox);
    const { fareId } = await someFare(running.sandbox);
    const payment = await paymentOf(browser, fareId, "bkg_once");
    const pay = formTo(payment, payment.place);
    const pages = await Promise.all(Array.from({ length: 6 }, () => browser.submit(pay)));
    const again = await browser.submit(pay);
    const numbers = [...pages, again].map((page) => factOf(page, /^confirmation number$/i));
    expect(new Set(numbers).size).toBe(1);
    expect((await bookings()).filter(({ detail }) => detail["reference"] === "bkg_once")).toHaveLength(1);
    // Whoever goes back sees the confirmation, and no form to pay.
    const back = await browser.get(payment.place);
    expect(back.place).toMatch(/\/confirmation$/);
    expect(formsOf(back).filter(({ action }) => action.startsWith("/checkout"))).toEqual([]);
  });

  test("cannot skip the passenger or the review", async () => {
    const browser = await signedIn(running.sandbox);
    const { fareId } = await someFare(running.sandbox);
    const before = await bookings();
    const fare = await browser.get(`/fares/${fareId}`);
    const passenger = await browser.submit(formTo(fare, `/fares/${fareId}`));
    const csrf = formTo(passenger, passenger.place).values["csrf"] ?? "";
    const at = passenger.place.replace("passenger", "");
    expect((await browser.post(`${at}payment`, { csrf })).place).toBe(`${at}passenger`);
    await browser.submit(formTo(passenger, passenger.place), ADA);
    expect((await browser.post(`${at}payment`, { csrf })).place).toBe(`${at}review`);
    expect((await browser.post(`${at}review`, { csrf, totalCents: "1" })).place).toBe(`${at}review`);
    expect((await browser.get(`${at}confirmation`)).place).toBe(`${at}review`);
    // A passenger who is changed after the review is reviewed again.
    const review = await browser.get(`${at}review`);
    expect((await browser.submit(formTo(review, `${at}review`))).place).toBe(`${at}payment`);
    await browser.post(`${at}passenger`, { csrf, ...ADA, givenName: "Eve" });
    expect((await browser.post(`${at}payment`, { csrf })).place).toBe(`${at}review`);
    expect(await bookings()).toEqual(before);
  });

  test("asks for a passenger with a name, an address and a short reference, and keeps what was right", async () => {
    const browser = await signedIn(running.sandbox);
    const { fareId } = await someFare(running.sandbox);
    const passenger = await browser.submit(formTo(await browser.get(`/fares/${fareId}`), `/fares/${fareId}`));
    const form = formTo(passenger, passenger.place);
    for (const wrong of [
      { ...ADA, familyName: "" },
      { ...ADA, email: "nobody" },
      { ...ADA, givenName: "x".repeat(81) },
      { ...ADA, givenName: "<b>Ada</b>" },
      { ...ADA, reference: "r".repeat(65) },
    ]) {
      const page = await browser.submit(form, wrong);
      expect([page.status, page.place]).toEqual([422, passenger.place]);
      expect(page.html).toContain('role="alert"');
      expect(page.html).not.toContain("<b>Ada</b>");
    }
    const kept = await browser.submit(form, { ...ADA, email: "nobody" });
    expect(formTo(kept, passenger.place).values).toMatchObject({ givenName: "Ada", familyName: "Example" });
    const accents = await browser.submit(form, { ...ADA, familyName: "Núñez-O'Brien", reference: "r".repeat(64) });
    expect(accents.text).toContain("Ada Núñez-O'Brien");
  });

  test("can be looked up by its reference among one's trips", async () => {
    const browser = await signedIn(running.sandbox);
    const { fareId } = await someFare(running.sandbox);
    for (const reference of ["bkg_find1", "bkg_find2"]) {
      const payment = await paymentOf(browser, fareId, reference);
      await browser.submit(formTo(payment, payment.place));
    }
    const trips = await browser.get("/trips");
    const found = await browser.submit(formTo(trips, "/trips"), { reference: "bkg_find2" });
    expect(
      tableOf(found, "My trips")
        .slice(1)
        .map(([reference]) => reference),
    ).toEqual(["bkg_find2"]);
    expect((await browser.get("/trips?reference=bkg_none")).text).toContain("There are no trips.");
  });
});

describe("the review page", () => {
  test("says the same in all skins, in other markup", async () => {
    const { sandbox } = running;
    const browser = await signedIn(sandbox);
    const { fareId, outbound, inbound } = await someFare(sandbox);
    const review = await reviewOf(browser, fareId, "bkg_same");
    const pages = [];
    for (const skin of [1, 2, 3] as const) {
      sandbox.portal.scenarios.skin(skin);
      pages.push(await browser.get(review.place));
    }
    for (const page of pages) {
      const times = [...page.html.matchAll(/<time datetime="([^"]+)"/g)].map(([, time]) => time);
      const expected = [...outbound, ...inbound].flatMap((each) => [
        each.departs.slice(0, 16),
        each.arrives.slice(0, 16),
      ]);
      expect(times).toEqual(expected);
      expect([factOf(page, /^total/i), factOf(page, /passenger|traveller/i), factOf(page, /reference/i)]).toEqual([
        factOf(review, /^total/i),
        "Ada Example",
        "bkg_same",
      ]);
    }
    const marks = pages.flatMap(({ html }) => [
      ...new Set([...html.matchAll(/\b(?:id|class)="([^"]+)"/g)].map(([, name]) => name)),
    ]);
    expect(new Set(marks).size).toBe(marks.length);
    expect(new Set(pages.map((page) => formTo(page, review.place).button)).size).toBe(3);
  });
});

describe("a visitor", () => {
  test("who is not signed in searches freely, and comes back to where a login was asked for", async () => {
    const { sandbox } = running;
    const { fareId } = await someFare(sandbox);
    const browser = new PortalBrowser(sandbox.portal);
    expect((await browser.get(`/fares/${fareId}`)).status).toBe(200);
    const login = await browser.submit(formTo(await browser.get(`/fares/${fareId}`), `/fares/${fareId}`));
    expect(login.place).toBe(`/login?next=${encodeURIComponent(`/fares/${fareId}`)}`);
    const { username, password } = sandbox.portal;
    const back = await browser.submit(formTo(login, "/login"), { username, password });
    expect(back.place).toBe(`/fares/${fareId}`);
  });
});
