import { describe, expect, test } from "@jest/globals";
import { readClause } from "../extract.ts";

const caps = (text: string, section = "Rules") =>
  readClause({ text, section, document: "company-travel" }).rules.flatMap(({ rule, doubtful }) =>
    rule.kind === "fare_cap" ? [{ ...rule, doubtful }] : [],
  );
const usd = (text: string, section?: string) => caps(text, section).map(({ amountUsd }) => amountUsd);
const listed = (words: string) => words.split(/,\s*/u);

describe("a sentence that limits fares", () => {
  test.each(
    listed(`may not exceed,must not exceed,shall not exceed,should not exceed,cannot exceed,can not exceed,will not exceed,
    do not exceed,does not exceed,mayn't exceed,never exceed,may not cost more than,may not be more than,
    may not be higher than,may not go above,may not go over,may not come to more than,not exceed,not to exceed,no more than,
    not more than,at most,up to,maximum,max,cap,capped at,limit,limited to,ceiling,cost less than,stay under,remain below,
    be under,costing less than,kept below`),
  )("says so by %s", (words) => expect(usd(`Fares ${words} $500.`)).toEqual([500]));

  test.each(
    listed(
      "may exceed,must exceed,shall exceed,should exceed,can exceed,may cost more than,may be more than,may be higher than",
    ),
  )("says so by no fare that %s", (words) => expect(usd(`No fare ${words} $500.`)).toEqual([500]));

  test.each(listed("Fares,Airfares,Flights,Round trips,Return trips,Tickets,Air travel"))("speaks of %s", (what) => {
    expect(usd(`${what}: at most $500.`)).toEqual([500]);
  });

  test.each(listed("may,must,shall,should,can,will,do,does"))("says so by %s not", (modal) => {
    expect(usd(`Fares ${modal} not cost more than $500.`)).toEqual([500]);
  });

  test.each(["Fares cost $500.", "Pens: at most $500."])("is none: %s", (text) => expect(usd(text)).toEqual([]));

  test.each(
    listed(`hotel,lodging,room,night,meal,per diem,breakfast,bag,baggage,luggage,seat selection,taxi,car,rental,mileage,mile,
    parking,train,rail,internet,wifi,visa,passport,phone,lounge,insurance,gift,cash,tip,change fee,refund,receipt,
    entertainment,saves,saving,cheaper,dearer,difference,compensation,upgrade,deposit,fine,changing,cancelling,annual,yearly`),
  )("is none of fares with the word %s", (word) => expect(usd(`Fares, ${word}: at most $500.`)).toEqual([]));

  test.each(listed("approval,approved,sign-off,signoff,authorization,authorisation,consent"))(
    "is doubted with the word %s",
    (word) => {
      expect(caps(`Fares: at most $500 without ${word}.`)).toMatchObject([{ amountUsd: 500, doubtful: true }]);
    },
  );

  test.each<[string, number[]]>([
    ["Fares: at most $300 one-way.", [600]],
    ["Fares: at most $300 each way.", [600]],
    ["Fares: at most $300 per direction.", [600]],
    ["Fares: at most $300 per leg.", [600]],
    ["Fares: at most $300 in each direction.", [600]],
    ["Fares: at most $300 round trip, one way or another.", [300]],
    ["Fares: at most $300 return, one way or another.", [300]],
    ["Fares: at most $300 both ways, one way or another.", [300]],
    ["Fares: at most $500 both ways, $300 each way.", [500, 600]],
    ["Each way, fares are at most $300; ", [600]],
    ["Fares: at most $60,000 one way.", [100_000]],
    ["Fares: at most each way $300, round trip $500.", [600, 500]],
    ["Fares: at most each way $300 or $500.", [600, 500]],
    ["Fares: at most $500 or $300 each way.", [500, 600]],
    ["Fares: at most $900, one way $500 and in all for a long round trip.", [900, 500]],
    ["Fares must not exceed $600 for one-way or round trip travel.", [600]],
    ["The economy fare limit is $500, one way or return.", [500]],
    ["Fares: at most $600 per one-way or roundtrip ticket.", [600]],
    ["Fares: limited to $600, each way or round trip.", [600]],
    ["Fares: limited to $600, one way or there and back.", [600]],
    ["Fares: limited to $600 each way or in both directions.", [600]],
    ["Fares: limited to $600 per leg and in total.", [600]],
    ["Fares: at most one way ($500) or round trip.", [500]],
    ["Fares: at most $900; one way $500.", [900]],
    ["Fares: at most $900 (one way $500).", [900, 1000]],
    ["Fares: at most $900 or one way $500.", [900, 1000]],
    ["Fares: at most $900 and one way $500.", [900, 1000]],
    ["Fares: at most $900 but one way $500.", [900, 1000]],
    ["Fares: at most $300 one way $900.", [600, 900]],
    ["Fares: at most $300 one way, or $900.", [600, 900]],
  ])("%s", (text, expected) => expect(usd(text)).toEqual(expected));

  test("names a cabin before each amount, or behind it", () => {
    const cabins = (text: string) => caps(text).map(({ amountUsd, cabin }) => [amountUsd, cabin]);
    expect(cabins("Fares: at most $400 in economy, $900 in business class.")).toEqual([
      [400, "economy"],
      [900, "business"],
    ]);
    expect(cabins("Fares: at most $400 in economy or $900.")).toEqual([
      [400, "economy"],
      [900, null],
    ]);
    expect(cabins("Fares in economy at most $400, premium economy $600, business class $900.")).toEqual([
      [400, "economy"],
      [600, "premium_economy"],
      [900, "business"],
    ]);
    expect(cabins("Economy fares: at most $400, or $300 in March.")).toEqual([
      [400, "economy"],
      [300, null],
    ]);
    expect(cabins("Fares: at most $400, or $900 in business class.")).toEqual([
      [400, null],
      [900, "business"],
    ]);
    expect(cabins("Economy and business class fares, economy too, may not exceed $900.")).toEqual([
      [900, "economy"],
      [900, "business"],
    ]);
    expect(cabins("Fares: at most $400 in economy, business class $900.")).toEqual([
      [400, "economy"],
      [400, "business"],
      [900, null],
    ]);
  });

  test("names regions, but not the country at home", () => {
    expect(caps("Fares to Europe and Asia may not exceed $900.")).toMatchObject([{ region: "europe and asia" }]);
    expect(caps("Fares in the United States may not exceed $900.")).toMatchObject([{ region: null, doubtful: false }]);
    expect(caps("Fares in North America may not exceed $900.")).toMatchObject([{ region: "north america" }]);
    const three = caps("Fares to Central America, South America, North America, Europe, Asia may not exceed $900.");
    expect(three[0]?.region).toHaveLength(60);
  });

  test("on both scopes with several amounts is doubted", () => {
    expect(caps("Domestic and international fares may not exceed $900.")).toMatchObject([{ doubtful: false }]);
    const both = caps("Domestic fares may not exceed $500, international fares $900.");
    expect(both.map(({ doubtful }) => doubtful)).toEqual([true, true]);
    expect(caps("Fares may not exceed $500 or $900.").map(({ doubtful }) => doubtful)).toEqual([false, false]);
  });
});

