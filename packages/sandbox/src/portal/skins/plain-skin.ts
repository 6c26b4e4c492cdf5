import { html, type Html } from "../pages/html.ts";
import { dollars, duration, partsOf, placeName, stopsOf } from "../pages/formats.ts";
import type { FieldView, FormView, PageView, Section, TripView, Visitor } from "../pages/page-view.ts";
import { wordsOf } from "../pages/words.ts";
import type { Flight } from "../portal-types.ts";
import { control, fareText, hiddenFields, signOutForm, timeTag, type SkinKit } from "./skin-kit.ts";

const words = wordsOf(1);

/** Skin 1: tables with captions, labels before their fields. */
export const plainSkin: SkinKit = {
  document: layout,
  notice: (kind, text) =>
    kind === "text" ? html`<p>${text}</p>` : html`<p class="notice ${kind}" role="${kind}">${text}</p>`,
  facts: (name, rows) =>
    html` <section aria-label="${name}">
      <h2>${name}</h2>
      <dl>
        ${rows.map(
          ([term, text]) =>
            html`<dt>${term}</dt>
              <dd>${text}</dd>`,
        )}
      </dl>
    </section>`,
  flights: flightTable,
  description: (view) =>
    html` <section aria-label="${words("conditions")}">
      <h2>${words("conditions")}</h2>
      <p class="fare-text">${fareText(view)}</p>
    </section>`,
  fares: fareTable,
  trips: tripTable,
  form,
  links: ({ name, links }) =>
    html` <nav aria-label="${name}">
      ${links.map(({ href, label }) => html`<a class="more" href="${href}">${label}</a> `)}
    </nav>`,
};

function layout({ title }: PageView, visitor: Visitor, body: Html): Html {
  const account =
    visitor.username === undefined
      ? html`<a href="/login">${words("signIn")}</a>`
      : html`<span>Signed in as ${visitor.username}</span>
          ${signOutForm(visitor, words, html`<button class="link">${words("signOut")}</button>`)}`;
  return html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <title>${title} – Farefield Business Travel</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <link rel="stylesheet" href="/assets/skin-1.css" />
    </head>
    <body>
      <header>
        <strong class="brand">Farefield</strong>
        <nav aria-label="Site"><a href="/search">Search</a> <a href="/trips">${words("trips")}</a></nav>
        <div class="account">${account}</div>
      </header>
      <main id="content">
        <h1>${title}</h1>
        ${body}
      </main>
      <footer><small>Farefield Business Travel. Prices in US dollars, taxes included.</small></footer>
      <script src="/assets/airports.js" defer></script>
    </body>
  </html>`;
}

function shown(local: string): Html {
  const { weekday, day, month, year, time } = partsOf(local);
  return timeTag(local, `${weekday.slice(0, 3)} ${day} ${month.slice(0, 3)} ${year}, ${time}`);
}

function flightTable({ outbound, inbound }: Extract<Section, { kind: "flights" }>): Html {
  const row = (direction: string) => (each: Flight) =>
    html` <tr>
      <th scope="row">${direction}</th>
      <td>${each.flight}</td>
      <td>${placeName(each.from)}</td>
      <td>${placeName(each.to)}</td>
      <td>${shown(each.departs)}</td>
      <td>${shown(each.arrives)}</td>
      <td>${duration(each.minutes)}</td>
    </tr>`;
  const heads = ["Direction", "Flight", "From", "To", "Departs", "Arrives", "Duration"];
  const rows = [...outbound.map(row("Outbound")), ...inbound.map(row("Return"))];
  return headedTable({ kind: "flights", caption: "Flights", heads, rows });
}

function headedTable(of: {
  readonly kind: "flights" | "fares";
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly Html[];
}): Html {
  return html` <table class="${of.kind}">
    <caption>
      ${of.caption}
    </caption>
    <thead>
      <tr>
        ${of.heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${of.rows}
    </tbody>
  </table>`;
}

function way(flights: readonly Flight[]): Html {
  const [first] = flights;
  const last = flights.at(-1);
  if (first === undefined || last === undefined) return html`One way`;
  return html`${flights.map(({ flight }) => flight).join(" + ")}<br />${shown(first.departs)} ${first.from} –
    ${shown(last.arrives)} ${last.to}<br />${stopsOf(flights)}`;
}

function fareTable({ name, fares, linkText }: Extract<Section, { kind: "fares" }>): Html {
  const rows = fares.map((view) => {
    const { fareId, airlineName, outbound, inbound, totalCents, seatsLeft } = view.fare;
    return html` <tr>
      <th scope="row">${airlineName}</th>
      <td>${way(outbound)}</td>
      <td>${way(inbound)}</td>
      <td class="fare-text">${fareText(view)}</td>
      <td class="price">${dollars(totalCents)}<br /><small>${seatsLeft} left</small></td>
      <td>
        <a href="/fares/${fareId}"
          >${linkText}<span class="hidden"> ${outbound[0]?.flight}, ${dollars(totalCents)}</span></a
        >
      </td>
    </tr>`;
  });
  const heads = ["Airline", "Outbound", "Return", "Conditions", "Price", "Choose"];
  return headedTable({ kind: "fares", caption: name, heads, rows });
}

function tripTable(trips: readonly TripView[]): Html {
  const rows = trips.map(
    (trip) =>
      html` <tr>
        <td>${trip.reference}</td>
        <td>${trip.confirmationNumber}</td>
        <td>
          ${trip.flights.map((each) => html`<div>${each.flight} ${each.from}–${each.to} ${shown(each.departs)}</div>`)}
        </td>
        <td>${trip.passenger}</td>
        <td>${dollars(trip.totalCents)}</td>
        <td>${trip.status}</td>
      </tr>`,
  );
  return html` <table class="trips">
    <caption>
      My trips
    </caption>
    <thead>
      <tr>
        <th scope="col">Your reference</th>
        <th scope="col">Confirmation number</th>
        <th scope="col">Flights</th>
        <th scope="col">Passenger</th>
        <th scope="col">Total</th>
        <th scope="col">Status</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function form(view: FormView): Html {
  const field = (each: FieldView) => {
    const id = `${view.name.toLowerCase().replaceAll(/\W+/g, "-")}-${each.name}`;
    const problem = each.problem !== undefined && html`<span class="problem" id="${id}-problem">${each.problem}</span>`;
    const described = each.problem !== undefined && html` aria-describedby="${id}-problem"`;
    return html`<p class="field">
      <label for="${id}">${each.label}</label>${control(each, html`id="${id}"${described}`)}${problem}
    </p>`;
  };
  return html` <form method="${view.method}" action="${view.action}" aria-label="${view.name}">
    ${hiddenFields(view)} ${view.fields.map(field)}
    <p><button type="submit" class="primary">${view.button}</button></p>
  </form>`;
}
