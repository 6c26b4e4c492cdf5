import * as z from "zod";

/** The two custom fields, as a Cloud site numbers them when it is created. */
export const STORY_POINTS = "customfield_10016";
export const SPRINT = "customfield_10020";

/** 2026-03-10T14:30:00.000+0000, as ISO. */
const jiraTime = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), "is no time")
  .transform((text) => new Date(text).toISOString());

const adf = z.looseObject({ type: z.string() });

export const JiraUser = z.object({
  accountId: z.string().min(1).max(128),
  displayName: z.string(),
  emailAddress: z.string().optional(),
  timeZone: z.string().optional(),
});

export const JiraComment = z.object({
  id: z.string().min(1).max(40),
  author: JiraUser.nullish(),
  body: adf,
  created: jiraTime,
  visibility: z.object({ type: z.string(), value: z.string() }).optional(),
});
export type JiraComment = z.infer<typeof JiraComment>;

export const JiraComments = z.object({ total: z.number().int().nonnegative(), comments: z.array(z.unknown()) });

const sprintState = z.enum(["active", "closed", "future"]);
export const IssueSprint = z.object({ state: sprintState, endDate: jiraTime.nullish() });
export const JiraSprint = z.object({
  id: z.number().int(),
  name: z.string(),
  state: sprintState,
  goal: z.string().nullish(),
  endDate: jiraTime.nullish(),
  completeDate: jiraTime.nullish(),
});
export type JiraSprint = z.infer<typeof JiraSprint>;
export const SprintPage = z.object({ isLast: z.boolean().optional(), values: z.array(z.unknown()) });

const ref = z.object({ key: z.string(), fields: z.object({ status: z.object({ name: z.string() }) }).optional() });
const named = z.object({ name: z.string().max(60) });
const changelog = z.object({
  histories: z.array(
    z.object({
      author: JiraUser.nullish(),
      created: jiraTime,
      items: z.array(z.object({ field: z.string(), fromString: z.string().nullish() })),
    }),
  ),
});

export const JiraIssue = z.object({
  id: z.string().min(1).max(40),
  key: z.string().regex(/^[A-Z][A-Z0-9_]{1,20}-\d{1,9}$/),
  changelog: changelog.optional(),
  fields: z.object({
    summary: z.string(),
    description: adf.nullish(),
    status: named,
    priority: named.nullish(),
    issuetype: named,
    duedate: z.iso.date().nullish(),
    updated: jiraTime,
    created: jiraTime,
    project: z.object({ key: z.string().regex(/^[A-Z][A-Z0-9_]{1,20}$/) }),
    assignee: JiraUser.nullish(),
    reporter: JiraUser.nullish(),
    /** The issue security level: who of the project may see the issue at all. */
    security: z.object({ id: z.string().min(1).max(40) }).nullish(),
    issuelinks: z.array(z.object({ outwardIssue: ref.optional(), inwardIssue: ref.optional() })).nullish(),
    comment: JiraComments.nullish(),
    [STORY_POINTS]: z.number().finite().nullish(),
    [SPRINT]: z.array(IssueSprint).nullish(),
  }),
});
export type JiraIssue = z.infer<typeof JiraIssue>;

/** Issues are parsed one by one: a malformed one is refused alone. */
export const SearchPage = z.object({ issues: z.array(z.unknown()), nextPageToken: z.string().nullish() });
export const JiraProject = z.object({ lead: JiraUser.nullish() });
