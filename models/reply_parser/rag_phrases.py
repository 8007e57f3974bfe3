"""The phrases in which owners say which colour an item has."""

from typing import Final

from models.dates.words import pattern
from models.reply_parser.phrases import END, IT, SINCE, forms, one_of

_COLOUR = r"(?P<rag>red|amber|green|white)"

_AND_THEN = one_of(
    END,
    rf" (?:{SINCE}|now|for now|at present|at the moment|still|again|rating|rag|(?:on|for) (?:this|it)|overall"
    r"|(?:at|by) (?:the|our|last)"
    r"|following|after|until|pending|please|while|with|thanks|then|i think|i'm afraid|this (?:month|quarter"
    r"|time))\b",
)

_AM = one_of("is", "are", "remains?", "stays?", "now", "currently", "at", "still", "to be", "should be", "as")

_TURNS = one_of(
    *(IT, "we", "i am", "i'm", "we're", "i", "still", "now", "currently", "remains?", "moving", "moved"),
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
        rf"(?:please )?(?:can|could) (?:{IT}|we)(?: please)? (?:be|go|move|turn|stay)(?: moved| changed| set)?",
        rf"(?:moving|taking|putting|going|changing|turning) (?:{IT} )?(?:back|up|down)?",
        "(?:suggest|propose|recommend|going with|go with|stick(?:ing)? (?:with|at)|would say|i'd say)",
        rf"(?:suggest|propose|recommend) {IT} (?:stays?|goes|moves?|remains?|is|be)(?: at| to)?",
    ),
)

_ARROW = r"\s{0,3}(?:\u2192|\u27a1|-{1,2}>|=>|>|to|,? (?:but |and )?(?:is )?now)\s{0,3}"

JUDGED: Final = forms(
    rf"(?:was |from )?(?:red|amber|green|white){_ARROW}{_COLOUR}{_AND_THEN}",
    rf"{_COLOUR}{_AND_THEN}",
    r"(?:(?:our |my )?rag(?: status| rating)?|status|rating|colour)"
    rf"(?:\s?[:=-]| {_AM}){{0,2}} {_COLOUR}{_AND_THEN}",
    rf"{_TURNS}(?: {_AM}|'s|'re){{0,3}}(?: from \w{{3,5}})?(?: to)? {_COLOUR}{_AND_THEN}",
    r"(?:please )?(?:(?:i|we)(?:'d| would)? |would )?"
    r"(?:judge|rate|call|make|mark|rag|set|say|put|change|switch|turn)"
    rf"(?: {IT})?(?: as| at| to)? {_COLOUR}{_AND_THEN}",
)
"""A sentence that begins so judges the item's colour."""

AFTER_COLOUR: Final = pattern(_AND_THEN)
"""What may follow a colour that is judged: a flag or a team that is red is something else."""

MOVED_FROM: Final = pattern(
    rf"\b(?:from|was|no longer|not|towards?) (?:red|amber|green|white)\b"
    rf"|^(?:red|amber|green|white)(?={_ARROW}(?:red|amber|green|white)\b)"
)
