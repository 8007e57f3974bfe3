"""What the phrases have in common in which owners say that an item is done, needs time, is red, or is not theirs.

A blank in a pattern stands for any white space. Every repetition is bounded, so that no text is slow to read.
"""

from typing import Final

from models.dates.words import pattern
from models.lazy_pattern import LazyPattern


def one_of(*options: str) -> str:
    """Return an expression for any of the `options`."""
    return f"(?:{'|'.join(options)})"


def forms(*expressions: str) -> tuple[LazyPattern, ...]:
    """Return patterns of the forms that a phrase can take."""
    return tuple(pattern(expression) for expression in expressions)


TO_WHOM = (
    r"(?: (?:boss|mate|guv|sir|ma'?am|guys|folks|ta|cheers|thanks|thank you|please|from (?:me|us)|for (?:me|us)"
    r"|from (?:my|our) (?:side|end|perspective|point of view)|on balance|overall|x{1,3})\b){0,3}"
)
"""What people close with, to whom and from whose side they say it."""

END = rf"(?={TO_WHOM}\s{{0,9}}(?:$|[.,;:!?)]|- |-$))"
"""Where a phrase has to end: before a mark, or with the sentence."""

_REFERENCE = r"(?:#?\d{3,9}|[A-Za-z]\w{0,30}-[\w.()]{1,12})"

_NOUN = one_of(
    *("rec", "recommendation", "action", "item", "afi", "area for improvement", "task", "requirement"),
    "cause of concern",
)

IT = one_of(
    rf"(?:all (?:of )?)?(?:this|it|that|everything)(?: one| {_NOUN})?",
    "all",
    rf"(?:the |our |my )?(?:{_NOUN}s?|work|actions)(?: {_REFERENCE}| (?:on|for|under) (?:this|it))?",
    _REFERENCE,
    r"all (?:the )?(?:actions|work|points|parts|elements)(?: (?:of|on|for) (?:this|it))?",
)
"""How people name the whole item. “The training” is not among them."""

IS = one_of("is", "are", "was", "were", "has been", "have been", "has", "have")

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

NEGATED: Final = pattern(
    r"\b(?:not|cannot|no|no longer|never|without|nor|if|unless|whether|might|rather than|instead of)\b|\w{2}n't\b"
)
"""Words that turn a request for time, or a colour, into something else; they count where they stand before it."""

SINCE = (
    r"(?:because(?: of)?|as|since|due to|owing to|given(?: that)?|so that|caused by|down to|on account of|following"
    r"|pending)"
)

_FILLER = (
    r"(?:(?:i'm|i am|we're|we are) afraid|sorry|unfortunately|please|now|if possible|thanks"
    r"|(?:for|to) (?:complet\w{1,4}|deliver\w{0,3}|finish|sign-?off|go live))"
)

BECAUSE: Final = pattern(
    rf"(?:\s{{0,9}}[,;:.)-]{{0,3}}\s{{0,9}}{_FILLER}\b){{0,3}}\s{{0,9}}[,;:.)-]{{0,3}}\s{{0,9}}(?:{SINCE}\b:?)?\s{{0,9}}"
)
"""What stands between a day, or a colour, and the reason."""

COLOURS: Final = pattern(r"\b(?:red|amber|green|white)\b")
