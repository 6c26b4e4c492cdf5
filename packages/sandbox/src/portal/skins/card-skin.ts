import { html, type Html } from "../pages/html.ts";
import { dollars, duration, partsOf, placeName, stopsOf } from "../pages/formats.ts";
import type { FareView, FieldView, FormView, PageView, Section, TripView, Visitor } from "../pages/page-view.ts";
import { wordsOf } from "../pages/words.ts";
import type { Flight } from "../portal-types.ts";
import { control, fareText, hiddenFields, signOutForm, timeTag, type SkinKit } from "./skin-kit.ts";

const words = wordsOf(2);

/** Skin 2: cards and definition lists; labels wrap their fields; menu at the foot; American dates. */
export const cardSkin: SkinKit = {
  document: layout,
  notice: (kind, text) =>
    kind === "text"
      ? html`<div class="tx">${text}</div>`
      : html`<div class="bx bx--${kind}" role="${kind}"><b>${text}</b></div>`,
  facts: (name, rows) =>
    html` <article class="cd" aria-label="${name}">
      <h3>${name}</h3>
      <table class="kv">
        <caption class="vh">
          ${name}
        </caption>
        <tbody>
          ${rows.map(
            ([term, text]) =>
              html`<tr>
                <th scope="row">${term}</th>
                <td>${text}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </article>`,
  flights: flightList,
  description: (view) =>
    html` <details class="cd" open>
      <summary>${words("conditions")}</summary>
      <div class="ft">${fareText(view)}</div>
    </details>`,
  fares: ({ name, fares, linkText }) =>
    html` <h2 class="ls">${name}</h2>
      <ol class="ls">
        ${fares.map((view) => fareCard(view, linkText))}
      </ol>`,
  trips: tripTable,
  form,
  links: ({ name, links }) =>
    html` <ul class="pg" aria-label="${name}">
      ${links.map(({ href, label }) => html`<li><a href="${href}">${label}</a></li>`)}
    </ul>`,
};

function layout({ title }: PageView, visitor: Visitor, body: Html): Html {
  const account =
    visitor.username === undefined
      ? html`<a class="bt" href="/login">${words("signIn")}</a>`
      : html`<i>${visitor.username}</i>
          ${signOutForm(visitor, words, html`<input type="submit" class="bt" value="${words("signOut")}" />`)}`;
  return html`<html lang="en-US">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <link rel="stylesheet" href="/assets/skin-2.css" />
      <title>Farefield | ${title}</title>
      <script src="/assets/airports.js" defer></script>
    </head>
    <body>
      <div id="pg-root">
        <main>
          <div class="hd"><h1>${title}</h1></div>
          ${body}
        </main>
        <div class="ft-bar" role="navigation" aria-label="Site">
          <a href="/trips">${words("trips")}</a> | <a href="/search">Flights</a> | ${account}
        </div>
      </div>
    </body>
  </html>`;
}

function shown(local: string): Html {
  const { weekday, day, month, year, time } = partsOf(local);
  return timeTag(local, `${weekday}, ${month} ${day}, ${year} at ${time}`);
}

function flightList({ outbound, inbound }: Extract<Section, { kind: "flights" }>): Html {
  const entry = (direction: string) => (each: Flight) =>
    html` <dt>${direction}</dt>
      <dd>
        <b>${each.flight}</b> ${placeName(each.from)} to ${placeName(each.to)}<br />departs ${shown(each.departs)}<br />arrives
        ${shown(each.arrives)}<br />${duration(each.minutes)}
      </dd>`;
  return html` <article class="cd" aria-label="Flights">
    <h3>Flights</h3>
    <dl class="fl">${outbound.map(entry("Outbound"))}${inbound.map(entry("Return"))}</dl>
  </article>`;
}

function fareCard(view: FareView, linkText: string): Html {
  const { fareId, airlineName, outbound, inbound, totalCents, seatsLeft } = view.fare;
  const way = (name: string, flights: readonly Flight[]) => {
    const [first] = flights;
    const last = flights.at(-1);
    if (first === undefined || last === undefined) return null;
    return html`<dt>${name}</dt>
      <dd>
        ${flights.map(({ flight }) => flight).join(" + ")}, ${stopsOf(flights)}, ${shown(first.departs)} ${first.from}
        to ${shown(last.arrives)} ${last.to}
      </dd>`;
  };
  return html` <li>
    <article class="cd" aria-label="${airlineName} ${outbound[0]?.flight} ${dollars(totalCents)}">
      <h3>${dollars(totalCents)} with ${airlineName}</h3>
      <dl>${way("Outbound", outbound)}${way("Return", inbound)}</dl>
      <div class="ft">${fareText(view)}</div>
      <div class="rw"><span>Only ${seatsLeft} left</span> <a class="bt" href="/fares/${fareId}">${linkText}</a></div>
    </article>
  </li>`;
}

function tripTable(trips: readonly TripView[]): Html {
  const rows = trips.map(
    (trip) =>
      html` <tr>
        <td>${trip.status}</td>
        <td><b>${trip.confirmationNumber}</b></td>
        <td>${trip.passenger}</td>
        <td>
          ${trip.flights.map((each) => html`<p>${each.flight} ${each.from} to ${each.to}, ${shown(each.departs)}</p>`)}
        </td>
        <td>${trip.reference}</td>
        <td>${dollars(trip.totalCents)}</td>
      </tr>`,
  );
  return html` <table class="tr">
    <caption>
      My trips
    </caption>
    <thead>
      <tr>
        <th>Status</th>
        <th>Confirmation number</th>
        <th>Traveller</th>
        <th>Flights</th>
        <th>Reference</th>
        <th>Total</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function form(view: FormView): Html {
  const field = (each: FieldView) =>
    html`<label class="fd"
      ><span>${each.label}</span
      >${control(each, html`class="in"`)}${each.problem !== undefined && html`<em>${each.problem}</em>`}</label
    >`;
  return html` <form class="cd" method="${view.method}" action="${view.action}" aria-label="${view.name}">
    <fieldset>
      <legend>${view.name}</legend>
      ${view.fields.map(field)}${hiddenFields(view)}
    </fieldset>
    <input type="submit" class="bt bt--go" value="${view.button}" />
  </form>`;
}
