import type { PersonEntity } from "@agentic-pm/contracts";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import type { PeopleDirectory, ProjectLead } from "../../ports/people-directory.ts";
import { JiraProject } from "./jira-answers.ts";
import type { JiraApi } from "./jira-api.ts";

/** Asks Jira who leads the project. Only a lead whom the directory knows is one that mail can name. */
export class JiraProjectLead implements ProjectLead {
  readonly #api: JiraApi;
  readonly #around: { directory: PeopleDirectory; logger: StructuredLogger };

  constructor(api: JiraApi, around: { directory: PeopleDirectory; logger: StructuredLogger }) {
    this.#api = api;
    this.#around = around;
  }

  async lead(): Promise<PersonEntity | null> {
    try {
      const { projectKey } = await this.#api.site();
      const path = `/rest/api/3/project/${projectKey}`;
      const { lead } = await this.#api.call({ method: "GET", path, repeatable: true }, JiraProject);
      if (lead === null || lead === undefined) return null;
      const person = (await this.#around.directory.people()).ofJira(lead, [`project:${projectKey}`]);
      return person.address === null ? null : person;
    } catch (error) {
      this.#around.logger.error(LogCode.SOURCE_UNHEALTHY, error, { signalSource: "project lead" });
      return null;
    }
  }
}
