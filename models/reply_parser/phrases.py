"""The phrases in which owners say that an item is done, needs time, is red, or is not theirs.

A blank in a pattern stands for any white space. Every repetition is bounded, so that no text is slow to read.
"""

import re
from typing import Final

from models.dates.words import pattern


def one_of(*options: str) -> str:
    """Return an expression for any of the `options`."""
    return f"(?:{'|'.join(options)})"


def _forms(*expressions: str) -> tuple[re.Pattern[str], ...]:
    return tuple(pattern(expression) for expression in expressions)


_END = r"(?=\s{0,9}(?:$|[.,;:!?)]|- |-$))"
"""Where a phrase has to end: before a mark, or with the sentence."""

_REFERENCE = r"(?:#?\d{3,9}|[A-Za-z]\w{0,30}-[\w.()]{1,12})"
_NOUN = one_of(
    *("rec", "recommendation", "action", "item", "afi", "area for improvement", "task", "requirement"),
    "cause of concern",
)
_IT = one_of(
    rf"(?:all (?:of )?)?(?:this|it|that|everything)(?: one| {_NOUN})?",
    "all",
    rf"(?:the |our |my )?(?:{_NOUN}s?|work|actions)(?: {_REFERENCE}| (?:on|for|under) (?:this|it))?",
    _REFERENCE,
    r"all (?:the )?(?:actions|work|points|parts|elements)(?: (?:of|on|for) (?:this|it))?",
)
"""How people name the whole item. “The training” is not among them."""

_IS = one_of("is", "are", "was", "were", "has been", "have been", "has", "have")
_FULLY = one_of(
    *("all", "now", "fully", "already", "both", "been", "also", "finally", "successfully", "considered"),
    *("deemed", "entirely", "completely", r"100\s?(?:%|per\s?cent)"),
)
_SIGNED_OFF = r"sign(?:ed)?(?: |-)?off"
_READY = (
    rf"ready (?:for|to be|to) (?:check(?:ing|ed)?|{_SIGNED_OFF}|submission|submit(?:ted)?|clos(?:ure|ed?))"
)
_DONE = r"(?:done(?: and dusted)?|completed?)"
_STATE = one_of(
    *(_DONE, "finished", "closed", "implemented", "delivered", "achieved", "actioned", "discharged"),
    *("embedded", "fulfilled", "resolved", "met", "satisfied", "in place", _READY),
)
_STATE_ALONE = one_of(
    r"(?:(?:all|job|now|fully|confirmed|100\s?(?:%|per\s?cent)|as) ){0,2}"
    rf"(?:{_DONE}|finished|closed|actioned|implemented|discharged|delivered|{_READY})",
    r"(?:now |fully |all )?(?:embedded|business as usual|bau)",
)
_AFTER_DONE = one_of(
    _END,
    r" (?:now|today|yesterday|last week|last month|in full|thanks|thank you|too|as of|because|since|with)\b",
    r" (?:on|in) \d",
    r" as \w",
    r" (?:at|by) (?:the|our|my|gold|silver|force|last)\b(?! (?:end|close|beginning|start))",
    r" (?:under|for|on|against) (?:this|it)\b",
    r" and (?:evidence|evidenced|attached|ready|tested|embedded|closed|signed|can be)\b",
    r" and (?:is|are|has|have|was|were)(?: now| all| both)?(?: been)?"
    r" (?:embedded|signed|closed|approved|business|bau)\b",
    r" from (?:our|my|the force's|a force) \w{3,12}\b",
)
_PLEASE = one_of(
    *("please", "kindly", "(?:can|could) (?:you|we)(?: please)?", "i", "we", "i would", "we would"),
    *(
        "i'd",
        "happy (?:to|for)",
        "suggest(?: we)?",
        "recommend(?: that)?(?: we)?",
        "propose(?: to)?",
        "now",
        "can|could",
    ),
    *("request(?: that)?", "would like to", "like to"),
)
_SUBMITTED = (
    r"(?:submit(?:ted)?|sent|put forward)(?: to (?:hmicfrs|the inspectorate))?"
    r"(?: for (?:checking|closure|sign(?: |-)?off))?"
)
_CLOSE_IT = one_of(
    rf"clos(?:e|ing)(?: {_IT})?(?: off| down)?",
    rf"closure(?: of {_IT})?",
    "for closure",
    rf"mark(?: {_IT})? (?:as )?(?:done|completed?|closed)",
    rf"(?:show|record|treat|regard|consider|update)(?: {_IT})? (?:as |to )?(?:done|completed?|closed)",
    rf"(?:take|sign|tick)(?: {_IT})? off(?: (?:the|my|our) (?:list|register|tracker))?",
    rf"archive(?: {_IT})?",
    rf"{_IT} (?:to )?be (?:marked|shown|recorded) (?:as )?(?:done|completed?|closed)",
    rf"submit(?: {_IT})?(?: for (?:checking|closure|sign(?: |-)?off))?",
    rf"sign(?: {_IT})? off",
    rf"{_IT} (?:can|is|be|to be|should) (?:now )?(?:be )?(?:closed(?: off| down)?|signed off|{_SUBMITTED})",
)

