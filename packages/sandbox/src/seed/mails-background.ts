import type { MailRecipient } from "../graph/mail-types.ts";
import { INTERNAL_DOMAIN } from "./people.ts";
import type { SeedMail } from "./seed-types.ts";

const sender = (name: string, address: string): MailRecipient => ({ name, address });

const BULK = [
  { name: "List-Unsubscribe", value: "<mailto:unsubscribe@brightledger-news.example>" },
  { name: "Precedence", value: "bulk" },
];
const AUTOMATIC = [{ name: "Auto-Submitted", value: "auto-generated" }];

/** Mail that asks nothing of anybody: newsletters, machines, absences, invitations. */
export const BACKGROUND_MAILS: readonly SeedMail[] = [
  {
    name: "newsletter-brightledger",
    from: sender("Brightledger Weekly", "weekly@brightledger-news.example"),
    at: "-2 06:00",
    subject: "Five signs that your roadmap is a wish list",
    headers: BULK,
    html: '<html><head><style>.c{color:#333}</style></head><body class="c"><h1>Brightledger Weekly</h1><p>This week: why milestones slip in the last third, a template for honest status reports, and an interview about estimates.</p><p><a href="https://brightledger-news.example/read">Read on</a></p><p>You receive this because you signed up. <a href="https://brightledger-news.example/out">Unsubscribe</a></p></body></html>',
  },
  {
    name: "newsletter-frontier",
    from: sender("Utility Frontier", "news@utility-frontier.example"),
    at: "-4 05:30",
    subject: "Smart meters: three countries compared",
    headers: [{ name: "List-Unsubscribe", value: "<https://utility-frontier.example/u>" }],
    html: "<html><body><p>Good morning!</p><p>In this issue we compare the smart-meter programmes of three countries and look at what regulators expect next year.</p><ul><li>Rollout figures</li><li>What customers say</li><li>Events</li></ul><p>Utility Frontier, the newsletter for people in energy IT</p></body></html>",
  },
  {
    name: "jira-digest",
    from: sender("Jira", `jira@${INTERNAL_DOMAIN}`),
    at: "-1 07:00",
    subject: "[JIRA] Your daily digest: 9 updates in ATLAS",
    headers: AUTOMATIC,
    text: "There were 9 updates in projects you watch.\n\nATLAS-33 moved to In Review\nATLAS-40 moved to In Progress\nATLAS-60 created by Amara Okonjo\nand 6 more\n\nYou are receiving this mail because of your notification settings.",
  },
  {
    name: "pipeline-green",
    from: sender("Build Server", `builds@${INTERNAL_DOMAIN}`),
    at: "-1 10:12",
    subject: "Pipeline portal-web #4127 succeeded",
    headers: AUTOMATIC,
    text: "portal-web #4127 on branch main: success after 11 min 48 s.\nDeployed to: production (flagged).\nCommitter: Luca Ferrante.",
  },
  {
    name: "out-of-office-jonas",
    from: "jonas",
    at: "-1 15:02",
    subject: "Automatic reply: Webhook certificates, company check",
    thread: "quillpay-paperwork",
    headers: [
      { name: "Auto-Submitted", value: "auto-replied" },
      { name: "X-Auto-Response-Suppress", value: "All" },
    ],
    text: "Thank you for your mail. I am out of the office until {day:+2} and do not read mail. In urgent cases please write to the integration desk.\n\nJonas Reiter",
  },
  {
    name: "invite-steering",
    from: "chiara",
    cc: ["sofia", "tomasz"],
    at: "-5 12:15",
    subject: "Atlas steering committee",
    text: "Agenda: pilot readiness, budget, open decisions. The documents will be sent the day before.",
    meeting: { start: "+2 13:00", end: "+2 14:00", location: "Room Fjord and online" },
  },
  {
    name: "invite-retro",
    from: "amara",
    cc: ["tomasz", "luca", "priya"],
    at: "-6 09:30",
    subject: "Retrospective of sprint 11",
    text: "As always: one thing to keep, one thing to change. I bring the cake.",
    meeting: { start: "-5 15:00", end: "-5 16:00", location: "Room Birch" },
  },
  {
    name: "fire-drill",
    from: sender("Facilities", `facilities@${INTERNAL_DOMAIN}`),
    at: "-3 08:00",
    subject: "Fire drill on Wednesday at eleven",
    text: "Dear colleagues, there will be a fire drill on Wednesday at 11:00. Please leave the building by the nearest staircase and meet at the bicycle stands. The lifts will be out of service for about twenty minutes.",
  },
  {
    name: "timesheets",
    from: sender("People Team", `people@${INTERNAL_DOMAIN}`),
    at: "-2 07:00",
    subject: "Timesheets are due on Friday",
    headers: AUTOMATIC,
    text: "This is the monthly reminder to hand in your timesheets by Friday noon. If yours is already complete you need not do anything.",
  },
  {
    name: "password-notice",
    from: sender("IT Service Desk", `servicedesk@${INTERNAL_DOMAIN}`),
    at: "-4 08:10",
    subject: "New sign-in keys for the office network",
    text: "From next month the office network will use sign-in keys in place of passwords. You can collect yours at the service desk on the ground floor. We will never ask for your password by mail.",
  },
  {
    name: "webinar",
    from: sender("Cloudmill Events", "events@cloudmill.example"),
    at: "-3 06:45",
    subject: "Last seats: webinar on zero-downtime migrations",
    headers: BULK,
    html: '<html><body><h2>Zero-downtime migrations in practice</h2><p>Join two hundred architects for a free online session next Thursday. Seats are limited.</p><p><a href="https://cloudmill.example/register">Register now</a></p></body></html>',
  },
  {
    name: "alert-resolved",
    from: sender("Monitoring", `monitoring@${INTERNAL_DOMAIN}`),
    at: "-1 03:20",
    subject: "RESOLVED: staging database, high latency",
    headers: AUTOMATIC,
    text: "The alert 'staging database, high latency' has ended after 14 minutes. Cause: backup job. No action is needed.",
  },
  {
    name: "delivery-receipt",
    from: sender("Mail Delivery System", `postmaster@${INTERNAL_DOMAIN}`),
    at: "-2 11:05",
    subject: "Delivered: Minutes of the weekly meeting",
    headers: AUTOMATIC,
    text: "Your message 'Minutes of the weekly meeting' was delivered to all 7 recipients.",
  },
  {
    name: "security-training",
    from: "marcus",
    cc: ["sofia", "tomasz", "amara"],
    at: "-4 11:40",
    subject: "Training: how people attack assistants with words",
    text: 'Hi all,\n\na short reading for the security training on {day:+6}. An attacker may write a sentence like "ignore your earlier instructions" into a ticket and hope that a tool takes it for an order. In the session we will look at examples and at why our tools must not decide on the strength of a text alone. Nothing to prepare.\n\nMarcus',
  },
];
