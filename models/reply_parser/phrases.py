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


_TO_WHOM = (
    r"(?: (?:boss|mate|guv|sir|ma'?am|guys|folks|ta|cheers|thanks|thank you|please|from (?:me|us)|for (?:me|us)"
    r"|from (?:my|our) (?:side|end|perspective|point of view)|on balance|overall|x{1,3})\b){0,3}"
)
"""What people close with, to whom and from whose side they say it."""

_END = rf"(?={_TO_WHOM}\s{{0,9}}(?:$|[.,;:!?)]|- |-$))"
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
    *("embedded", "fulfilled", "resolved", "met", "satisfied", "in place", _READY, "sorted(?: out)?"),
    *("wrapped up", "ticked off", "closed (?:down|off|out)", "live", "put to bed"),
)
_STATE_ALONE = one_of(
    r"(?:(?:all|job|now|fully|confirmed|100\s?(?:%|per\s?cent)|as) ){0,2}"
    rf"(?:{_DONE}|finished|closed|actioned|implemented|discharged|delivered|sorted(?: out)?|{_READY})",
    r"(?:now |fully |all )?(?:embedded|business as usual|bau)",
)
_AFTER_DONE = one_of(
    _END,
    r" (?:now|today|yesterday|last week|last month|in full|thanks|thank you|too|as of|because|since|with)\b",
    rf"{_TO_WHOM} (?:and|so|as) (?:the|our|we|all|it|new|nothing|happy|can|please|this)\b",
    r" in (?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    r" (?:back )?(?:over|in|during) the (?:summer|autumn|spring|winter)\b",
    r" (?:on|in) \d",
    r" as \w",
    r" (?:at|by) (?:the|our|my|gold|silver|force|last)\b(?! (?:end|close|beginning|start))",
    r" (?:at|by) \w{2,12}'s \w{4,12}\b",
    r" (?:under|for|on|against) (?:this|it)\b",
    r" and (?:evidence|evidenced|attached|ready|tested|embedded|closed|signed|can be)\b",
    r" and (?:is|are|has|have|was|were)(?: now| all| both)?(?: been)?"
    r" (?:embedded|signed|closed|approved|business|bau)\b",
    r" from (?:our|my|the|a|an) (?:\w{2,15} ){0,2}(?:side|end|perspective|view|point|part)\b",
    r" (?:across|throughout) (?:all|the|every|both|our)\b",
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
    *("(?:good|fine|ok|okay|safe|clear) to", "(?:good|fine|ok) for"),
    *("request(?: that)?", "would like", "would like to", "like to", "so", "therefore", "and"),
)
_SUBMITTED = (
    r"(?:submit(?:ted)?|sent|put forward)(?: to (?:hmicfrs|the inspectorate))?"
    r"(?: for (?:checking|closure|sign(?: |-)?off))?"
)
_CLOSE_IT = one_of(
    rf"(?:see|have|get|like) {_IT} (?:closed|closing|signed off|marked (?:as )?(?:done|completed?))",
    rf"{_IT} closing",
    rf"(?:remove|drop) {_IT} from (?:the|my|our) (?:list|register|tracker)",
    rf"clos(?:e|ing)(?: {_IT})?(?: off| down)?",
    rf"closure(?: of {_IT})?",
    "for closure",
    rf"(?:confirm|report|note) (?:completion|closure)(?: of {_IT})?",
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
        *(
            "(?:i )?can confirm(?: that)?",
            "confirmed?",
            "happy to confirm(?: that)?",
            "pleased to say(?: that)?",
        ),
        r"(?:i'm|i am|we're|we are) (?:content|satisfied|confident|happy|sure)(?: that)?",
        r"as far as (?:i'm|i am|we're|we are) concerned",
        r"(?:from|in) (?:my|our) (?:side|end|view|perspective|opinion|point of view)",
        *(
            "right",
            "good news",
            r"(?:just )?(?:confirming|to confirm|letting you know|advising)(?: that)?",
            r"just to (?:let you know|advise|update(?: you)?|inform you)(?: that)?",
            r"(?:as per|following|per|at|after) (?:the|our|last) [^,.;:]{3,40}(?= (?:this|it|we|all|everything)\b)",
            "for info",
            "just (?:a )?(?:quick )?(?:note|line|one)",
            "quick update",
            "hiya",
            "evening",
        ),
    )
    + r"(?: \w{1,20}(?=[,!:]))?[,!:\s-]{1,3}){1,3}"
)
"""What people open with before they say what they mean."""

