import type { PortalAccount } from "../portal-sessions.ts";
import type { Booking, Checkout } from "../portal-types.ts";
import type { SignedInVisit } from "../routes/page-route.ts";
import { LONGEST_REFERENCE, type PassengerProblems } from "../routes/passenger-form.ts";
import type { Offer } from "../search/offers.ts";
import { CABIN_NAMES, dollars } from "./formats.ts";
import type { FieldView, PageView, Section } from "./page-view.ts";

interface Page {
  readonly kind: "page";
  readonly page: PageView;
}

/** Who travels. What was given before is there again. */
export function passengerPage(
  { words, form, formToken }: SignedInVisit,
  checkout: Checkout,
  { offer, problems = {} }: { offer: Offer; problems?: PassengerProblems },
): Page {
  const before = { ...checkout.passenger, reference: checkout.reference };
  const field = (name: "givenName" | "familyName" | "email" | "reference", autocomplete: string): FieldView => ({
    name,
    label: words(name),
    type: name === "email" ? "email" : "text",
    value: (form.get(name) ?? before[name] ?? "").slice(0, 300),
    isRequired: name !== "reference",
    autocomplete,
    ...(name === "reference" ? { maxLength: LONGEST_REFERENCE } : {}),
    ...(problems[name] === undefined ? {} : { problem: problems[name] }),
  });
  const fields = [
    field("givenName", "given-name"),
    field("familyName", "family-name"),
    field("email", "email"),
    field("reference", "off"),
  ];
  const sections: Section[] = [
    ...Object.values(problems).map((text) => ({ kind: "alert" as const, text })),
    { kind: "flights", outbound: offer.fare.outbound, inbound: offer.fare.inbound },
    {
      kind: "form",
      form: {
        name: words("passengerTitle"),
        method: "post",
        action: `/checkout/${checkout.checkoutId}/passenger`,
        fields,
        hidden: { csrf: formToken },
        button: words("toReview"),
      },
    },
  ];
  return { kind: "page", page: { title: words("passengerTitle"), sections } };
}

/** Everything once more, at the price of this moment. */
export function reviewPage({ words, formToken }: SignedInVisit, checkout: Checkout, { fare }: Offer): Page {
  const { checkoutId, quotedCents, passenger, reference = "" } = checkout;
  const change = `The price has changed from ${dollars(quotedCents)} to ${dollars(fare.totalCents)} since you chose this fare.`;
  const alerts: Section[] = fare.totalCents === quotedCents ? [] : [{ kind: "alert", text: change }];
  const name = `${passenger?.givenName} ${passenger?.familyName}`;
  const form = {
    name: words("toPayment"),
    method: "post",
    action: `/checkout/${checkoutId}/review`,
    fields: [],
    hidden: { csrf: formToken, totalCents: String(fare.totalCents) },
    button: words("toPayment"),
  } as const;
  const sections: Section[] = [
    ...alerts,
    { kind: "flights", outbound: fare.outbound, inbound: fare.inbound },
    {
      kind: "facts",
      name: "Passenger",
      rows: [
        [words("passengerName"), name],
        [words("email"), passenger?.email ?? ""],
        ["Your reference", reference],
      ],
    },
    {
      kind: "facts",
      name: "Price",
      rows: [
        [words("airline"), fare.airlineName],
        [words("cabin"), CABIN_NAMES[fare.cabin]],
        [words("total"), dollars(fare.totalCents)],
      ],
    },
    { kind: "form", form },
    {
      kind: "links",
      name: "Changes",
      links: [{ href: `/checkout/${checkoutId}/passenger`, label: words("changePassenger") }],
    },
  ];
  return { kind: "page", page: { title: words("reviewTitle"), sections } };
}

/** The company's stored card, and one button. */
export function paymentPage(
  { words, formToken }: SignedInVisit,
  { checkoutId, acceptedCents }: Required<Checkout>,
  { company }: PortalAccount,
): Page {
  const form = {
    name: words("paymentTitle"),
    method: "post",
    action: `/checkout/${checkoutId}/payment`,
    fields: [],
    hidden: { csrf: formToken },
    button: words("pay"),
  } as const;
  const rows = [
    [words("card"), `${company} company card ending in 4242`],
    [words("total"), dollars(acceptedCents)],
  ] as const;
  const sections: Section[] = [
    { kind: "facts", name: "Payment", rows },
    { kind: "form", form },
  ];
  return { kind: "page", page: { title: words("paymentTitle"), sections } };
}

/** What was booked. */
export function bookedPage({ words }: SignedInVisit, booking: Booking): Page {
  const { passenger, flights } = booking;
  const rows = [
    ["Confirmation number", booking.confirmationNumber],
    ["Your reference", booking.reference],
    [words("passengerName"), `${passenger.givenName} ${passenger.familyName}`],
    [words("email"), passenger.email],
    [words("cabin"), CABIN_NAMES[booking.cabin]],
    [words("totalPaid"), dollars(booking.totalCents)],
  ] as const;
  const sections: Section[] = [
    { kind: "status", text: `Your trip is booked. Confirmation number: ${booking.confirmationNumber}` },
    { kind: "facts", name: "Booking", rows },
    { kind: "flights", ...flights },
    { kind: "links", name: "What next", links: [{ href: "/trips", label: words("trips") }] },
  ];
  return { kind: "page", page: { title: words("confirmationTitle"), sections } };
}
