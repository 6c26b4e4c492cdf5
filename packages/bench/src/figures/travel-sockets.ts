import type { Figure } from "../figure.ts";
import type { Lab } from "../lab.ts";
import { loadNow } from "../load.ts";
import { median, quantile } from "../statistics.ts";
import { manyConversations } from "../travel/many-conversations.ts";
import { inTravelWorld } from "../travel/travel-world.ts";

function conversations(lab: Lab) {
  return lab.once("sockets", async () => {
    lab.progress("booting a world of its own, with both policies in force");
    const found = await inTravelWorld(lab.path("sockets"), (world) => manyConversations(world, lab.progress));
    return { ...found, load: loadNow() };
  });
}

const lostMessages: Figure = {
  id: "travel-sockets-lost",
  issue: "C",
  what: "200 sockets at once, each with a booking conversation: sockets, outcomes and messages lost",
  unit: "lost",
  reach: "<= 0",
  async measure(lab) {
    const { lost, outcomes, load } = await conversations(lab);
    const note = `${outcomes.length} outcomes heard, p50 ${Math.round(median(outcomes))} ms after the request; ${load}`;
    return { value: lost, note };
  },
};

const replyTime: Figure = {
  id: "travel-sockets-reply",
  issue: "C",
  what: "200 sockets at once: a reply to a message that needs no model, p99",
  unit: "ms",
  reach: "<= 1000",
  async measure(lab) {
    const { replies, accepted, load } = await conversations(lab);
    const note =
      `${replies.length} replies, p50 ${Math.round(median(replies))} ms, slowest ${Math.round(Math.max(...replies))} ms; ` +
      `a request accepted p99 ${Math.round(quantile(accepted, 0.99))} ms; ${load}`;
    return { value: quantile(replies, 0.99), note };
  },
};

export const socketFigures: readonly Figure[] = [lostMessages, replyTime];