GREETING: Final = pattern(
    "(?:"
    + one_of(
        *("hi", "hello", "hey", "morning", "good morning", "afternoon", "good afternoon", "yes", "yep", "ok"),
        *("okay", "sorry", "thanks", "thank you", "update", "fyi", "just to say", "to confirm"),
        *("(?:i|we) (?:think|believe|consider|feel)(?: that)?", "unfortunately", "realistically"),
        *("i can confirm(?: that)?", "confirmed?", "happy to confirm(?: that)?", "pleased to say(?: that)?"),
    )
    + r"(?: \w{1,20}(?=[,!:]))?[,!:\s-]{1,3}){1,3}"
)
"""What people open with before they say what they mean."""

ASKS_TO_CLOSE: Final = pattern(rf"(?:{_PLEASE} ){{1,3}}{_CLOSE_IT}(?: please| now| thanks){{0,2}}{_END}")
"""A sentence that begins so wants it closed, also where it asks whether it can be."""

DONE: Final = _forms(
    rf"{_IT}(?: {_IS}|'s)? (?:{_FULLY} ){{0,3}}{_STATE}{_AFTER_DONE}",
    rf"{_STATE_ALONE}{_AFTER_DONE}",
    r"(?:i|we|the (?:team|unit|department))(?:'ve| have| has)(?: (?:now|fully|all|also|since|successfully)){0,2}"
    rf" (?:finished|completed|implemented|delivered|discharged|done|actioned|closed|met|fulfilled)"
    rf" {_IT}{_AFTER_DONE}",
    rf"(?:{_IT} )?(?:can|may|should|to) (?:now )?be (?:closed(?: off| down)?|signed off|{_SUBMITTED})"
    rf"(?: now| please){{0,2}}{_END}",
)
"""A sentence that begins so says that the whole item is done."""

LISTS_WHAT_IS_DONE: Final = pattern(
    r"\s{0,9}(?::|-) (?!(?:all|every|evidence|see|attached|please|as|with|thank)\b)"
)
"""“Done: training” counts up what is done."""

NOTHING_LEFT: Final = pattern(
    r"\b(?:no|nothing|none)(?: (?:further|more|other|else))?(?: (?:is|are))?"
    r" (?:outstanding|remaining|remains?|left|to do|actions?|work)(?: (?:work|actions?|points?|issues?|items?))?"
    r"(?: (?:to do|needed|required|outstanding|remaining|left))?\b"
)
"""“No outstanding actions” says that it is done, though it holds words by which it could be otherwise."""

AWAITS_OTHERS: Final = pattern(
    r"\b(?:awaiting|waiting for|pending) (?:(?:hmicfrs|the inspectorate|inspectorate|your|coordinator)(?:'s)? )?"
    rf"(?:{_SIGNED_OFF}|closure|check(?:ing)?|confirmation)"
)
"""What may follow although it waits: the force's part is done."""

