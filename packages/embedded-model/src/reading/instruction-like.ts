const ASSISTANT = String.raw`(?:ai|a\.i\.|llm|chat ?bot|language model|(?:virtual |digital |automated |project |pm |coding )?assistant|(?:pm|ai|autonomous|automated|triage|project) agent|automation|system prompt|copilot|chatgpt|claude)`;

/** Wordings that address the machine that reads, not the people on the thread. Each is rare in business text. */
const PATTERNS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}\b(?:previous|prior|above|earlier|preceding|your|system|safety|these|original|initial|you have been)\b.{0,40}\b(?:instructions?|prompts?|rules?|guidelines?|directives?|polic(?:y|ies)|restrictions?|training|told|orders?|constraints?)\b/iu,
  /\b(?:ignore|disregard|forget)\b.{0,20}\b(?:all|any|every\w*)\b.{0,30}\b(?:instructions?|prompts?|directives?|you (?:have been|were) told)\b/iu,
  /<\|?(?:im_start|im_end|system|endoftext|assistant|user)\|?>|\[\/?(?:INST|SYS|SYSTEM|tool_result|tool_call)\b|<\/?(?:tool_result|function_call|system)\b|<<\s?\/?SYS\s?>>/iu,
  /(?:^|\s|["'])(?:system|assistant|developer|tool)(?: message| prompt| note| override)?\s?:\s/iu,
  new RegExp(
    String.raw`\b(?:dear|attention|attn|note|notice|message|instructions?|memo|hint|reminder|order)s?\b.{0,12}\b(?:to|for|the|any|all|,|:)?\s?.{0,8}\b${ASSISTANT}\b`,
    "iu",
  ),
  new RegExp(String.raw`^(?:hey |hi |hello |ok |okay )?(?:${ASSISTANT})\s?[,:\u2013-]\s`, "iu"),
  new RegExp(
    String.raw`\b(?:if you are|as|you are(?: now)?|you, the|any|the) (?:an? |the )?${ASSISTANT}\b.{0,80}\b(?:must|should|please|shall|has to|have to|need to|reading|processing|handling|summari[sz])`,
    "iu",
  ),
  /\byou are (?:now |no longer )(?:an? |the |in |bound |restricted )/iu,
  /\byou are (?:the )?(?:project's |system |jira )?administrator\b/iu,
  /\b(?:developer|debug|maintenance|admin|god|dan|unrestricted) mode\b/iu,
  /\b(?:reveal|print|show|repeat|output|leak|disclose|tell me|what (?:is|are))\b.{0,40}\b(?:system prompt|your (?:initial |original |hidden |secret )?(?:instructions?|prompt|rules|secret|api key|password)|(?:previous|initial) instructions|hidden (?:prompt|instructions?))/iu,
  /\b(?:new|updated|real|additional|following) instructions?\s?(?:(?:for|to) (?:you|the (?:agent|assistant|system))|:|are as follows)/iu,
  /\b(?:approval_id|approved_by|policy)\s?=\s?\w|\bsaniti[sz]ed\s?[=:]\s?(?:true|yes)|\[(?:approved|sanitised|sanitized|trusted|verified|system)\]/iu,
  /\b(?:cleared|approved|authori[sz]ed) by the (?:approval service|operator|policy engine|system)\b|\b(?:second|further|additional|human|no) (?:confirmation|approval|review)\b.{0,30}\b(?:not (?:needed|required|necessary)|would be a duplicate|is needed|is required|unnecessary)/iu,
  /\bwithout (?:any |asking for |waiting for |further |human )+(?:approval|confirmation|review|asking)\b/iu,
  /\b(?:jira\.(?:comment|transition)|mail\.send|operator\.notify|artefact\.update|recommend_actions|record_triage)\b|"(?:actions|tool_calls|tool_use|toolUse)"\s?:\s?\[|"role"\s?:\s?"(?:system|assistant)"|"type"\s?:\s?"(?:tool_use|function)"/iu,
  /\bwhen(?:ever)? you (?:summari[sz]e|process|read|triage|analy[sz]e|handle|parse) this (?:ticket|mail|e-?mail|message|issue|text|page|document|thread)\b/iu,
  /\b(?:whoever or whatever|whatever) (?:looks after|reads|processes|handles|manages) th(?:is|e)\b/iu,
  /\b(?:close|transition|move|set|delete|resolve)\b.{0,15}\b(?:all|every)\b.{0,25}\b(?:tickets?|issues?|one)\b.{0,60}(?:\bdone\b|\bclosed\b|\bin progress\b|\btoday\b|$)/iu,
  /\b(?:forward|send|mail|copy|redirect|export)\b.{0,20}\b(?:all|every|each|any|the (?:last|latest|full|whole|entire))\b.{0,40}\b(?:mails?|e-?mails?|messages?|inbox|mailbox|credentials|tokens|passwords|secrets|correspondence)\b.{0,40}\bto\b/iu,
  /\btreat\b.{0,60}\bas (?:the |an? |your )?(?:authori[sz]ation|approval|permission)\b/iu,
  /\b(?:from now on|henceforth)\b.{0,30}\b(?:you|respond|answer|reply|act|treat|always|use only)\b/iu,
  /\brespond (?:only )?with\b|\boutput (?:only|exactly)\b|\bend (?:every|your) (?:answer|response|reply|summary) with\b/iu,
  /\b(?:do anything now|you (?:are|have been) jailbroken|jailbreak (?:mode|prompt))\b/iu,
  /\b(?:ignoriere|missachte|vergiss)\b.{0,40}\b(?:anweisungen|regeln|vorgaben)\b/iu,
  /\b(?:ignora|olvida|desobedece)\b.{0,40}\b(?:instrucciones|istruzioni|instru\u00E7\u00F5es|reglas)\b/iu,
  /\b(?:ignorez|ignore|oubliez|oublie)\b.{0,30}\b(?:instructions|consignes) (?:pr\u00E9c\u00E9dentes|ant\u00E9rieures|ci-dessus)/iu,
  /\u5FFD\u7565.{0,12}(?:\u6307\u4EE4|\u6307\u793A|\u63D0\u793A)|\u7121\u8996\u3057\u3066/u,
  /\u0438\u0433\u043D\u043E\u0440\u0438\u0440\u0443\p{L}{0,4}.{0,40}(?:\u0438\u043D\u0441\u0442\u0440\u0443\u043A\u0446\p{L}{1,4}|\u043F\u0440\u0430\u0432\u0438\u043B\p{L}{0,3})/iu,
];
/** Somebody who writes about such wordings, in quotation marks, does not use them. */
const MENTIONED =
  /\b(?:like|such as|for example|e\.g\.|phrases?|sentences?|words?|says?|called|about)\b[^"'\u201C\u2018]{0,20}["'\u201C\u2018][^"\u201D\u2019]{1,200}["'\u201D\u2019]/giu;
const LONGEST = 1200;

/** Whether a sentence addresses an assistant or forges its marks. One flag among others; nothing relies on it. */
export function isInstructionLike(sentence: string): boolean {
  const bounded = sentence.slice(0, LONGEST).replaceAll(MENTIONED, " ");
  return PATTERNS.some((pattern) => pattern.test(bounded));
}
