import type { Credentials } from "../domain/credentials.ts";
import type { SignIn } from "../ports/rotation.ts";
import { applicationUrl, callGraph, tokenFor, withoutSlash } from "./graph-http.ts";

/** Tries credentials at Microsoft: a token of their own, and with it one read that each application may make. */
export class GraphSignIn implements SignIn {
  async works(credentials: Credentials): Promise<boolean> {
    const token = await tokenFor(credentials);
    if (token === null) return false;
    const headers = { authorization: `Bearer ${token}` };
    return (await callGraph(probeUrl(credentials), { headers })).status === 200;
  }
}

/** A message's id tells nothing; so does the application's own. */
function probeUrl(credentials: Credentials): string {
  const { baseUrl, clientId, mailbox, folder = "inbox" } = credentials;
  if (mailbox === undefined) return `${applicationUrl({ baseUrl }, clientId)}?$select=appId`;
  const messages = `mailFolders/${encodeURIComponent(folder)}/messages?$top=1&$select=id`;
  return `${withoutSlash(baseUrl)}/users/${encodeURIComponent(mailbox)}/${messages}`;
}