NOT_YET: Final = pattern(
    r"\b"
    + one_of(
        *("not", "cannot", "no longer", "never", "nothing", "none", "nobody", "only", "if", "unless", "when"),
        *("whether", "once", "until", "till", "will", "shall", "would", "could", "should", "may", "might"),
        *("hop(?:e|es|ing)", "aim(?:s|ing)?", "plan(?:s|ned|ning)?", "expect(?:s|ed|ing)?", r"intend\w{0,5}"),
        *("nearly", "almost", "mostly", "largely", "partly", "partially", "part", "half", "some", "most"),
        *("except", "apart", "but", "however", "although", "though", "still", "yet", "awaiting", "waiting"),
        *("pending", "outstanding", "on-?going", "remain(?:s|ing)?", "to(?: |-)do", "next", "soon"),
        *("tomorrow", "under way", "in progress", "in train", "started", "begun", "working"),
        *("delay(?:ed)?", "slipp(?:ed|ing)", "paused", "by the end", "due to be", "to follow", "left"),
    )
    + r"\b|\w{2}n't\b|'ll\b|\b(?!100)\d{1,2}\s?(?:%|per\s?cent)"
)
"""Words by which a reply that seems to say done says something else; the whole reply is searched for them."""

NEGATED: Final = pattern(
    r"\b(?:not|cannot|no|no longer|never|without|nor|if|unless|whether|might|rather than|instead of)\b|\w{2}n't\b"
)
"""Words that turn a request for time, or a colour, into something else; they count where they stand before it."""

_DEADLINE = r"(?:it|this|that|(?:the |my |our |this )?(?:target |completion |due )?(?:deadline|date))"
_MORE_TIME = one_of(
    r"(?:a (?:bit|little|few) )?(?:more|extra|further|additional) time",
    r"(?:a (?:bit|little) )?longer",
    r"an? (?:further |short )?extension",
)
_HAVE = one_of(
    r"(?:can|could|may) (?:i|we)(?: please)? (?:have|get)",
    r"(?:i|we)(?: would|'d) like",
    r"(?:please )?(?:give|grant|allow) (?:me|us)",
    r"(?:ask|asking|apply|applying) for",
    *("request(?:ing|ed)?", "seek(?:ing)?", "want", "requires?", "needs?"),
)
_UNTIL = "(?:until|till|up to)"
_WANTED = "(?:please|needed|required|requested|sought|wanted)"
_A_FURTHER = r"(?=(?:another|a further|an extra|an additional|\S{1,9} (?:more|further|extra|additional)) )"

MORE_TIME_UNTIL: Final = _forms(
    rf"\bextend(?:ing|ed)?(?: {_DEADLINE})?(?: further| again)? (?:to|until|till|through to|by)\s{{0,9}}",
    rf"\bextension(?: of (?:{_DEADLINE}|time))?(?: {_WANTED}){{0,2}},? (?:to|until|till|of|for)\s{{0,9}}",
    rf"\b{_HAVE} (?:(?:{_MORE_TIME}|time|more) )?{_UNTIL}\s{{0,9}}",
    rf"\b{_HAVE} {_MORE_TIME} (?:to|of|for)\s{{0,9}}",
    rf"\b{_HAVE}\s{{1,9}}{_A_FURTHER}",
    rf"\b(?:push|move|put|shift|change|amend) {_DEADLINE}(?: back| out)? (?:to|until|till)\s{{0,9}}",
    rf"\b(?:can|could) {_DEADLINE}(?: please)? be (?:moved|amended|changed|extended|put back)"
    r"(?: back)? (?:to|until)\s{0,9}",
    r"\b(?:new|revised|amended|proposed) (?:target |completion |due )?(?:date|deadline)"
    r"(?: is| would be| of| to be|:)?\s{0,9}",
    r"\b(?:slip(?:s|ped|ping)?|delayed|pushed|put back|moved back)(?: back| out)? (?:to|until|till|into)\s{0,9}",
    r"^(?:(?:this|it|completion|delivery) )?(?:is )?now (?:expected|anticipated|forecast|likely|due)"
    r"(?: to (?:be )?(?:completed?|finish(?:ed)?|done|delivered|land))?(?: by| for| in)?\s{0,9}",
    r"\b(?:can't|cannot|can not|won't|will not|unable to|not able to)(?: be able to)?(?: be)?"
    rf" (?:do|completed?|finish(?:ed)?|deliver(?:ed)?|done|ready|meet)(?: {_IT})? (?:until|till|before)\s{{0,9}}",
)
"""Words that ask for more time, up to the day that follows them."""

