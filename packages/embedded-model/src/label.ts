/** What these rules call themselves wherever a model is named. They are never presented as Claude or Nova. */
export const label = "embedded";
