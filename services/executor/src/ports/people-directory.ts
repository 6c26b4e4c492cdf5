import type { PersonEntity } from "@agentic-pm/contracts";
import type { Directory } from "../domain/directory.ts";

/** The company's directory of people. */
export interface PeopleDirectory {
  /** Everyone, at most a quarter of an hour old. Throws the vendor's typed errors. */
  people(): Promise<Directory>;
}

/** The lead of the project, as Jira and the directory name them. */
export interface ProjectLead {
  /** Null when there is none, or when Jira cannot be asked: mail is read all the same. */
  lead(): Promise<PersonEntity | null>;
}