_WHY_CLOSE = r"(?= (?:as|because|since|following|given|now (?:that)?|after)\b)"
ASKS_TO_CLOSE: Final = pattern(
    rf"(?:(?:{_PLEASE} ){{1,3}}{_CLOSE_IT}(?: please| now| thanks){{0,2}}"
    rf"|(?:can|could|may) {_IT} (?:now |please )?be (?:closed(?: off| down)?|signed off|{_SUBMITTED}"
    rf"|marked (?:as )?(?:done|completed?|closed))(?: please| now| off){{0,2}}"
    rf"|{_IT} can (?:now )?(?:come|go) off (?:the|my|our) (?:list|register|tracker))(?:{_END}|{_WHY_CLOSE})"
)
"""A sentence that begins so wants it closed, also where it asks whether it can be."""

DONE: Final = _forms(
    rf"{_IT}(?: {_IS}|'s)? (?:{_FULLY} ){{0,3}}{_STATE}{_AFTER_DONE}",
    rf"(?:that's (?:(?:this|that)(?: one)? |the lot )?)?{_STATE_ALONE}{_AFTER_DONE}",
    r"(?:i|we|the (?:team|unit|department))(?:'ve| have| has)(?: (?:now|fully|all|also|since|successfully)){0,2}"
    rf" (?:finished|completed|implemented|delivered|discharged|done|actioned|closed|met|fulfilled)"
    rf" {_IT}{_AFTER_DONE}",
    r"(?:i|we)(?:'ve| have)? (?:now )?(?:done|completed|delivered|met|finished|actioned|implemented)"
    r" (?:everything|all|what)(?: (?:that|which|of it|the actions))?(?: (?:was|were|is|has been))?"
    r"(?: (?:asked|required|needed|we had to do|recommended))?(?: of (?:us|me)| for)?(?: (?:here|on this|in this))?"
    r"(?: so\b| and\b|(?=\s{0,9}(?:$|[.,;!])))",
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
    r" (?:outstanding|remaining|remains?|left|to (?:do|add|report)|actions?|work|from (?:us|me|our side)|for"
    r" (?:us|me|the team) to (?:do|add))"
    r"(?: (?:work|actions?|points?|issues?|items?))?(?: (?:to do|needed|required|outstanding|remaining|left))?\b"
)
"""“No outstanding actions” says that it is done, though it holds words by which it could be otherwise."""

AT_YOUR_EASE: Final = pattern(
    r"\b(?:when|whenever|as soon as|once) you(?:'re| are| like| can| wish| want| get a)\b"
)
"""What leaves to the reader when it is closed, and says nothing of the work."""

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
    r"(?:an? )?(?:extra |further |additional |another |more |couple of |few |couple ){1,3}(?:days|weeks|months)"
    r"(?: more)?",
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
    rf"\b(?:push|mov|putt?|shift|chang|amend|slipp?|extend)(?:e|ing)? {_DEADLINE}(?: back| out)? (?:to|until|till)"
    r"\s{0,9}",
    rf"\b(?:can|could) {_DEADLINE}(?: please)? be (?:moved|amended|changed|extended|put back)"
    r"(?: back)? (?:to|until)\s{0,9}",
    r"\b(?:new|revised|amended|proposed) (?:target |completion |due )?(?:date|deadline)"
    r"(?: please)?(?: is| would be| of| to be|:| -| for)?\s{0,9}",
    r"\b(?:slip(?:s|ped|ping|page)?|delay(?:ed)?|pushed|postponed|deferred|put back|moved back)(?: back| out)?"
    r" (?:to|until|till|into)\s{0,9}",
    r"^(?:(?:this|it|completion|delivery) )?(?:is )?now (?:expected|anticipated|forecast|likely|due)"
    r"(?: to (?:be )?(?:completed?|finish(?:ed)?|done|delivered|land))?(?: by| for| in)?\s{0,9}",
    r"\b(?:can't|cannot|can not|won't|will not|unable to|not able to|not going to)\b[^.;?]{1,60}?"
    r"\b(?:until|till|before)\s{0,9}",
    r"\bwould (?=[^.;?]{3,20} (?:be|work) (?:ok|okay|possible|acceptable|alright|fine|for you))",
)
"""Words that ask for more time, up to the day that follows them."""

