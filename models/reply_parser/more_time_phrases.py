"""The phrases in which owners ask for more time."""

from typing import Final

from models.dates.words import pattern
from models.reply_parser.phrases import IT, forms, one_of

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

MORE_TIME_UNTIL: Final = forms(
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

MORE_TIME_LATER: Final = forms(
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
    rf"|(?:can|could) (?:{_DEADLINE}|{IT})(?: please)? be (?:extended|moved|put back|pushed back|amended))\b"
)
"""Words that ask for more time and may name no day."""

DENIED: Final = pattern(
    r"(?:n't|\bnot|\bcannot|\bmiss(?:ing)?|\brather than|\binstead of)\b"
    r"(?:(?!\b(?:until|till|before)\b)[^.;,?!]){0,20}$"
)
"""What stands before a day that will not be kept; “won't be done until” stands before one that is asked for."""

ALREADY: Final = pattern(r"\b(?:was|were|has been|have been|had|been|already|agreed|granted)\b")
"""What stands before a date that has been moved already."""
