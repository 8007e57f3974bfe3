"""Refusals about evidence: who may read it, how much goes into a pack, and what becomes of a piece of it."""

from models.refusals.base import Refusal


class NotYoursToRead(Refusal):
    """Only the owner of {reference}, the deputy, its team, its checkers and the coordinators can read its
    updates and evidence.
    """

    field = "reference"


class TooManyForPack(Refusal):
    """You asked for {number} items, but a pack holds at most {most}. Ask for several packs."""


class PackTooLarge(Refusal):
    """The evidence files come to {size:,} MB, and I can send at most {most:,} MB. Ask for fewer items, or
    have the pack made in a terminal, which has no limit: “python -m bot pack”.
    """


class LinkUnfit(Refusal):
    """“{address}” is not a web address. Write it in full, like https://force.example/audit, one a line."""

    field = "links"


class TooManyLinks(Refusal):
    """One piece of evidence can have up to {most} links. Add the others as a second piece."""

    field = "links"


class EvidenceToCome(Refusal):
    """This says the evidence is missing or still to come, so I have not saved it as evidence. To save it as
    an update, send me: “{reference}: {words}”.
    """

    field = "text"


class EvidenceDoesNotCount(Refusal):
    """Number {number} was withdrawn or deleted, so it no longer counts. Use “Add evidence” to add it again."""


class NotAskedAbout(Refusal):
    """The question about “{name}” is already answered."""


class NotEvidence(Refusal):
    """Number {number} is an update, and only evidence has versions. Write a new update instead."""


class AlreadyReplaced(Refusal):
    """Number {number} has already been replaced by number {by}. Make a new version of that one."""


class WithdrawalUnexplained(Refusal):
    """Why is it being withdrawn? The reason stays in the record."""

    field = "reason"


class AlreadyWithdrawnEvidence(Refusal):
    """Number {number} has already been withdrawn."""
