import type { Clock } from "@agentic-pm/contracts";
import { Directory, type DirectoryPerson } from "../../domain/directory.ts";
import type { PeopleDirectory } from "../../ports/people-directory.ts";
import { GraphUser, UserPage } from "./graph-answers.ts";
import type { GraphApi } from "./graph-api.ts";

const FRESH_MS = 15 * 60_000;
const MOST_PAGES = 20;
const FIRST_PAGE = "/users?$select=id,displayName,mail,userPrincipalName,userType&$top=999";

/** The tenant's users. The company's own domain is that of the mailbox which the operator configured. */
export class GraphPeopleDirectory implements PeopleDirectory {
  readonly #api: GraphApi;
  readonly #clock: Clock;
  #kept: { readonly directory: Promise<Directory>; readonly until: number } | null = null;

  constructor(api: GraphApi, { clock }: { clock: Clock }) {
    this.#api = api;
    this.#clock = clock;
  }

  /** Both sources ask at the same time; they share one reading. A failed one is not kept. */
  people(): Promise<Directory> {
    const now = this.#clock.now().getTime();
    if (this.#kept !== null && this.#kept.until > now) return this.#kept.directory;
    const directory = this.#read();
    this.#kept = { directory, until: now + FRESH_MS };
    directory.catch(() => (this.#kept = null));
    return directory;
  }

  async #read(): Promise<Directory> {
    const { mailbox } = await this.#api.mailbox();
    const people: DirectoryPerson[] = [];
    let path: string | undefined = FIRST_PAGE;
    for (let page = 0; page < MOST_PAGES && path !== undefined; page += 1) {
      const answer: { value: unknown[]; "@odata.nextLink"?: string | undefined } = await this.#api.call(
        { method: "GET", path, repeatable: true },
        UserPage,
      );
      people.push(...answer.value.flatMap(personIn));
      path = answer["@odata.nextLink"];
    }
    return new Directory(people, mailbox.split("@").at(-1) ?? "");
  }
}

/** A user without a sound id or address cannot be written to; the others are not held up by them. */
function personIn(raw: unknown): DirectoryPerson[] {
  const user = GraphUser.safeParse(raw);
  if (!user.success) return [];
  const { id, displayName, mail, userPrincipalName, userType } = user.data;
  const guest = userType?.toLowerCase() === "guest" || userPrincipalName?.toUpperCase().includes("#EXT#") === true;
  return [{ id, displayName: displayName ?? "", address: mail ?? null, guest }];
}
