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
    rf"(?:the |our |my )?(?:{_NOUN}s?|work|actions)(?: {_REFERENCE})?",
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
    *("embedded", "fulfilled", "resolved", _READY),
)
_STATE_ALONE = one_of(
    rf"(?:all |job |now |fully |100\s?(?:%|per\s?cent) )?{_DONE}",
    *("finished", "closed", "actioned", "implemented", "discharged", "delivered", _READY),
)
_AFTER_DONE = one_of(
    _END,
    r" (?:now|today|yesterday|last week|last month|in full|thanks|thank you|too|as of|because|since|with)\b",
    r" (?:on|in) \d",
    r" as \w",
    r" and (?:evidence|evidenced|attached|ready|tested|embedded|closed|signed|can be)\b",
)
_PLEASE = one_of(
    *("please", "kindly", "can (?:you|we) please", "could you", "can you", "i", "we", "i would", "we would"),
    *("i'd", "happy to", "suggest(?: we)?", "recommend(?: that)?(?: we)?", "propose(?: to)?"),
    *("request(?: that)?", "would like to", "like to"),
)
_SUBMITTED = r"submit(?:ted)?(?: for (?:checking|closure|sign(?: |-)?off))?"
_CLOSE_IT = one_of(
    rf"close(?: {_IT})?",
    rf"closure(?: of {_IT})?",
    "for closure",
    rf"mark(?: {_IT})? (?:as )?(?:done|completed?|closed)",
    rf"submit(?: {_IT})?(?: for (?:checking|closure|sign(?: |-)?off))?",
    rf"sign(?: {_IT})? off",
    rf"{_IT} (?:can|is|be|to be|should) (?:now )?(?:be )?(?:closed|signed off|{_SUBMITTED})",
)

GREETING: Final = pattern(
    "(?:"
    + one_of(
        *("hi", "hello", "hey", "morning", "good morning", "afternoon", "good afternoon", "yes", "yep", "ok"),
        *("okay", "sorry", "thanks", "thank you", "update", "fyi", "just to say", "to confirm"),
        *("i can confirm(?: that)?", "confirmed?", "happy to confirm(?: that)?", "pleased to say(?: that)?"),
    )
    + r"(?: \w{1,20}(?=[,!:]))?[,!:\s-]{1,3}){1,3}"
)
"""What people open with before they say what they mean."""

DONE: Final = _forms(
    rf"{_IT}(?: {_IS}|'s)? (?:{_FULLY} ){{0,3}}{_STATE}{_AFTER_DONE}",
    rf"{_STATE_ALONE}{_AFTER_DONE}",
    rf"(?:{_PLEASE} ){{1,3}}{_CLOSE_IT}(?: please| now| thanks){{0,2}}{_END}",
    rf"(?:{_IT} )?(?:can|may) (?:now )?be (?:closed|signed off|{_SUBMITTED})(?: now| please){{0,2}}{_END}",
)
"""A sentence that begins so says that the whole item is done."""

LISTS_WHAT_IS_DONE: Final = pattern(
    r"\s{0,9}(?::|-) (?!(?:all|every|evidence|see|attached|please|as|with|thank)\b)"
)
"""“Done: training” counts up what is done."""

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
        *("tomorrow", "under ?way", "in progress", "in train", "started", "begun", "working"),
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
)
"""Words that ask for more time, up to the day that follows them."""

MORE_TIME: Final = pattern(
    rf"\b(?:{_HAVE} {_MORE_TIME}|extension {_WANTED}|more time (?:please|needed|required))\b"
)
"""Words that ask for more time and may name no day."""

ALREADY: Final = pattern(r"\b(?:was|were|has been|have been|had|been|already|agreed|granted)\b")
"""What stands before a date that has been moved already."""

_SINCE = r"(?:because(?: of)?|as|since|due to|owing to|given(?: that)?|so that)"
BECAUSE: Final = pattern(rf"\s{{0,9}}[,;:.)-]{{0,3}}\s{{0,9}}(?:{_SINCE}\b:?)?\s{{0,9}}")
"""What stands between a day, or a colour, and the reason."""

_COLOUR = r"(?P<rag>red|amber|green|white)"
_AND_THEN = one_of(_END, rf" (?:{_SINCE}|now|for now|at present|at the moment|still|again|rating|rag)\b")
_AM = one_of("is", "are", "remains?", "stays?", "now", "currently", "at", "still", "to be", "should be", "as")
_TURNS = one_of(
    *(_IT, "we", "i am", "i'm", "we're", "i", "still", "now", "currently", "remains?", "moving", "moved"),
    *("move", "gone", "going", "turned"),
)
JUDGED: Final = _forms(
    rf"{_COLOUR}{_AND_THEN}",
    r"(?:(?:our |my )?rag(?: status| rating)?|status|rating|colour)"
    rf"(?:\s?[:=-]| {_AM}){{0,2}} {_COLOUR}{_AND_THEN}",
    rf"{_TURNS}(?: {_AM}|'s|'re){{0,3}}(?: from \w{{3,5}})?(?: to)? {_COLOUR}{_AND_THEN}",
    r"(?:(?:i|we)(?:'d| would)? )?(?:judge|rate|call|make|mark|rag|set|say|put)"
    rf"(?: {_IT})?(?: as| at| to)? {_COLOUR}{_AND_THEN}",
)
"""A sentence that begins so judges the item's colour."""

COLOURS: Final = pattern(r"\b(?:red|amber|green|white)\b")
MOVED_FROM: Final = pattern(r"\bfrom (?:red|amber|green|white)\b")

_MINE = one_of(
    *("mine", "ours", "(?:one )?for (?:me|us)"),
    "(?:my|our) "
    + one_of(
        *("item", "action", "rec", "recommendation", "one", "responsibility", "area", "portfolio", "remit"),
        *("department", "task", "business area"),
    ),
)
_AFTER_MINE = one_of(
    _END, r" (?:any\s?more|any longer|now|at all|since|because|as|but|it|this|please|so|i|we)\b"
)
_REALLY = "(?:really |actually |definitely |probably )?"
_WRONG = one_of("you have the", "you've got the", "i am the", "i'm the", "i think i'm the")
_BELONGS_TO = one_of(
    *("belongs (?:to|with)", "sits with", "should (?:sit|be) with", "should go to"),
    "(?:should|must|needs to) be (?:owned by|(?:re-?)?(?:assigned|allocated) to)",
)
NOT_MINE: Final = _forms(
    rf"(?:{_IT} )?(?:(?:is |was )?{_REALLY}(?:not|never)|isn't|wasn't) (?:been )?{_MINE}{_AFTER_MINE}",
    rf"{_IT}'s {_REALLY}not {_MINE}{_AFTER_MINE}",
    rf"(?:{_IT} (?:is )?)?no longer {_MINE}{_AFTER_MINE}",
    rf"(?:{_WRONG} )?wrong (?:person|owner){_AFTER_MINE}",
    rf"(?:i|we) (?:no longer|don't|do not|never) (?:own|hold|lead(?: on)?) {_IT}{_AFTER_MINE}",
    rf"nothing to do with (?:me|us){_AFTER_MINE}",
)
"""A sentence that begins so says that the item is not theirs; what follows may say why."""

BELONGS_ELSEWHERE: Final = _forms(
    rf"{_IT} {_BELONGS_TO} (?:@|(?-i:[A-Z])|another|someone|somebody)",
)
"""A sentence that begins so says whose the item is instead."""

ASK: Final = pattern(
    r"(?:(?:please|can you|could you|would you|you could|better|you should) )?ask @(?P<asked>\S.*)"
)
"""A sentence that begins so wants something asked of a person."""
