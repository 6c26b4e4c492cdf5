import { expect, test } from "@jest/globals";
import { aCommand } from "../../test/a-trip.ts";
import { fareTask, passengerTask, paymentTask } from "./act-task.ts";

test("an act opens and sends its own step's page, and no other", () => {
  const { option } = aCommand();
  const pages = [fareTask(aCommand()), passengerTask(aCommand(), "c1"), paymentTask("c1")];
  const paths = [`/fares/${option.fareId}`, "/checkout/c1/passenger", "/checkout/c1/review"];
  const others = [
    "/fares/other",
    "/checkout",
    "/checkout/c2/passenger",
    "/checkout/c1/payment",
    "/trips",
    "/trips/x/cancel",
  ];
  for (const [index, task] of pages.entries()) {
    for (const path of [...paths, ...others]) {
      expect([task.form.paths.test(path), task.pages.test(path)]).toEqual([
        path === paths[index],
        path === paths[index],
      ]);
    }
  }
});
