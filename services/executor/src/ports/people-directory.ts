import type { Directory } from "../domain/directory.ts";

/** The company's directory of people. */
export interface PeopleDirectory {
  /** Everyone, at most a quarter of an hour old. Throws the vendor's typed errors. */
  people(): Promise<Directory>;
}
