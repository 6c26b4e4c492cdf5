import type { Skin } from "../portal-scenarios.ts";

/** What the three skins call things. */
const WORDS = {
  signIn: ["Sign in", "Log in", "Sign in to your account"],
  signOut: ["Sign out", "Log out", "Sign out"],
  username: ["User name", "Email address", "Account"],
  password: ["Password", "Password", "Your password"],
  search: ["Search flights", "Find flights", "Search"],
  searchTitle: ["Search for flights", "Where are you going?", "Flight search"],
  from: ["From", "Leaving from", "Origin"],
  to: ["To", "Going to", "Destination"],
  depart: ["Departure date", "Depart on", "Outbound date"],
  return: ["Return date", "Return on", "Inbound date"],
  cabin: ["Cabin", "Cabin class", "Class"],
  passengers: ["Passengers", "Travellers", "Number of passengers"],
  stops: ["Stops", "Number of stops", "Stops"],
  airline: ["Airline", "Airline", "Carrier"],
  time: ["Departure time", "Time of day", "Time"],
  sort: ["Sort by", "Order by", "Sort"],
  filter: ["Apply filters", "Update results", "Refine"],
  filters: ["Filters", "Refine your search", "Filter"],
  results: ["Choose a fare", "Your flights", "Search results"],
  viewFare: ["View fare", "Details", "Select"],
  fareTitle: ["Fare details", "Your fare", "Selected fare"],
  selectFare: ["Select this fare", "Choose this fare", "Book this fare"],
  conditions: ["Fare conditions", "Conditions", "Fare rules"],
  passengerTitle: ["Passenger details", "Who is travelling?", "Traveller information"],
  givenName: ["Given name", "First name", "Forename"],
  familyName: ["Family name", "Surname", "Last name"],
  email: ["Email", "Email address", "E-mail"],
  reference: ["Your reference", "Your reference (optional)", "Your own reference"],
  toReview: ["Continue to review", "Continue", "Next: review"],
  reviewTitle: ["Review your trip", "Check your booking", "Trip summary"],
  toPayment: ["Continue to payment", "Proceed to payment", "Go to payment"],
  changePassenger: ["Change passenger details", "Edit traveller", "Back to traveller information"],
  paymentTitle: ["Payment", "Pay for your trip", "Secure payment"],
  pay: ["Pay now", "Pay now", "Pay now"],
  confirmationTitle: ["Booking confirmed", "You are booked", "Confirmation"],
  passengerName: ["Passenger", "Traveller", "Passenger name"],
  total: ["Total", "Total price", "Total to pay"],
  totalPaid: ["Total", "Total paid", "Total paid"],
  card: ["Payment method", "Pay with", "Card"],
  trips: ["My trips", "My trips", "My trips"],
  findTrip: ["Find a trip", "Find", "Look up"],
} as const satisfies Readonly<Record<string, readonly [string, string, string]>>;

export type Word = keyof typeof WORDS;

/** The wording of a skin. */
export function wordsOf(skin: Skin): (word: Word) => string {
  return (word) => WORDS[word][skin - 1] ?? WORDS[word][0];
}
