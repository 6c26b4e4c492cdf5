import { INTERNAL_DOMAIN } from "../seed/people.ts";
import type { MailRecipient } from "./mail-types.ts";

/** How a mail reached the mailbox: as its `From` says, with a `From` that its origin may not use, or unsigned. */
export type MailAuthentication = "genuine" | "spoofed" | "unsigned";

interface Header {
  readonly name: string;
  readonly value: string;
}

/**
 * What Exchange Online stamps on a mail that it takes in: mail of the tenant's own accounts is marked as internal, mail
 * from outside carries the results of SPF, DKIM and DMARC. Both are set by the server; what a sender wrote under these
 * names is renamed before.
 */
export function authenticationHeaders(from: MailRecipient, authentication: MailAuthentication = "genuine"): Header[] {
  const domain = (from.address.split("@")[1] ?? "").toLowerCase();
  if (authentication === "genuine" && domain === INTERNAL_DOMAIN) {
    return [{ name: "X-MS-Exchange-Organization-AuthAs", value: "Internal" }];
  }
  return [
    { name: "X-MS-Exchange-Organization-AuthAs", value: "Anonymous" },
    { name: "Authentication-Results", value: resultsOf(domain, authentication) },
  ];
}

function resultsOf(domain: string, authentication: MailAuthentication): string {
  const at = `header.from=${domain}`;
  switch (authentication) {
    case "genuine":
      return `spf=pass (sender IP is 192.0.2.10) smtp.mailfrom=${domain}; dkim=pass (signature was verified) header.d=${domain};dmarc=pass action=none ${at};compauth=pass reason=100`;
    case "spoofed":
      return `spf=fail (sender IP is 198.51.100.7) smtp.mailfrom=elsewhere.example; dkim=none (message not signed) header.d=none;dmarc=fail action=none ${at};compauth=fail reason=001`;
    case "unsigned":
      return `spf=none (sender IP is 203.0.113.5) smtp.mailfrom=${domain}; dkim=none (message not signed) header.d=none;dmarc=none action=none ${at};compauth=none reason=905`;
  }
}

const SERVERS_OWN = new Set(["authentication-results", "x-ms-exchange-organization-authas"]);

/** The headers as the mailbox has them: the sender's own, those in the server's names renamed, then the server's. */
export function receivedHeaders(
  sent: readonly Header[],
  from: MailRecipient,
  authentication?: MailAuthentication,
): Header[] {
  const renamed = sent.map(({ name, value }) =>
    SERVERS_OWN.has(name.toLowerCase()) ? { name: `${name}-Original`, value } : { name, value },
  );
  return [...renamed, ...authenticationHeaders(from, authentication)];
}