_LATER: Final = one_of(
    *(
        "estimated",
        "expected",
        "anticipated",
        "forecast",
        "likely",
        "revised",
        "new",
        "realistic",
        "projected",
    ),
)
MORE_TIME_LATER: Final = _forms(
    rf"\b(?:can|could) {_DEADLINE}(?: please)? (?:go|move|slip)(?: back| out)? (?:to|until)\s{{0,9}}",
    r"\bneeds? (?:pushing|moving|extending|putting|changing|amending)(?: back| out)? (?:to|until)\s{0,9}",
    r"\brequest(?:ing)?\s{1,9}(?=[^.;?]{3,30}$)",
    r"\b(?:needs?|ha(?:ve|s)|going|wants?) to (?:go|run|slip|be|move|take) (?:to|until|till|into)\s{0,9}",
    r"\b(?:timeline|timescales?|completion|delivery|deadline|target|eta|finish)(?: date)?(?: is| has)?"
    r" (?:now|moved to|slipped to|slipping to|now likely to be)\s{0,9}",
    r"\bextend(?:ed)?(?: it| this)?(?: by| for)? (?:\w{1,6} (?:days?|weeks?|months?) )?to\s{0,9}",
    r"\basking for\s{0,9}",
    r"^(?:it|this|that|completion|delivery|the (?:date|deadline|project|work|training))(?: has|'s)?(?: now)?"
    r" (?:slipped|been delayed|been put back|been pushed back|moved back)(?: again| further)?"
    r"(?: (?:i'm|i am) afraid| unfortunately)?,? (?:now )?(?:to |until |it's )?",
    r"\b(?:it's|this is|is) looking (?:at|towards?|like)\s{0,9}",
    r"\b(?:can|could) (?:it|this|that|we)(?: please)?(?: now)? (?:be|say|make it)\s{0,9}"
    r"(?=[^.;?]{3,30}(?:instead|please|\?))",
    r"^(?:please )?(?:move|push|extend|change|amend|put|shift|slip)(?: back| out)? (?:to|until)\s{0,9}(?!24/7)",
    r"^(?:so )?now (?:due |expected |likely |looking like |aiming for |set for |scheduled for |planned for )?"
    r"(?:in |by |for |the )?",
    rf"\b{_DEADLINE} (?:should|to|needs to|can)(?: now)? (?:read|say|show)\s{{0,9}}",
    r"\b(?:can|could|may) (?:i|we)(?: please)? (?:push|go|move|say|slip|aim for|make it|call it)"
    r"(?: (?:back|out))?(?: (?:to|until|for))?\s{0,9}",
    rf"\b{_DEADLINE} (?:is|be|to be) (?:changed|moved|amended|extended|put back|reset|revised)(?: back)?"
    r" (?:to|until)\s{0,9}",
    r"\b(?:now |currently |we're |are )looking (?:at|towards?|like)\s{0,9}",
    rf"\b{_DEADLINE} (?:needs? to|has to|must|should|will|will need to|will have to|is going to have to)(?:"
    rf" now)?(?: be)?"
    r" (?:moved?|changed?|amended?|extended?|slip|go|become|revised?|reset|pushed?)(?: back| out)?"
    r" (?:to|until|till)\s{0,9}",
    rf"\b{_LATER} (?:completion|delivery|finish|end)(?: date)?"
    r"(?: (?:is|now|of|has|moved|to|will be)|:){0,4}\s{0,9}",
    rf"\b(?:need|require|want|like|have) {_DEADLINE} (?:to be )?(?:moved|changed|extended|amended|put back)"
    r" (?:to|until)\s{0,9}",
)
"""Words that say to which day it has moved, which only a coordinator can agree."""

