"""Refusals about evidence: who may read it, how much goes into a pack, and what becomes of a piece of it."""

from models.refusals.base import Refusal


class NotYoursToRead(Refusal):
    """Only the owner of {reference}, the deputy, its team, coordinators and whoever has to check it can read
    what was recorded for it.
    """

    field = "reference"


class TooManyForPack(Refusal):
    """A pack holds the evidence for at most {most} items, and you have named {number}. Ask for them in several
    packs.
    """


class PackTooLarge(Refusal):
    """The files that were given as evidence come to {size:,} MB, and a pack that is sent holds at most {most:,} MB.
    Ask for fewer items at a time, or have it written at the terminal, which knows no limit: “python -m bot pack”.
    """


class LinkUnfit(Refusal):
    """“{address}” is not the address of a web page. Write it whole, like https://force.example/audit, one on each
    line.
    """

    field = "links"


class TooManyLinks(Refusal):
    """At most {most} links are kept with one piece of evidence. Give the others with a second one."""

    field = "links"


class EvidenceToCome(Refusal):
    """This says that evidence is missing or still to come, so it was not saved as evidence. To save it as an
    update, send me: “{reference}: {words}”.
    """

    field = "text"


class EvidenceDoesNotCount(Refusal):
    """Number {number} was withdrawn or deleted and does not count any more. Give it anew with “Add evidence”."""


class NotAskedAbout(Refusal):
    """“{name}” is settled already: nobody is asked about it any more."""


class NotEvidence(Refusal):
    """Number {number} is an update, and only evidence has versions. Write another update."""


class AlreadyReplaced(Refusal):
    """Number {number} was already replaced by number {by}. Make a new version of that one."""


class WithdrawalUnexplained(Refusal):
    """Say why it is withdrawn: the reason stays in the record with it."""

    field = "reason"


class AlreadyWithdrawnEvidence(Refusal):
    """Number {number} was already withdrawn."""
