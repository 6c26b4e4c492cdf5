import type { Topic } from "@agentic-pm/contracts";

/** Topics that wording speaks for; the others follow from headers, or from nothing else fitting. */
export type EvidencedTopic = Exclude<Topic, "newsletter" | "notification" | "other">;

/** A wording, and how clearly it speaks for its topic. */
export interface Evidence {
  readonly pattern: RegExp;
  readonly weight: number;
}

const strong = (pattern: RegExp): Evidence => ({ pattern, weight: 3 });
const weak = (pattern: RegExp): Evidence => ({ pattern, weight: 1 });

/** In order of urgency: the first wins where the evidence is equal. */
export const EVIDENCE: readonly (readonly [EvidencedTopic, readonly Evidence[]])[] = [
  [
    "milestone_slip",
    [
      strong(
        /\b(?:milestone|release|go-?live|launch|cut-?over|pilot|deadline|delivery|date|schedule|timeline|sprint goal)\b.{0,80}\b(?:slip(?:s|ped|ping)?|(?:is|are|will be|was|has been|have been) (?:delayed|postponed|late)|at stake|(?:cannot|can't|can not|won't|will not) be (?:held|met|kept|reached)|moves? (?:back|out|to the right))\b/iu,
      ),
      strong(
        /\b(?:do not|don't|no longer) (?:think|believe|expect|see)\b.{0,60}\b(?:held|hold|make|meet|met|reach|keep)\b/iu,
      ),
      strong(
        /\b(?:moved|pushed|shifted|postponed|delayed|slipped|rescheduled)\b.{0,60}\b(?:to|until|till|by)\b (?:the )?(?:\d|mon|tue|wed|thu|fri|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|next|q[1-4]|one|two|three|four)/iu,
      ),
      strong(
        /\b(?:will|would|going to|are going to) (?:miss|overrun|slip)\b.{0,40}\b(?:date|deadline|milestone|release|launch|go-?live|sprint)?/iu,
      ),
      strong(
        /\b(?:behind schedule|running late|delay of (?:\d|one|two|three|four|several|at least)|weeks? (?:late|behind|later than planned))\b/iu,
      ),
      weak(/\b(?:new date|later date|later than planned|revised (?:date|plan|schedule)|re-?plan|delay(?:s|ed)?)\b/iu),
    ],
  ],
  [
    "scope_change",
    [
      strong(
        /\b(?:scope change|change request|change of scope|scope creep|additions? to the scope|(?:extend|expand|enlarge|change|increase|reduce|cut) the scope|out of scope)\b/iu,
      ),
      strong(/\bnot (?:in|part of|covered by) the .{0,30}\b(?:scope|contract|statement of work|sow)\b/iu),
      strong(
        /\b(?:additional|extra|new) (?:requirements?|features?|deliverables?)\b.{0,60}\b(?:need|want|ask|include|require|request|add)/iu,
      ),
      weak(
        /\b(?:we (?:also|additionally) (?:need|want|require)|would (?:also )?like (?:you|us) to (?:add|include|build|support)|(?:two|three|some|further) additions?|in addition to what)\b/iu,
      ),
    ],
  ],
  [
    "blocker",
    [
      strong(
        /\b(?:is|are|am|be|been|currently|remains?|still|we're|i'm|it's|completely|now) (?:\w+ )?blocked\b|^blocked\b|\bblocked (?:by|on|until|here|because)\b|\bblocker\b(?! for nobody)|\bshow-?stopper\b|\bimpediment\b/iu,
      ),
      strong(
        /\b(?:waiting|waits|awaiting)(?: (?:on|for))?\b.{0,80}\b(?:access|approval|tenant|credentials?|certificates?|vendor|supplier|licen[cs]e|sign-?off|export|contract|decision|answer|feedback|response|delivery|environment|team|them|customer|client|legal|procurement|firewall|keys?)\b/iu,
      ),
      strong(
        /\b(?:cannot|can't|can not|could not|couldn't|unable to) (?:proceed|continue|go on|start|move (?:on|this|forward)|make progress|deploy|test|finish|work on|write)\b/iu,
      ),
      strong(
        /\bon hold (?:until|because|till|as|since|pending)\b|\bstuck (?:on|with|because|at|until|in)\b|\b(?:is|are|we're|i'm) stuck\b|\bnothing (?:moves|has arrived|can (?:move|proceed))\b/iu,
      ),
      weak(
        /\b(?:waiting (?:on|for)|owes? us|no (?:answer|response|reply|access)|has not (?:answered|replied|responded)|have not (?:received|heard)|depends on|held up)\b/iu,
      ),
    ],
  ],
  [
    "risk",
    [
      strong(
        /^risks?\s?:|\b(?:there is (?:a|some) (?:real |high |serious |considerable )?risk|(?:the|a|one|another|main|biggest|real|my) risks?\b|risk (?:list|register|log|that|of)|at risk|likelihood (?:is )?(?:high|medium))\b/iu,
      ),
      strong(
        /^(?:if|unless|should)\b.{5,160}\b(?:cannot|can't|will not|won't|do not fit|stops?|miss|fails?|breaks?|lose|would (?:come|be) (?:too )?late|need a new)\b/iu,
      ),
      strong(/\b(?:otherwise|or else)\b.{0,60}\b(?:cannot|can't|do not|will|miss|not fit|stops?|late)\b/iu),
      strong(/\b(?:expires?|runs? out|end of life|end-of-life)\b.{0,20}\b(?:on|in|before|at|by)\b/iu),
      strong(
        /\b(?:above|over|exceeds?|exceeding) (?:the )?budget\b|\bbudget overrun\b|\bsingle point of failure\b|\b(?:resigned|leaves the (?:team|company|project)|long-term sick)\b/iu,
      ),
      strong(/\btwo different (?:dates|versions|numbers|figures)\b|\bcontradict(?:s|ing|ory)?\b/iu),
      weak(
        /\b(?:i am|i'm|we are|we're) (?:worried|concerned|afraid)\b|\b(?:may|might) not (?:be able|make|finish|hold|suffice)\b|\bcould (?:delay|slip|fail|affect|impact)\b|\bconcerns?\b/iu,
      ),
    ],
  ],
  [
    "decision",
    [
      strong(
        /\b(?:we|they|the (?:team|board|steering committee|committee|sponsor|client|customer)) (?:have |has )?(?:now |finally |jointly )?decided\b|\b(?:was|were|has been|been) decided\b(?! (?:two|three|one|\d|by then|later|before))|\bdecided (?:by|to|that|this|against|on)\b/iu,
      ),
      strong(/^(?:final )?decisions?(?: (?:after|from|of|taken|made)\b.{0,60})?\s?(?::|\s[\u2013-])\s/iu),
      strong(
        /\b(?:we (?:will |are going to )?go with|we (?:have )?(?:agreed|settled) (?:on|that|to)|it (?:was|is) agreed|the decision is|signed off (?:on|by)|steering committee (?:has )?(?:approved|decided|accepted|rejected))\b/iu,
      ),
      weak(/\b(?:for the record|decision log|^agreed\b|as agreed)\b/iu),
    ],
  ],
  [
    "completion",
    [
      strong(
        /\b(?:can|may|could|should) (?:now )?be closed\b|\bready to (?:close|be closed)\b|\bplease close (?:this|it)?\b|\bcan go off (?:your|the|our) list\b/iu,
      ),
      strong(
        /\b(?:is|are|was|were|has been|have been|went|now|and|done and|got) (?:now |all |fully |successfully |finally )?(?:live|deployed|released|rolled out|shipped|merged and deployed|in production)\b/iu,
      ),
      strong(
        /^(?:all )?(?:done|finished|completed)\b(?! (?:is|when|criteria|by))|\b(?:is|are|has been|have been) (?:now |all |fully |finally )?(?:finished|completed|done)\b/iu,
      ),
      weak(
        /\b(?:fixed|verified|retested|accepted|all acceptance criteria|merged|no findings|works (?:on|in) production|passed)\b/iu,
      ),
    ],
  ],
  [
    "question",
    [
      strong(/\b(?:could|can|would|will|may|shall) (?:you|we|i|somebody|someone|anyone|our|your|the)\b.{0,200}\?/iu),
      strong(
        /\bplease (?:confirm|advise|clarify|let (?:me|us) (?:know|have)|tell (?:me|us)|send (?:me|us)|answer|respond|reply|check)\b/iu,
      ),
      strong(
        /\b(?:which one|which|who|when|what|where|how|why|do we|does|is it|is there|are there|are we|should (?:i|we)|may (?:i|we))\b[^?]{0,200}\?/iu,
      ),
      weak(
        /\?|\bwe (?:still )?need\b.{0,40}\bfrom you\b|\bfor that we still need\b|\bneeds? (?:a|an) (?:decision|second|answer)\b/iu,
      ),
    ],
  ],
  [
    "status_update",
    [
      strong(/\b(?:status (?:update|report)|progress report|weekly report|sprint (?:goal|review|report))\b/iu),
      weak(
        /\b(?:progress|ready for review|so far|remaining|half ?way|on track|in place|nearly there|come next|draft is|took|of the (?:\w+ )?\d+|\d+ of \d+|works with|tested with)\b/iu,
      ),
    ],
  ],
];

/** Wordings that take the evidence of a sentence back. */
export const NEGATED: Partial<Record<EvidencedTopic, RegExp>> = {
  blocker:
    /\b(?:no longer|not|never|nothing|unblocked|without (?:any )?|no) (?:\w+ ){0,2}(?:blocked|blockers?|blocking|stuck)\b|\bunblocked\b|\bno blockers?\b|\bblocker (?:is |was |has been )?(?:removed|resolved|gone)\b|\bwhat is blocked\b|\bthere is (?:a|some) risk\b|^(?:if|unless)\b/iu,
  milestone_slip:
    /\b(?:no|not|without|never) (?:\w+ ){0,2}(?:slip|delay|delayed|slipping|postponed)\b|^why\b|\bwhy milestones\b|\?$|\bcan be lifted\b/iu,
  completion:
    /\b(?:not|never|almost|nearly|partly|partially|half|once|when|until|after|if|will be|would be|to be|should be|must be|has to be|have to be|happy path|before|unless|as soon as|only when|except|first part|draft) (?:\w+ ){0,3}(?:done|finished|complete|completed|deployed|released|closed|live|merged|fixed)\b|\bhappy path\b|\bcome next\b|\bfrom (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\?$/iu,
  decision:
    /\b(?:not|needs? to be|has to be|have to be|to be|will be|must be|yet|who|until|when) (?:\w+ ){0,2}decided?\b|\bneeds? a decision\b|\bcould you decide\b|\bopen decisions\b|\bshould decide\b|\bin the last steering\b/iu,
  risk: /\b(?:no|without|low|not a|at no) risks?\b/iu,
  scope_change: /\bshorten the scope\b|\bshorter scope\b|\boptions?:/iu,
};
/** Something is left to do: then a claim of completion is not taken at its word. */
export const LEFT_TO_DO =
  /\b(?:come next|remaining|still (?:open|missing|to do|needs?)|more days?|open points?|not yet|except|partially|next step|left to do|follow-?up needed|one (?:more|last) thing)\b/iu;