_LATER: Final = one_of("estimated", "expected", "anticipated", "forecast", "likely", "revised", "new")
MORE_TIME_LATER: Final = _forms(
    r"\b(?:can|could|may) (?:i|we)(?: please)? (?:push|go|move|say|slip|aim for|make it|call it)"
    r"(?: (?:back|out))?(?: (?:to|until|for))?\s{0,9}",
    rf"\b{_DEADLINE} (?:is|be|to be) (?:changed|moved|amended|extended|put back|reset|revised)(?: back)?"
    r" (?:to|until)\s{0,9}",
    r"\b(?:now |currently |we're |are )looking (?:at|towards?|like)\s{0,9}",
    rf"\b{_DEADLINE} (?:needs? to|has to|must|should|will|will need to)(?: now)?(?: be)?"
    r" (?:moved?|changed?|amended?|extended?|slip|go|become|revised?|reset|pushed?)(?: back| out)?"
    r" (?:to|until|till)\s{0,9}",
    rf"\b{_LATER} (?:completion|delivery|finish|end)(?: date)?"
    r"(?: (?:is|now|of|has|moved|to|will be)|:){0,4}\s{0,9}",
    rf"\b(?:need|require|want|like|have) {_DEADLINE} (?:to be )?(?:moved|changed|extended|amended|put back)"
    r" (?:to|until)\s{0,9}",
)
"""Words that say to which day it has moved, which only a coordinator can agree."""

WILL_BE: Final = pattern(
    r"(?:(?:this|it|completion|delivery|this one) )?(?:will|is likely to|looks likely to) (?:now )?"
    r"(?:be|finish|complete|land)(?: (?:done|completed?|finished|ready))?(?: now)?(?: by| in| at)?\s{0,9}"
)
"""A sentence that begins so and ends with a day says that it will be later."""

AND_NO_MORE: Final = pattern(r"\s{0,9}(?:now|instead|at the earliest)?\s{0,9}[.!]{0,3}\s{0,9}")
LEADS_TO_IT: Final = pattern(
    r"[\s,;:-]{0,9}(?:\b(?:please|so|and|but|which|this|that|the|therefore|means?|can|could|we|i|you|us|me|would"
    r"|like|to|for|need|have|now|it|has|are|is|'s|was|be|an?|requesting|request|ask|asking|seek|seeking|apply"
    r"|applying|grant|give|allow|further|short|another|more)\b[\s,]{0,9}){0,12}$"
)
"""What stands between a reason and what is asked for because of it."""

MORE_TIME: Final = pattern(
    rf"\b(?:{_HAVE} {_MORE_TIME}|extension {_WANTED}|more time (?:please|needed|required))\b"
)
"""Words that ask for more time and may name no day."""

ALREADY: Final = pattern(r"\b(?:was|were|has been|have been|had|been|already|agreed|granted)\b")
"""What stands before a date that has been moved already."""

_SINCE = r"(?:because(?: of)?|as|since|due to|owing to|given(?: that)?|so that)"
_FILLER = r"(?:(?:i'm|i am|we're|we are) afraid|sorry|unfortunately|please|now|if possible|thanks)"
BECAUSE: Final = pattern(
    rf"(?:\s{{0,9}}[,;:.)-]{{0,3}}\s{{0,9}}{_FILLER}\b){{0,3}}\s{{0,9}}[,;:.)-]{{0,3}}\s{{0,9}}(?:{_SINCE}\b:?)?\s{{0,9}}"
)
"""What stands between a day, or a colour, and the reason."""

