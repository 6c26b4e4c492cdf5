import type { Figure } from "../figure.ts";
import { median } from "../statistics.ts";
import { tripsRun } from "../travel/trips-run.ts";

function spread(samples: readonly number[]): string {
  return `${Math.round(Math.min(...samples))} to ${Math.round(Math.max(...samples))} ms`;
}

export const requestToOptions: Figure = {
  id: "travel-options",
  issue: "C",
  what: "request to options in the chat, embedded model, warm, p50",
  unit: "s",
  reach: "<= 2.5",
  async measure(lab) {
    const { times, load } = await tripsRun(lab);
    const { options, cold } = times;
    const note = `${options.length} conversations, ${spread(options)}; the first after the boot ${cold.options} ms; ${load}`;
    return { value: median(options) / 1000, note };
  },
};

export const requestToPlan: Figure = {
  id: "travel-plan",
  issue: "C",
  what: "request to plan, from the chat's send to the plan's row, warm, p50",
  unit: "ms",
  reach: "<= 400",
  async measure(lab) {
    const { times, load } = await tripsRun(lab);
    const { plans } = times;
    return { value: median(plans), note: `${plans.length} plans, ${spread(plans)}; ${load}` };
  },
};

export const confirmToNumber: Figure = {
  id: "travel-booking",
  issue: "C",
  what: "confirmation to confirmation number with the real browser, warm, slowest",
  unit: "s",
  reach: "<= 10",
  async measure(lab) {
    const { times, load } = await tripsRun(lab);
    const { bookings, cold } = times;
    const note =
      `${bookings.length} bookings, p50 ${Math.round(median(bookings))} ms; ` +
      `the first after the boot ${cold.booked} ms; ${load}`;
    return { value: Math.max(...bookings) / 1000, note };
  },
};
