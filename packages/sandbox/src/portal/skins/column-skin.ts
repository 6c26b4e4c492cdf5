import { html, type Html } from "../pages/html.ts";
import { dollars, duration, partsOf, placeName, stopsOf } from "../pages/formats.ts";
import type { FareView, FieldView, FormView, PageView, Section, TripView, Visitor } from "../pages/page-view.ts";
import { wordsOf } from "../pages/words.ts";
import type { Flight } from "../portal-types.ts";
import { control, fareText, hiddenFields, signOutForm, timeTag, type SkinKit } from "./skin-kit.ts";

const words = wordsOf(3);

/** Skin 3: everything in divs, prices first, last field first, names by aria-label, ISO dates. */
export const columnSkin: SkinKit = {
  document: layout,
  notice: (kind, text) =>
    kind === "text" ? html`<div>${text}</div>` : html`<div id="msg" role="${kind}">${text}</div>`,
  facts: (name, rows) =>
    html` <div class="col" role="region" aria-label="${name}">
      <div class="cap" role="heading" aria-level="2">${name}</div>
      <dl>
        ${rows.toReversed().map(
          ([term, text]) =>
            html`<div>
              <dt>${term}</dt>
              <dd><span>${text}</span></dd>
            </div>`,
        )}
      </dl>
    </div>`,
  flights: flightTable,
  description: (view) =>
    html` <div class="col" role="region" aria-label="${words("conditions")}">
      <div class="note">${fareText(view)}</div>
    </div>`,
  fares: ({ name, fares, linkText }) =>
    html` <div class="grid" role="list" aria-label="${name}">${fares.map((view) => fareLine(view, linkText))}</div>`,
  trips: tripTable,
  form,
  links: ({ name, links }) =>
    html` <div role="navigation" aria-label="${name}">
      ${links.map(({ href, label }) => html`<a href="${href}">${label}</a> · `)}
    </div>`,
};

function layout({ title }: PageView, visitor: Visitor, body: Html): Html {
  const account =
    visitor.username === undefined
      ? html`<a href="/login">${words("signIn")}</a>`
      : html`${signOutForm(visitor, words, html`<button type="submit">${words("signOut")}</button>`)}
          <div>${visitor.username}</div>`;
  return html`<html lang="en">
    <head>
      <title>${title}</title>
      <meta charset="utf-8" />
      <link rel="stylesheet" href="/assets/skin-3.css" />
    </head>
    <body class="v3">
      <div class="side" role="navigation" aria-label="Site">
        <div>FAREFIELD</div>
        <div><a href="/search">New search</a></div>
        <div><a href="/trips">${words("trips")}</a></div>
        ${account}
      </div>
      <div class="page" role="main">
        <div class="ttl" role="heading" aria-level="1">${title}</div>
        ${body}
      </div>
      <script src="/assets/airports.js"></script>
    </body>
  </html>`;
}

function shown(local: string): Html {
  const { weekday, time } = partsOf(local);
  return timeTag(local, `${weekday.slice(0, 2)} ${local.slice(0, 10)} ${time}`);
}

function flightTable({ outbound, inbound }: Extract<Section, { kind: "flights" }>): Html {
  const row = (direction: string) => (each: Flight) =>
    html` <tr>
      <td>${shown(each.departs)}</td>
      <td>${shown(each.arrives)}</td>
      <td>${placeName(each.from)} → ${placeName(each.to)}</td>
      <td>${each.flight}</td>
      <td>${duration(each.minutes)}</td>
      <td>${direction}</td>
    </tr>`;
  return html` <div class="col">
    <table id="seg">
      <caption>
        Flights
      </caption>
      <thead>
        <tr>
          <th>Departs</th>
          <th>Arrives</th>
          <th>Route</th>
          <th>Flight no.</th>
          <th>Time</th>
          <th>Way</th>
        </tr>
      </thead>
      <tbody>
        ${outbound.map(row("Outbound"))}${inbound.map(row("Return"))}
      </tbody>
    </table>
  </div>`;
}

function fareLine(view: FareView, linkText: string): Html {
  const { fareId, airlineName, outbound, inbound, totalCents } = view.fare;
  const way = (flights: readonly Flight[]) => {
    const [first] = flights;
    const last = flights.at(-1);
    if (first === undefined || last === undefined) return null;
    return html`<div>
      ${shown(first.departs)} ${first.from} → ${last.to} ${shown(last.arrives)}
      <span>${flights.map(({ flight }) => flight).join("/")}</span> <span>${stopsOf(flights)}</span>
    </div>`;
  };
  return html` <div class="ln" role="listitem">
    <div class="amt">${dollars(totalCents)}</div>
    ${way(outbound)}${way(inbound)}
    <div>${airlineName}</div>
    <div class="note">${fareText(view)}</div>
    <a class="go" aria-label="${linkText} ${outbound[0]?.flight} ${dollars(totalCents)}" href="/fares/${fareId}"
      >${linkText}</a
    >
  </div>`;
}

function tripTable(trips: readonly TripView[]): Html {
  const rows = trips.map(
    (trip) =>
      html` <tr>
        <td>${dollars(trip.totalCents)}</td>
        <td>
          ${trip.flights.map((each) => html`<div>${shown(each.departs)} ${each.flight} ${each.from}-${each.to}</div>`)}
        </td>
        <td>${trip.reference}</td>
        <td>${trip.passenger}</td>
        <td>${trip.status}</td>
        <td>${trip.confirmationNumber}</td>
      </tr>`,
  );
  return html` <div class="col">
    <table id="bookings">
      <caption>
        My trips
      </caption>
      <thead>
        <tr>
          <th>Total</th>
          <th>Flights</th>
          <th>Your reference</th>
          <th>Passenger name</th>
          <th>Status</th>
          <th>Confirmation number</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function form(view: FormView): Html {
  const field = (each: FieldView) =>
    html` <div class="q">
      ${control(each, html`aria-label="${each.label}"${each.type !== "select" && html` placeholder="${each.label}"`}`)}${each.problem !== undefined && html`<div class="err">${each.problem}</div>`}
    </div>`;
  return html` <div class="col">
    <form action="${view.action}" method="${view.method}" aria-label="${view.name}">
      ${view.fields.toReversed().map(field)}<button type="submit" class="go">${view.button}</button
      >${hiddenFields(view)}
    </form>
  </div>`;
}