WILL_BE: Final = pattern(
    r"(?:(?:this|it|completion|delivery|this one) )?(?:will|is likely to|looks likely to|is going to|it'll)"
    r" (?:now )?"
    r"(?:be|finish|complete|land)(?: (?:done|completed?|finished|ready|more like|nearer))?(?: now)?"
    r"(?: by| in| at| around| about)?\s{0,9}"
)
"""A sentence that begins so and ends with a day says that it will be later."""

IS_LIKELIER: Final = pattern(
    r"(?: (?:is|would be|looks|seems|feels))?(?: (?:a |much |far |the )?(?:more|most))? (?:realistic|achievable"
    r"|likely|sensible|doable)\b"
)
"""What follows a day that is called the likely one."""

ROUGHLY: Final = pattern(
    r"^(?:[^.;]{0,40}?, )?(?:say|about|around|roughly|approximately|probably|maybe|perhaps|circa) "
)
"""What stands before a day that somebody only guesses."""

HAS_NO_REASON: Final = pattern(r"(?:i|we) (?:don't|do not|can't|cannot|won't) \w{2,9}\b(?! (?:have|until)\b)")
"""Words before a request that only say that it will not be done."""

MOVE_IT: Final = pattern(
    r"(?:please |so |and ){0,2}(?:move|push|extend|change|amend|put|shift|slip)(?: it| this)?(?: back| out)?"
    r" (?:to|until)"
    r"\s{0,9}(?!24/7)"
)
"""A clause that begins so and goes on with a day wants it moved."""

AND_SO_TO: Final = pattern(
    r"\s{0,9}(?:please)?\s{0,9}[,:-]?\s{0,9}(?:(?:to|until|till|so|ie|i\.e\.|say|that is|taking (?:us|it) to)"
    r" ){0,2}"
)
"""What stands between a length of time and the day on which it ends."""

FORECASTS: Final = pattern(
    r"\b(?:expect|aim|plan|anticipat|hop|forecast|look|target)(?:e|ing|s|ed)?(?: for| at)?(?: (?:this|it"
    r"|completion|us|that))?"
    r"(?: (?:to|will|be|is|land|finish|complete|completed|done|in place|ready|delivered|deliver|go live)){1,4}"
    r"(?: by| in| at| for| around)?\s{0,9}"
)
"""Words that forecast when it will be done; a day after the deadline asks for more time."""

AND_NO_MORE: Final = pattern(r"\s{0,9}(?:now|instead|at the earliest)?\s{0,9}[.!]{0,3}\s{0,9}")
LEADS_TO_IT: Final = pattern(
    r"[\s,;:-]{0,9}(?:\b(?:please|so|and|but|which|this|that|the|therefore|means?|can|could|we|i|you|us|me|would"
    r"|like|to|for|need|have|now|it|has|are|is|'s|was|be|an?|requesting|request|ask|asking|seek|seeking|apply"
    r"|applying|grant|give|allow|further|short|another|more)\b[\s,]{0,9}){0,12}$"
)
"""What stands between a reason and what is asked for because of it."""

MORE_TIME: Final = pattern(
    rf"\b(?:{_HAVE} {_MORE_TIME}|extension {_WANTED}|more time (?:please|needed|required)"
    rf"|(?:need|want|like|have) to (?:extend|push back|delay|postpone|push) {_DEADLINE}"
    rf"|(?:can|could) (?:{_DEADLINE}|{_IT})(?: please)? be (?:extended|moved|put back|pushed back|amended))\b"
)
"""Words that ask for more time and may name no day."""

ALREADY: Final = pattern(r"\b(?:was|were|has been|have been|had|been|already|agreed|granted)\b")
"""What stands before a date that has been moved already."""

