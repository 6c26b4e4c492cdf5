import type { BookingCommand } from "@agentic-pm/contracts/travel";
import type { PageFacts } from "../../src/domain/page-facts.ts";
import type { ActModel } from "../../src/ports/act-model.ts";
import type { PortalDriver } from "../../src/ports/portal-driver.ts";

const CHECKOUT = "c1";
const PAGES = ["fare", "passenger", "review", "payment"] as const;
const COLUMNS = ["Your reference", "Confirmation number", "Passenger", "Flights", "Total", "Status"];
const EMPTY: PageFacts = { url: "", status: 200, headings: [], rows: [], tables: [], forms: [], alerts: [], links: [] };

/** A portal without a browser: its pages as facts, and its own list of what was booked. */
export class FakePortal {
  /** Confirmation numbers of what was paid, in order. */
  readonly paid: string[] = [];
  /** The payment is taken, and its answer never comes. */
  isSilent = false;
  readonly #command: BookingCommand;

  constructor(command: BookingCommand) {
    this.#command = command;
  }

  /** A fresh browser at the portal, and an act model that does each task at once. */
  visit(): { driver: PortalDriver; actModel: ActModel } {
    let page: string = "fare";
    const next = (): void => void (page = PAGES[PAGES.indexOf(page as "fare") + 1] ?? page);
    const driver = {
      goTo: async (path: string) => void (page = path.startsWith("/trips") ? "trips" : "fare"),
      place: () => ({ page, checkout: CHECKOUT }),
      arm: () => undefined,
      observation: async () => "{}",
      perform: async () => undefined,
      facts: async () => this.#facts(page),
      submit: async () => {
        this.paid.push(`ABC12${this.paid.length}`);
        if (this.isSilent) return "silent";
        page = "confirmation";
        return "arrived";
      },
      picture: async () => new Uint8Array(),
      refused: () => [],
      disconnect: async () => undefined,
    } as unknown as PortalDriver;
    const act = {
      step: async () => {
        next();
        return { calls: [{ callId: "done", name: "return" }] };
      },
      end: async () => undefined,
    };
    const run = { modelId: "fake", act: async () => act, end: async () => undefined };
    return { driver, actModel: { open: async () => run } as unknown as ActModel };
  }

  #facts(page: string): PageFacts {
    const { traveller, option, bookingId } = this.#command;
    const name = `${traveller.givenName} ${traveller.familyName}`;
    const total = `$${(option.totalCents / 100).toFixed(2)}`;
    const segments = [...option.outbound, ...option.inbound];
    if (page === "confirmation") return { ...EMPTY, rows: [["Confirmation number", this.paid.at(-1) ?? ""]] };
    if (page === "trips") {
      const flights = segments.map(({ departs }) => `[${departs.slice(0, 16)}]`).join(" ");
      const rows = this.paid.map((number) => [bookingId, number, name, flights, total, "Booked"]);
      return { ...EMPTY, tables: [{ caption: "My trips", headers: COLUMNS, rows }] };
    }
    const flights = segments.map(({ flight, from, to, departs, arrives }) => [
      "Flight",
      flight,
      `(${from})`,
      `(${to})`,
      `[${departs.slice(0, 16)}]`,
      `[${arrives.slice(0, 16)}]`,
    ]);
    const about = [
      ["Passenger", name],
      ["Your reference", bookingId],
      ["Total", total],
      ["Cabin", "Economy"],
    ];
    return { ...EMPTY, rows: [...flights, ...about] };
  }
}
