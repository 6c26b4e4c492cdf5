import { EntityId, type PersonEntity } from "@agentic-pm/contracts";

/** A person as the company's directory names them. */
export interface DirectoryPerson {
  readonly id: string;
  readonly displayName: string;
  readonly address: string | null;
  readonly guest: boolean;
}

/** A person as Jira names them; the address is absent where the profile hides it. */
export interface JiraPerson {
  readonly accountId: string;
  readonly displayName: string;
  readonly emailAddress?: string | undefined;
}

/** The people of the company, found by address. Only what the directory vouches for counts as internal. */
export class Directory {
  readonly #byAddress: ReadonlyMap<string, DirectoryPerson>;
  readonly #companyDomain: string;

  constructor(people: readonly DirectoryPerson[], companyDomain: string) {
    const reachable = people.filter(({ address }) => address !== null);
    this.#byAddress = new Map(reachable.map((person) => [normalised(person.address ?? ""), person]));
    this.#companyDomain = companyDomain.toLowerCase();
  }

  /** The person with exactly this address, or null: a look-alike domain or a display name finds nobody. */
  byAddress(address: string, audiences: readonly string[] = []): PersonEntity | null {
    const person = this.#byAddress.get(normalised(address));
    return person === undefined ? null : this.#entity(person, { jiraAccountId: null, audiences });
  }

  /** Jira's person as the directory knows them; one whom it does not know has no address and is not internal. */
  ofJira(person: JiraPerson, audiences: readonly string[]): PersonEntity {
    const known = this.#byAddress.get(normalised(person.emailAddress ?? ""));
    if (known !== undefined) return this.#entity(known, { jiraAccountId: person.accountId, audiences });
    return {
      entityId: EntityId.parse(`person#jira:${person.accountId}`),
      kind: "person",
      displayName: person.displayName.slice(0, 200),
      address: null,
      jiraAccountId: person.accountId,
      internal: false,
      audiences: [...audiences],
    };
  }

  #entity(person: DirectoryPerson, also: { jiraAccountId: string | null; audiences: readonly string[] }): PersonEntity {
    const domain = normalised(person.address ?? "")
      .split("@")
      .at(-1);
    return {
      entityId: EntityId.parse(`person#${person.id}`),
      kind: "person",
      displayName: person.displayName.slice(0, 200),
      address: person.address,
      jiraAccountId: also.jiraAccountId,
      internal: !person.guest && domain === this.#companyDomain,
      audiences: [`person:${person.id}`, ...(person.guest ? [] : ["directory"]), ...also.audiences],
    };
  }
}

/** The directory when it cannot be read: nobody is known, so nobody can be written to. */
export const EMPTY_DIRECTORY = new Directory([], "");

function normalised(address: string): string {
  return address.trim().toLowerCase();
}
