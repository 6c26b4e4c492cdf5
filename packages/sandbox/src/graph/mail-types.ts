export interface MailRecipient {
  readonly name: string;
  readonly address: string;
}

export interface ExtendedProperty {
  /** Such as `String {66f5a359-4659-4830-9070-00047ec6ac6e} Name idempotency-key`. */
  readonly id: string;
  readonly value: string;
}

export interface MeetingRequest {
  readonly start: string;
  readonly end: string;
  readonly location: string;
}

export interface MailMessage {
  readonly id: string;
  readonly folder: "inbox" | "sentitems";
  readonly internetMessageId: string;
  readonly conversationId: string;
  readonly from: MailRecipient;
  readonly sender: MailRecipient;
  readonly to: readonly MailRecipient[];
  readonly cc: readonly MailRecipient[];
  readonly bcc: readonly MailRecipient[];
  readonly replyTo: readonly MailRecipient[];
  readonly subject: string;
  readonly body: { readonly contentType: "text" | "html"; readonly content: string };
  /** ISO instant; for a sent mail the time of sending. */
  readonly received: string;
  readonly importance: "low" | "normal" | "high";
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly extendedProperties: readonly ExtendedProperty[];
  readonly meeting: MeetingRequest | null;
}

/** A person of the tenant's directory. */
export interface DirectoryUser {
  readonly id: string;
  readonly displayName: string;
  readonly givenName: string;
  readonly surname: string;
  readonly mail: string;
  readonly userPrincipalName: string;
  readonly jobTitle: string;
  readonly department: string;
  readonly userType: "Member" | "Guest";
}