describe("a row that limits fares", () => {
  test.each(listed("Region,Destination,Country,Countries,Continent,Area,Zone,Route"))(
    "has its place under %s",
    (header) => {
      expect(caps(`${header}: Europe | Maximum fare: $900`)).toMatchObject([{ region: "Europe", doubtful: false }]);
    },
  );

  test.each(listed("Limit,Cap,Maximum,Max,Ceiling,Fare,Budget"))("has its limit under %s", (header) => {
    expect(usd(`Region: Europe | ${header}: $900`, "Fares")).toEqual([900]);
  });

  test.each(
    listed(
      "Average,Typical,Usual,Mean,Median,Actual,Example,Sample,Previous,Former,Old,Saving,Hotel,Approval,Sign-off,Signoff,Authorized,Authorised,Consent",
    ),
  )("is none under %s", (word) => expect(usd(`Region: Europe | ${word} fare: $900`)).toEqual([]));

  test.each(listed("Fare limit paid,Fare cap paid,Maximum fare paid,Max fare paid,Fare ceiling paid"))(
    "is doubted as %s",
    (header) => {
      expect(caps(`Region: Europe | ${header}: $900`)).toMatchObject([{ doubtful: true }]);
    },
  );

  test.each(listed("Maximum fare to be paid,Maximum fare that may be paid,Maximum fare that can be paid"))(
    "is believed as %s",
    (header) => expect(caps(`Region: Europe | ${header}: $900`)).toMatchObject([{ doubtful: false }]),
  );

  test.each(listed("Item,Expense,Type,Category,Categories,Cost,Kind,Description,What"))(
    "has its label under %s",
    (header) => {
      expect(caps(`Region: Europe | ${header}: Airfare | Limit: $900`)).toMatchObject([{ doubtful: false }]);
      expect(usd(`Region: Europe | ${header}: Checked bags on flights | Limit: $900`)).toEqual([]);
    },
  );

  const labelled = (label: string) => usd(`Item: ${label} | Limit: $900`);
  test.each(
    listed(
      "Domestic,International,Economy,Business,First,Premium,Class,Round-trip,One-way,Refundable,Non-refundable,Return",
    ),
  )("is of a fare with something beside it: %s", (kind) => {
    expect(labelled(`${kind} airfare, one bag`)).toEqual([900]);
    expect(labelled(`Bags, ${kind} airfare`)).toEqual([]);
  });
  test.each(listed("Fare,Flight,Ticket,Travel"))("is of a %s with a bag", (what) => {
    expect(usd(`Item: ${what} with a bag | Limit: $900`, "Fares")).toEqual([900]);
  });
  test.each(listed("including,with,and,plus,without,excluding,nonrefundable with,refundable with,–"))(
    "is of airfare %s a bag",
    (joint) => {
      expect(labelled(`Airfare ${joint} a bag`)).toEqual([900]);
    },
  );
  test("is of a refundable fare, and not of bags on flights or a fee", () => {
    expect(labelled("Refundable airfare")).toEqual([900]);
    expect(labelled("Airfare change fee")).toEqual([]);
  });

  test.each(["Remarks", "Notes", "Comments", "Currency"])("is doubted with a sum under %s", (header) => {
    expect(caps(`Region: Europe | Economy limit: $1,600 | ${header}: $200`)).toMatchObject([{ doubtful: true }]);
  });

  test.each(["3,600 EUR", "3,600 GBP", "€3,600"])("is believed beside a limit of %s", (sum) => {
    expect(caps(`Region: Europe | Economy limit: $1,600 | Business limit: ${sum}`)).toMatchObject([
      { doubtful: false },
    ]);
  });
  test("is believed beside another cabin's, though that is for some", () => {
    const found = caps("Region: Europe | Economy limit: $1,600 | Business: 3,600 dollars for directors");
    expect(found.map(({ doubtful }) => doubtful)).toEqual([false, true]);
  });

  test.each(["Economy", "Coach", "Business", "First"])("may speak of a cabin alone: %s", (cabin) => {
    expect(usd(`Region: Europe | ${cabin} limit: $900`)).toEqual([900]);
  });
  test.each(["Cabin", "Class"])("has its cabin under %s", (header) => {
    expect(caps(`Region: Europe | ${header}: Premium | Limit: $900`)).toMatchObject([
      { cabin: "premium_economy", doubtful: false },
    ]);
  });

  test.each<[string, string, number[]]>([
    ["Region: Europe | Limit: $900", "Rules", []],
    ["Region: Europe | Limit: $900", "Fares", [900]],
    ["Region: Europe | Limit: $900", "Fares and hotels", []],
    ["Region: Europe | Economy: $900", "Fares", []],
    ["Region: Europe | Economy: $900", "Limits", []],
    ["Region: Europe | Economy: $900", "Fare limits", [900]],
    ["Matter: Hotel | Fare limit: $200", "Fares", []],
    ["Region: Europe | Matter: Hotel | Fare limit: $200", "Fares", [200]],
    ["Region: Europe | Fare limit: $900 or $700", "Fares", [700]],
    ["Region: Europe | Round trip limit: at most one way $300", "Fares", [300]],
    ["Region: Europe | Economy limit (return or one way): $700", "Fares", [700]],
    ["Region: Europe | Economy limit: $700 one way or return", "Fares", [700]],
  ])("%s, under %s", (text, section, expected) => expect(usd(text, section)).toEqual(expected));

  test("is doubted where its place is none that is known", () => {
    expect(caps("Region: Any | Maximum fare: $900")).toMatchObject([{ doubtful: true }]);
  });
  test("is for the cabin of its own header, before that of its row", () => {
    expect(caps("Region: Europe | Class: Business | Economy limit: $900")).toMatchObject([{ cabin: "economy" }]);
  });

  test.each(["Economy and premium economy limit: $900", "Class: Economy / Premium | Maximum fare: $900"])(
    "is for each cabin that it names: %s",
    (cells) => {
      expect(caps(`Region: Europe | ${cells}`)).toMatchObject([
        { amountUsd: 900, cabin: "premium_economy" },
        { amountUsd: 900, cabin: "economy" },
      ]);
    },
  );
  test("may have its cabin as a label, and the first of two cabins counts", () => {
    expect(caps("Region: Europe | Type: Economy | Maximum fare: $900")).toMatchObject([{ doubtful: false }]);
    expect(caps("Cabin: Economy | Class: Business | Maximum fare: $900")).toMatchObject([{ cabin: "economy" }]);
  });
});