_COLOUR = r"(?P<rag>red|amber|green|white)"
_AND_THEN = one_of(
    _END,
    rf" (?:{_SINCE}|now|for now|at present|at the moment|still|again|rating|rag|(?:on|for) (?:this|it)|overall"
    r"|following|after|until|pending|please|while|with|thanks)\b",
)
_AM = one_of("is", "are", "remains?", "stays?", "now", "currently", "at", "still", "to be", "should be", "as")
_TURNS = one_of(
    *(_IT, "we", "i am", "i'm", "we're", "i", "still", "now", "currently", "remains?", "moving", "moved"),
    *(
        "move",
        "gone",
        "going",
        "turned",
        "(?:happy to |i'd |to )?go",
        "stay(?:s|ing)?",
        "keep(?:ing)?(?: (?:it|this))?",
    ),
    *("rated", "graded", "overall", "leave (?:it|this)", "back", "position"),
)
_ARROW = r"\s{0,3}(?:\u2192|\u27a1|-{1,2}>|=>|>|to|,? (?:but |and )?(?:is )?now)\s{0,3}"
JUDGED: Final = _forms(
    rf"(?:was |from )?(?:red|amber|green|white){_ARROW}{_COLOUR}{_AND_THEN}",
    rf"{_COLOUR}{_AND_THEN}",
    r"(?:(?:our |my )?rag(?: status| rating)?|status|rating|colour)"
    rf"(?:\s?[:=-]| {_AM}){{0,2}} {_COLOUR}{_AND_THEN}",
    rf"{_TURNS}(?: {_AM}|'s|'re){{0,3}}(?: from \w{{3,5}})?(?: to)? {_COLOUR}{_AND_THEN}",
    r"(?:please )?(?:(?:i|we)(?:'d| would)? |would )?"
    r"(?:judge|rate|call|make|mark|rag|set|say|put|change|switch|turn)"
    rf"(?: {_IT})?(?: as| at| to)? {_COLOUR}{_AND_THEN}",
)
"""A sentence that begins so judges the item's colour."""

COLOURS: Final = pattern(r"\b(?:red|amber|green|white)\b")
MOVED_FROM: Final = pattern(
    rf"\b(?:from|was) (?:red|amber|green|white)\b|^(?:red|amber|green|white)(?={_ARROW}\w)"
)

_MINE = one_of(
    *("mine", "ours", "(?:one )?for (?:me|us)"),
    "(?:my|our) "
    + one_of(
        *("item", "action", "rec", "recommendation", "one", "responsibility", "area", "portfolio", "remit"),
        *("department", "task", "business area"),
    ),
)
_AFTER_MINE = one_of(
    _END,
    r" (?:any\s?more|any longer|now|at all|sorry|i'm afraid|unfortunately|thanks)\b",
    r" (?:since|because|as|but|it|this|please|so|i|we)\b",
)
_REALLY = "(?:really |actually |definitely |probably )?"
_WRONG = one_of("you have the", "you've got the", "i am the", "i'm the", "i think i'm the")
_BELONGS_TO = one_of(
    *("belongs (?:to|with)", "(?:now )?sits with", "should (?:sit|be) with", "should (?:go|have gone) to"),
    *(
        "is (?:now )?(?:owned|led) by",
        "has (?:now )?(?:moved|gone|passed) to",
        "comes under",
        "falls (?:to|under)",
    ),
    "(?:was|has been|is being|is)(?: now| since)? "
    "(?:transferred|re-?allocated|re-?assigned|handed over|allocated|assigned) to",
    "(?:should|must|needs to) be (?:owned by|(?:re-?)?(?:assigned|allocated) to)",
)
NOT_MINE: Final = _forms(
    rf"(?:{_IT} )?(?:(?:is |was )?{_REALLY}(?:not|never)|isn't|wasn't) (?:been )?{_MINE}{_AFTER_MINE}",
    rf"{_IT}'s {_REALLY}not {_MINE}{_AFTER_MINE}",
    rf"(?:{_IT} (?:is )?)?no longer {_MINE}{_AFTER_MINE}",
    rf"(?:{_WRONG} )?wrong (?:person|owner){_AFTER_MINE}",
    rf"(?:i|we) (?:no longer|don't|do not|never) (?:own|hold|lead(?: on)?) {_IT}{_AFTER_MINE}",
    rf"nothing to do with (?:me|us){_AFTER_MINE}",
    r"(?:i'm|i am|we're|we are) not (?:the |a )?(?:owner|lead|right (?:person|one)|sro|responsible)\b",
    r"(?:i|we) no longer (?:work|sit|lead|manage|run|cover|deal|look|have)\b",
    rf"(?:i|we) (?:gave|have given|handed) {_IT} (?:up|over|back)\b",
    rf"(?:please )?(?:take|remove) (?:{_IT}|me) (?:off|from) (?:my|the|this|it)\b",
    rf"{_IT} needs (?:a new|another|a different) (?:owner|lead)\b",
    r"(?:i'm|i am|we're|we are) no longer (?:in (?:this|that|the) (?:role|post|department|team|job|unit)"
    r"|(?:the )?(?:lead|owner|responsible|sro)\b)",
    r"(?:i have|i've|i) (?:now |since |recently ){0,2}(?:moved (?:to|into) (?!(?:red|amber|green|white|a|an|the)\b)"
    r"|moved (?:on|roles?|jobs?|departments?|teams?|post)\b|left (?:the|this|that|my) \w{3,20}"
    r"|changed (?:roles?|jobs?|departments?|posts?)\b|transferred to\b|retired\b)",
)
"""A sentence that begins so says that the item is not theirs; what follows may say why."""

