import { createHash } from "node:crypto";
import type { DirectoryUser, MailRecipient } from "../graph/mail-types.ts";
import type { JiraUser } from "../jira/jira-types.ts";

/** The supplier's own domain: everybody in the directory has an address there. */
export const INTERNAL_DOMAIN = "northwind-atlas.example";

interface Person {
  readonly name: string;
  readonly address: string;
  readonly title: string;
  readonly department: string;
  /** Guests have been invited into the directory, so they can be written to; strangers have not. */
  readonly side: "internal" | "guest" | "stranger";
  /** Whether the guest also works in Jira, where a guest's address is hidden. */
  readonly inJira?: boolean;
}

const staff = (name: string, title: string, department: string): Person => ({
  name,
  address: `${name.toLowerCase().replace(" ", ".")}@${INTERNAL_DOMAIN}`,
  title,
  department,
  side: "internal",
});

const PEOPLE = {
  ingrid: staff("Ingrid Solheim", "Project Manager", "Delivery"),
  tomasz: staff("Tomasz Wieczorek", "Technical Lead", "Engineering"),
  priya: staff("Priya Raghunathan", "Backend Engineer", "Engineering"),
  luca: staff("Luca Ferrante", "Frontend Engineer", "Engineering"),
  amara: staff("Amara Okonjo", "QA Lead", "Quality"),
  henrik: staff("Henrik Dahl", "Platform Engineer", "Operations"),
  yuki: staff("Yuki Tanabe", "UX Designer", "Design"),
  sofia: staff("Sofia Lindqvist", "Product Owner", "Product"),
  marcus: staff("Marcus Adeyemi", "Security Officer", "Security"),
  chiara: staff("Chiara Bellandi", "Director of Digital, sponsor of Atlas", "Management"),
  dmitri: staff("Dmitri Vasarhelyi", "Data Engineer", "Engineering"),
  nadia: staff("Nadia Haddad", "Finance Controller", "Finance"),
  rhys: {
    name: "Rhys Penhallow",
    address: "rhys.penhallow@calderfinch.example",
    title: "IT Lead, Calder & Finch Utilities",
    department: "Customer",
    side: "guest",
    inJira: true,
  },
  eleanor: {
    name: "Eleanor Marsh",
    address: "eleanor.marsh@calderfinch.example",
    title: "Programme Manager, Calder & Finch Utilities",
    department: "Customer",
    side: "guest",
  },
  beatriz: {
    name: "Beatriz Nogueira",
    address: "beatriz.nogueira@stratus-identity.example",
    title: "Onboarding Manager, Stratus Identity",
    department: "Vendor",
    side: "guest",
  },
  jonas: {
    name: "Jonas Reiter",
    address: "jonas.reiter@quillpay.example",
    title: "Integration Support, Quillpay",
    department: "Vendor",
    side: "guest",
  },
  harborline: {
    name: "Harborline Hosting Support",
    address: "support@harborline.example",
    title: "Support desk",
    department: "Vendor",
    side: "stranger",
  },
} as const satisfies Record<string, Person>;

export type PersonKey = keyof typeof PEOPLE;

/** The account in whose name the product works. */
export const AGENT_ACCOUNT_ID = accountId("atlas-agent");
/** Who gave a token to the canary of deploys. */
export const CANARY_PERSON = "henrik" satisfies PersonKey;
export const AGENT_EMAIL = `atlas-agent@${INTERNAL_DOMAIN}`;

export function isPersonKey(key: string): key is PersonKey {
  return Object.hasOwn(PEOPLE, key);
}

/** The Jira account of a person. */
export function accountOf(person: PersonKey): string {
  return accountId(person);
}

/** `@[Name|account]`, which the ADF writer turns into a mention. */
export function mentionOf(person: PersonKey): string {
  return `@[${PEOPLE[person].name}|${accountOf(person)}]`;
}

export function addressOf(person: PersonKey): MailRecipient {
  const { name, address } = PEOPLE[person];
  return { name, address };
}

/** Everybody with a Jira account: the staff, the customer's guest, and the product itself. */
export function jiraUsers(): JiraUser[] {
  const people = (Object.entries(PEOPLE) as [PersonKey, Person][]).filter(
    ([, { side, inJira }]) => side === "internal" || inJira === true,
  );
  const users = people.map(([key, { name, address, side }]): JiraUser => ({
    accountId: accountOf(key),
    accountType: "atlassian",
    displayName: name,
    ...(side === "guest" ? {} : { emailAddress: address }),
    active: true,
    timeZone: "Etc/UTC",
  }));
  const agent: JiraUser = {
    accountId: AGENT_ACCOUNT_ID,
    accountType: "atlassian",
    displayName: "Atlas PM Agent",
    emailAddress: AGENT_EMAIL,
    active: true,
    timeZone: "Etc/UTC",
  };
  return [...users, agent];
}

/** The tenant's directory: the staff, and the invited guests of customer and vendors. */
export function directoryUsers(): DirectoryUser[] {
  return (Object.values(PEOPLE) as Person[])
    .filter(({ side }) => side !== "stranger")
    .map(({ name, address, title, department, side }) => {
      const [givenName = "", surname = ""] = name.split(" ");
      const isGuest = side === "guest";
      return {
        id: uuidOf(address),
        displayName: name,
        givenName,
        surname,
        mail: address,
        userPrincipalName: isGuest ? `${address.replace("@", "_")}#EXT#@${INTERNAL_DOMAIN}` : address,
        jobTitle: title,
        department,
        userType: isGuest ? "Guest" : "Member",
      };
    });
}

function accountId(name: string): string {
  return `712020:${uuidOf(`account:${name}`)}`;
}

function uuidOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