_SINCE = (
    r"(?:because(?: of)?|as|since|due to|owing to|given(?: that)?|so that|caused by|down to|on account of|following"
    r"|pending)"
)
_FILLER = (
    r"(?:(?:i'm|i am|we're|we are) afraid|sorry|unfortunately|please|now|if possible|thanks"
    r"|(?:for|to) (?:complet\w{1,4}|deliver\w{0,3}|finish|sign-?off|go live))"
)
BECAUSE: Final = pattern(
    rf"(?:\s{{0,9}}[,;:.)-]{{0,3}}\s{{0,9}}{_FILLER}\b){{0,3}}\s{{0,9}}[,;:.)-]{{0,3}}\s{{0,9}}(?:{_SINCE}\b:?)?\s{{0,9}}"
)
"""What stands between a day, or a colour, and the reason."""

_COLOUR = r"(?P<rag>red|amber|green|white)"
_AND_THEN = one_of(
    _END,
    rf" (?:{_SINCE}|now|for now|at present|at the moment|still|again|rating|rag|(?:on|for) (?:this|it)|overall"
    r"|(?:at|by) (?:the|our|last)"
    r"|following|after|until|pending|please|while|with|thanks|then|i think|i'm afraid|this (?:month|quarter"
    r"|time))\b",
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
    *("rated", "graded", "overall", "leave (?:it|this)", "back", "position", "(?:has|needs|ought|got) to be"),
    *(
        rf"(?:please )?(?:can|could) (?:{_IT}|we)(?: please)? (?:be|go|move|turn|stay)(?: moved| changed| set)?",
        rf"(?:moving|taking|putting|going|changing|turning) (?:{_IT} )?(?:back|up|down)?",
        "(?:suggest|propose|recommend|going with|go with|stick(?:ing)? (?:with|at)|would say|i'd say)",
        rf"(?:suggest|propose|recommend) {_IT} (?:stays?|goes|moves?|remains?|is|be)(?: at| to)?",
    ),
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

AFTER_COLOUR: Final = pattern(_AND_THEN)
"""What may follow a colour that is judged: a flag or a team that is red is something else."""

COLOURS: Final = pattern(r"\b(?:red|amber|green|white)\b")
MOVED_FROM: Final = pattern(
    rf"\b(?:from|was|no longer|not|towards?) (?:red|amber|green|white)\b"
    rf"|^(?:red|amber|green|white)(?={_ARROW}(?:red|amber|green|white)\b)"
)

_MINE = one_of(
    *("mine", "ours", "(?:one )?for (?:me|us)", "(?:my|our) area of (?:business|work|responsibility)"),
    "(?:my|our) "
    + one_of(
        *("item", "action", "rec", "recommendation", "one", "responsibility", "area", "portfolio", "remit"),
        *("department", "task", "business area"),
    ),
)
_AFTER_MINE = one_of(
    _END,
    r" (?:any\s?more|any longer|now|at all|sorry|i'm afraid|unfortunately|thanks)\b",
    r" (?:since|because|as|but|it|this|please|so|i|we|from|with effect)\b",
)
_REALLY = "(?:really |actually |definitely |probably )?"
_WRONG = one_of("you have the", "you've got the", "i am the", "i'm the", "i think i'm the")
_BELONGS_TO = one_of(
    *("(?:now )?belongs (?:to|with)", "(?:now )?sits with", "should (?:now )?(?:sit|be) with"),
    "should (?:now )?(?:go|have gone) to",
    *(
        "is (?:now )?(?:owned|led) by",
        "has (?:now )?(?:moved|gone|passed) to",
        "(?:now )?comes under",
        "(?:now )?falls (?:to|under|within)",
    ),
    "(?:was|were|has been|have been|is being|is|are)(?: now| since| all)? "
    "(?:transferred|re-?allocated|re-?assigned|handed over|allocated|assigned|passed|moved|given|handed)"
    "(?: on| over| across)? to",
    "(?:should|must|needs to) be (?:owned by|(?:re-?)?(?:assigned|allocated) to)",
)
NOT_MINE: Final = _forms(
    rf"(?:{_IT} )?(?:(?:is |was )?{_REALLY}(?:not|never)|isn't|wasn't) (?:been )?{_MINE}{_AFTER_MINE}",
    rf"{_IT}'s {_REALLY}not {_MINE}{_AFTER_MINE}",
    rf"(?:{_IT} (?:is )?)?no longer {_MINE}{_AFTER_MINE}",
    rf"(?:i think |think )?(?:{_WRONG} )?wrong (?:person|owner|department|team"
    rf"|(?-i:[A-Z])[a-z]{{1,20}}){_AFTER_MINE}",
    r"why (?:have|am|are) (?:i|we)(?: been)? (?:got|sent|given|assigned) (?:this|it|these)\b",
    r"no longer (?:in (?:post|role|that role|this role|the role|the job)|with (?:that|the|this) (?:team|unit"
    r"|department))",
    r"(?:sorry )?(?:i|we) only (?:cover|look after|deal with|lead on)\b",
    rf"(?:i|we) (?:no longer|don't|do not|(?:have |'ve )?never) (?:own(?:ed)?|held|hold|lead(?: on)?)"
    rf" {_IT}{_AFTER_MINE}",
    r"nothing to do with (?:me|us|(?-i:[A-Z])\w{2,20})\b",
    r"(?:(?:i'm |i am )?(?:not sure|no idea|unsure|unclear)|(?:i )?(?:don't|do not) know) why"
    r" (?:i|we)(?:'ve| have|'m| am|'re| are| was| were)(?: been)? (?:got|sent|getting|given|asked|down"
    r"|receiving|chased)\b",
    r"(?:please )?(?:take|remove) (?:my name|our name|me|us) (?:off|from)\b",
    r"left (?:that|the|this|my) (?:post|role|team|unit|job|department|portfolio)\b",
    r"my predecessor\b.{0,40}\b(?:held|had|owned|led|dealt|did)\b",
    rf"(?:i|we) (?:don't|do not|no longer|never) (?:own|hold|lead(?: on)?|manage|cover|look after|deal with|run)"
    rf" (?:{_IT}|(?:this|that|the|these)(?: \w{{3,20}})?)(?:{_END}| any\s?more\b| any longer\b| now\b)",
    r"(?:(?:i|i've|i have|have) )?(?:now |since )?(?:transferred|moved|gone|switched|rotated|rolled)(?: out)?"
    r" (?:of|from) (?:that|the|this) (?:team|unit|department|role|post|job|portfolio|office)\b",
    r"(?:i've|i have|i) (?:now )?(?:gone|went) (?:over |across )?to (?:the )?(?-i:[A-Z])\w{1,20}\b",
    rf"not (?:me|us)(?: any\s?more| any longer| now)?{_END}",
    rf"{_IT} (?:doesn't|does not|shouldn't|should not|no longer)(?: really)? (?:sits?|belongs?|lives?|falls?"
    rf"|comes?|be)"
    r" (?:with|to|under|within) (?:me|us|my|our)\b",
    rf"(?:i|we) (?:don't|do not) (?:think|believe|feel)(?: that)? {_IT}(?:'s| is| should be|'s really| was)"
    rf" (?:{_MINE}|with (?:me|us))",
    r"(?:i'm|i am|we're|we are) not (?:the |a )?(?:owner|lead|right (?:person|one)|sro|responsible)\b",
    r"(?:i|we) no longer (?:work|sit|lead|manage|run|cover|deal|look|have)\b",
    rf"(?:i|we) (?:gave|have given|handed) {_IT} (?:up|over|back)\b",
    rf"{_IT} needs (?:a new|another|a different) (?:owner|lead)\b",
    r"(?:i'm|i am|we're|we are) no longer (?:(?:in|on|with|part of) (?:this|that|the|my)|(?:the )?(?:lead|owner"
    r"|responsible|sro)\b"
    r"|(?:leading|running|managing|responsible))",
    rf"{_IT} (?:isn't|is not|wasn't|was not) (?:me|us)\b",
    rf"{_IT} (?:isn't|is not|was never|wasn't) (?:something|one|an area|anything|a rec|work)(?: that)? (?:my"
    rf"|our|i|we|for)\b",
    r"(?:please )?find (?:me )?(?:a|another|somebody|someone)(?: new| else| other)? ?(?:owner|lead|to (?:own"
    r"|take))\b",
    rf"(?:can|could) (?:someone|somebody) else (?:please )?(?:pick|take|own|have|lead)(?: {_IT})?\b",
    r"(?:(?:i )?(?:don't|do not) think|not sure) (?:i|we) should(?: still)? be (?:getting|receiving|on|the)\b",
    r"(?:i|we)(?:'ve| have)? (?:now )?handed over to (?:@|(?-i:[A-Z]))",
    r"(?:i have|i've|i) (?:now |since |recently ){0,2}(?:moved (?:to|into) (?!(?:red|amber|green|white|a|an|the)\b)"
    r"|moved (?:on|roles?|jobs?|departments?|teams?|post)\b|left (?:(?:the|this|that|my) (?!organi[sz]ation"
    r"|force)\w{3,20}|(?-i:[A-Z])\w{1,20})"
    r"|changed (?:roles?|jobs?|departments?|posts?)\b|transferred to\b|retired\b)",
)
"""A sentence that begins so says that the item is not theirs; what follows may say why."""

FOR_A_STEP: Final = pattern(
    r"\bfor (?:\w{2,12} ){0,2}(?:comments?|review|approval|sign-?off|advice|check(?:ing|s)?|consideration"
    r"|feedback|ratification"
    r"|agreement|decision|quality|consultation|input|views?|action)\b|\bto (?:comment|review|approve|check"
    r"|agree|ratify)\b"
)
"""What is passed on so comes back: it is still its owner's."""

TAKE_OFF: Final = pattern(rf"(?:please )?(?:take|remove) {_IT} (?:off|from) (?:my|the|this|it|me)\b")
"""What is wanted of an item that is not theirs, and of one that is done."""

_NAMED: Final = (
    r"(?:@\S{1,40}|(?!(?:I|We|You|They|He|She|This|It|That|All|These)\b)(?-i:[A-Z])[\w./'-]{1,20}"
    r"(?: (?-i:[A-Z])[\w.'-]{1,20}){0,3})"
)
_RANKED: Final = (
    r"(?:@|(?:[adt]{1,2}/?)?(?-i:PC|PS|DC|DS|DI|DCI|CI|DSU|Insp|Inspector|Ch|Chief|Supt|Superintendent|Det|ACC"
    r"|DCC|ACO"
    r"|Sgt|Sergeant|Mr|Mrs|Ms|Dr)\b)"
)
BELONGS_ELSEWHERE: Final = _forms(
    rf"{_IT}(?:'s)?(?: (?:is|has|was|should|now|be|been|gone|went|goes|moved|sat)){{0,4}} (?:to|with|under)"
    rf" {_RANKED}",
    rf"{_IT} (?:went|has gone) (?:over |across )?to {_NAMED}",
    rf"should (?:be|sit|go|have gone) (?:with|to) {_NAMED}",
    rf"{_NAMED} is the new one\b",
    r"(?:i'm|i am|i was) the (?:old|previous|former|outgoing) (?:lead|owner|sro|dci|di|supt|head)\b",
    r"(?:please )?(?:can|could) (?:you|we)(?: please)? (?:take|remove) (?:me|us|my name) (?:off|from)\b",
    rf"(?:please )?(?:re-?)?(?:allocate|assign)(?: {_IT})? to {_NAMED}",
    rf"(?:belongs (?:to|with)|sits with|comes under|falls under|now owned by|owned by|led by) {_NAMED}",
    r"(?:(?:it's|it is|this is|that's|that is) )?(?:his|her|their|(?-i:[A-Z])\w{1,20}'s)"
    r" (?:area|rec|responsibility|remit|portfolio|action|one|work|patch)\b",
    rf"(?:please )?(?:change|update|amend|correct) (?:the )?owner(?:ship)?(?: of {_IT})? to (?:@|(?-i:[A-Z])|the )",
    rf"{_NAMED} (?:should|ought to|needs to|must) (?:now )?(?:be the (?:owner|lead)|own|lead on|have|be given"
    rf"|pick up)"
    rf" ?(?:of |for )?{_IT}",
    r"(?:please )?(?:send|direct|address) (?:(?:it|this|these|them|all) )?to (?:@|(?-i:[A-Z])).{2,40}"
    r"(?:going forward|in future|from now on|instead)\b",
    rf"(?:this|that|it)(?: one)?(?:'s| is| was)(?: one of| now)? {_NAMED}(?:'s|s')(?: now| area| one| rec|"
    rf" work)?{_END}",
    rf"(?:the )?(?:new )?(?:owner|lead|sro|responsible officer|point of contact)(?: (?:for|on|of) {_IT})?"
    rf"(?: (?:is|should be|now|has changed to|changed to|will be)){{1,3}} {_NAMED}",
    rf"{_NAMED} (?:now )?(?:has|have|does|holds|owns|covers|manages|deals with|is dealing with|heads up)"
    rf" (?:{_IT}|these|those|them)(?: now)?{_END}",
    rf"(?:that'll|that will|this will|it'll|it will|{_IT}(?:'s| would)?)(?: be)? (?:one )?for .{{2,40}}?,? not"
    rf" (?:me|us)\b",
    r"(?:please )?(?:can|could) (?:you|we)(?: please)? (?:re-?direct|re-?assign|re-?allocate|pass it|send"
    r" it)(?: on)?"
    r" to whoever\b",
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
    rf"(?:(?:please|can you|could you) )?(?:re-?assign|re-?allocate|re-?direct|direct)(?: {_IT})? to"
    r" (?:@|(?-i:[A-Z])|the )",
    rf"(?:please )?(?:can|could) (?:you|we|{_IT})(?: please)?(?: be)?"
    rf" (?:re-?assign|re-?allocate|re-?direct|transfer)(?:ed)?(?: {_IT})? to (?:@|(?-i:[A-Z])|the )",
    rf"(?:please )?(?:can|could) (?:you|we)(?: please)? (?:send|pass|forward|give) {_IT}(?: on)? to the (?:new"
    rf"|right|correct)\b",
    r"(?:all )?(?:handed|transferred|re-?assigned)(?: over| on| across)? to (?:@|(?-i:[A-Z])|the new )",
    r"you(?:'ll| will)? want the (?-i:[A-Z])\w{1,20} (?:team|unit|department|lead)\b",
    r"(?:you(?:'ll| will)? (?:want|need (?=A?C?C?D?\/?(?:DI|CI|DCI|DS|Supt|Ch|PC|Insp|Sgt)\b))|(?:please )?try"
    r"|(?:please )?(?:speak|talk) to|one for) (?:@|(?-i:[A-Z])[a-z])",
    rf"{_IT} (?:is|was|should be|sits|belongs)(?: (?:for|with|to))? .{{2,40}} (?:rather than|and not|not) (?:me"
    rf"|us)\b",
    rf"(?:i think )?{_IT} (?:is|was) (?:one )?for (?:@|(?-i:[A-Z]))",
    r"(?:@\S{1,40}|(?!(?:I|We|You|They|He|She|This|It|That|All|These)\b)(?-i:[A-Z])[\w.'-]{1,20}(?:"
    r" (?-i:[A-Z])[\w.'-]{1,20}){0,3})"
    rf" (?:(?:is|as) (?:now )?(?:the )?(?:new )?(?:lead|owner|sro|portfolio lead)\b"
    rf"|(?:now )?(?:owns|leads on|leads|(?:has )?(?:taken|took|picked) (?:on|over|up)|looks after) {_IT}\b"
    rf"|(?:has |have )?(?:taken|took|picked) (?:{_IT}|these|those|them)(?: all)? (?:over|on|up)\b|should (?:own"
    rf"|lead on|have) {_IT}\b)",
)
"""A sentence that begins so says whose the item is instead."""

ASK: Final = pattern(
    r"(?:(?:please|can you|could you|would you|you could|better|you should) )?ask @(?P<asked>\S.*)"
)
"""A sentence that begins so wants something asked of a person."""