BELONGS_ELSEWHERE: Final = _forms(
    rf"{_IT} {_BELONGS_TO} (?:@|(?-i:[A-Z])|another|someone|somebody|the [a-z]{{3,20}} \w{{3,20}})",
    rf"(?:i|we)(?:'ve| have)? (?:handed|passed|transferred|given) {_IT}(?: over| on)? to (?:@|(?-i:[A-Z]))",
    rf"{_IT}(?:'s| is) (?:now )?(?:one|an? \w{{3,12}}) for (?:@|(?-i:[A-Z]))",
    r"you(?:'d| would| will)?(?: need to| should| had better| better| want to) (?:speak|talk|go) to"
    r" (?:@|(?-i:[A-Z]))",
    rf"(?:he|she|they) (?:now )?(?:owns?|leads?(?: on)?|(?:has|have) taken over) {_IT}\b",
    rf"(?:responsibility|ownership)(?: (?:for|of) {_IT})?(?: has)?(?: now)? (?:sits|lies|rests|is|moved|passed)"
    r" (?:with|to) (?:@|(?-i:[A-Z])|the )",
    rf"(?:(?:please|can you|could you) )?(?:send|redirect|forward|pass|give|move) {_IT} (?:on )?to .{{2,60}}?"
    r" (?:instead|(?:it's|it is|as it is|who is) (?:her|his|their|the)\b)",
    rf"(?:(?:please|can you|could you) )?(?:re-?assign|re-?allocate)(?: {_IT})? to (?:@|(?-i:[A-Z])|the )",
    r"(?:@\S{1,40}|(?-i:[A-Z])[\w.'-]{1,20}(?: (?-i:[A-Z])[\w.'-]{1,20}){0,3})"
    rf" (?:(?:is|as) (?:now )?(?:the )?(?:new )?(?:lead|owner|sro|portfolio lead)\b"
    rf"|(?:now )?(?:owns|leads on|leads|(?:has )?(?:taken|took|picked) (?:on|over|up)|looks after) {_IT}\b"
    rf"|(?:has |have )?(?:taken|took) {_IT} (?:over|on)\b|should (?:own|lead on|have) {_IT}\b)",
)
"""A sentence that begins so says whose the item is instead."""

ASK: Final = pattern(
    r"(?:(?:please|can you|could you|would you|you could|better|you should) )?ask @(?P<asked>\S.*)"
)
"""A sentence that begins so wants something asked of a person."""
