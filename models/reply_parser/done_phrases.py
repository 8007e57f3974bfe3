"""The phrases in which owners say that an item is done."""

from typing import Final

from models.dates.words import pattern
from models.reply_parser.phrases import END, IS, IT, TO_WHOM, forms, one_of

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
    END,
    r" (?:now|today|yesterday|last week|last month|in full|thanks|thank you|too|as of|because|since|with)\b",
    rf"{TO_WHOM} (?:and|so|as) (?:the|our|we|all|it|new|nothing|happy|can|please|this)\b",
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
    rf"(?:see|have|get|like) {IT} (?:closed|closing|signed off|marked (?:as )?(?:done|completed?))",
    rf"{IT} closing",
    rf"(?:remove|drop) {IT} from (?:the|my|our) (?:list|register|tracker)",
    rf"clos(?:e|ing)(?: {IT})?(?: off| down)?",
    rf"closure(?: of {IT})?",
    "for closure",
    rf"(?:confirm|report|note) (?:completion|closure)(?: of {IT})?",
    rf"mark(?: {IT})? (?:as )?(?:done|completed?|closed)",
    rf"(?:show|record|treat|regard|consider|update)(?: {IT})? (?:as |to )?(?:done|completed?|closed)",
    rf"(?:take|sign|tick)(?: {IT})? off(?: (?:the|my|our) (?:list|register|tracker))?",
    rf"archive(?: {IT})?",
    rf"{IT} (?:to )?be (?:marked|shown|recorded) (?:as )?(?:done|completed?|closed)",
    rf"submit(?: {IT})?(?: for (?:checking|closure|sign(?: |-)?off))?",
    rf"sign(?: {IT})? off",
    rf"{IT} (?:can|is|be|to be|should) (?:now )?(?:be )?(?:closed(?: off| down)?|signed off|{_SUBMITTED})",
)

_WHY_CLOSE = r"(?= (?:as|because|since|following|given|now (?:that)?|after)\b)"

ASKS_TO_CLOSE: Final = pattern(
    rf"(?:(?:{_PLEASE} ){{1,3}}{_CLOSE_IT}(?: please| now| thanks){{0,2}}"
    rf"|(?:can|could|may) {IT} (?:now |please )?be (?:closed(?: off| down)?|signed off|{_SUBMITTED}"
    rf"|marked (?:as )?(?:done|completed?|closed))(?: please| now| off){{0,2}}"
    rf"|{IT} can (?:now )?(?:come|go) off (?:the|my|our) (?:list|register|tracker))(?:{END}|{_WHY_CLOSE})"
)
"""A sentence that begins so wants it closed, also where it asks whether it can be."""

DONE: Final = forms(
    rf"{IT}(?: {IS}|'s)? (?:{_FULLY} ){{0,3}}{_STATE}{_AFTER_DONE}",
    rf"(?:that's (?:(?:this|that)(?: one)? |the lot )?)?{_STATE_ALONE}{_AFTER_DONE}",
    r"(?:i|we|the (?:team|unit|department))(?:'ve| have| has)(?: (?:now|fully|all|also|since|successfully)){0,2}"
    rf" (?:finished|completed|implemented|delivered|discharged|done|actioned|closed|met|fulfilled)"
    rf" {IT}{_AFTER_DONE}",
    r"(?:i|we)(?:'ve| have)? (?:now )?(?:done|completed|delivered|met|finished|actioned|implemented)"
    r" (?:everything|all|what)(?: (?:that|which|of it|the actions))?(?: (?:was|were|is|has been))?"
    r"(?: (?:asked|required|needed|we had to do|recommended))?(?: of (?:us|me)| for)?(?: (?:here|on this|in this))?"
    r"(?: so\b| and\b|(?=\s{0,9}(?:$|[.,;!])))",
    rf"(?:{IT} )?(?:can|may|should|to) (?:now )?be (?:closed(?: off| down)?|signed off|{_SUBMITTED})"
    rf"(?: now| please){{0,2}}{END}",
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
    r"|\bif (?:(?:you|they|anyone|anybody|hmic(?:frs)?|the inspectorate)(?:'d)? )?"
    r"(?:wants?|needs?|likes?|wish|needed|required|wanted)\b"
)
"""What leaves to the reader when it is closed, and says nothing of the work."""

AWAITS_OTHERS: Final = pattern(
    r"\b(?:awaiting|waiting for|pending) (?:(?:hmicfrs|the inspectorate|inspectorate|your|coordinator)(?:'s)? )?"
    rf"(?:{_SIGNED_OFF}|closure|check(?:ing)?|confirmation)"
)
"""What may follow although it waits: the force's part is done."""

_WISHES: Final = (
    *("will", "shall", "would", "could", "should", "may", "might"),
    *("hop(?:e|es|ing)", "aim(?:s|ing)?", "plan(?:s|ned|ning)?", "expect(?:s|ed|ing)?", r"intend\w{0,5}"),
)

_LEFT_OPEN: Final = (
    *("not", "cannot", "no longer", "never", "nothing", "none", "nobody", "only", "if", "unless", "when"),
    *("whether", "once", "until", "till"),
    *("nearly", "almost", "mostly", "largely", "partly", "partially", "part", "half", "some", "most"),
    *("except", "apart", "but", "however", "although", "though", "still", "yet", "awaiting", "waiting"),
    *("pending", "outstanding", "on-?going", "remain(?:s|ing)?", "to(?: |-)do", "next", "soon"),
    *("tomorrow", "under way", "in progress", "in train", "started", "begun", "working"),
    *("delay(?:ed)?", "slipp(?:ed|ing)", "paused", "by the end", "due to be", "to follow", "left"),
)

_IN_PART: Final = r"|\w{2}n't\b|'ll\b|\b(?!100)\d{1,2}\s?(?:%|per\s?cent)"

NOT_YET: Final = pattern(rf"\b{one_of(*_LEFT_OPEN, *_WISHES)}\b{_IN_PART}")
"""Words by which a reply that seems to say done says something else; the whole reply is searched for them."""

LEFT_OPEN: Final = pattern(rf"\b{one_of(*_LEFT_OPEN)}\b{_IN_PART}")
"""Those of them that tell of work; without those that can also ask for it to be closed: “I would propose”."""
