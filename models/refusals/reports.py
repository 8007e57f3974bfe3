"""Refusals of published reports that are to be read, and of drafts made of them."""

from models.refusals.base import Refusal


class BadReport(Refusal):
    """“{name}” cannot be read as a report. Send it as Word (.docx), PDF or plain text, or paste its text."""

    field = "file"


class ReportEmpty(BadReport):
    """“{name}” holds no text at all. Check that it is the right file, or paste the text of the recommendations."""


class ReportLocked(BadReport):
    """“{name}” is protected with a password. Save a copy without it, or print it to a new PDF, and send that."""


class ReportScanned(BadReport):
    """“{name}” holds pictures of pages and no text that could be read. Copy the recommendations from the report's
    page on the web and paste them, or have the file made searchable first (“recognise text”).
    """


class ReportTooLarge(BadReport):
    """“{name}” is too large: at most {limit:,} {what} can be read. Send only the pages with the recommendations,
    or paste their text.
    """


class ReportBroken(BadReport):
    """“{name}” is damaged or was cut short. If it opens in its own program, save it again and send that; if not,
    fetch it anew from where it came.
    """


class ReportOdd(BadReport):
    """“{name}” is built as no office program builds a document, so it was not opened. Copy its text into a new
    document, or paste it.
    """


class ReportOtherFormat(BadReport):
    """“{name}” is in truth {what}. Save it as “Word Document (.docx)” or PDF and send that, or paste its text."""


class ReportNotFetched(BadReport):
    """“{name}” could not be fetched from {surface}. {why} Please send it again with “{prefix} report”."""


class ReportTooSlow(BadReport):
    """“{name}” could not be read within {seconds} seconds, so it was stopped. Send only the pages with the
    recommendations, or paste their text.
    """


class ReportTooHungry(BadReport):
    """“{name}” asks for more than {limit} MiB of memory, so it was stopped. Send only the pages with the
    recommendations, or paste their text.
    """


class ReportTextMissing(Refusal):
    """There is nothing to read yet. Paste the text of the report, or add it as a file."""

    field = "text"


class OneReportFile(Refusal):
    """One file at a time, please: each report has a draft of its own."""

    field = "files"


class TextOrFile(Refusal):
    """Give either a file or pasted text, not both: Reckoner would not know which of them counts."""

    field = "files"


class ReportTitleMissing(Refusal):
    """What is the report called? Write its title as it is printed."""

    field = "title"


class PublicationMissing(Refusal):
    """When was the report published? A deadline such as “within six months” is counted from that day."""

    field = "published"


class ReportCodeMissing(Refusal):
    """Which report? Write its short code after “report”, like “report VETTING”."""

    field = "code"


class ReportCodeUnfit(Refusal):
    """“{code}” cannot be a report's code. Use 2 to 20 capital letters and digits that begin with a letter, without
    blanks, like VETTING.
    """

    field = "code"


class DraftUnderWay(Refusal):
    """{name} has begun a draft for {code}. “{prefix} report {code}” shows it: finish it or throw it away
    first.
    """

    field = "code"


class NoSuchDraft(Refusal):
    """There is no draft like that any more. “{prefix} report” begins a new one."""


class NoDraftFor(Refusal):
    """There is no draft for {code}. “{prefix} report” without a code begins one."""

    field = "code"


class DraftNotOpen(Refusal):
    """The draft for {code} was closed on {on}, so nothing in it can be changed. “{prefix} status {code}”
    shows what is in the register.
    """


class NotPublishedYetReport(Refusal):
    """{day} has not come yet. Enter the day on which the report was published."""

    field = "published"


class ParticularsMissing(Refusal):
    """The draft for {code} has no title and date of publication yet. Press “Title and date” first: a deadline such
    as “within six months” is counted from it.
    """


class DraftItemsWanting(Refusal):
    """Nothing was added, since something is missing in {wanting}. Press “Correct” beside each, or leave it out."""


class NothingToAdd(Refusal):
    """Nothing is left in the draft for {code} to be added: everything was left out or is in the register."""


class ItemTextMissing(Refusal):
    """Write what is recommended, or press “Leave out” in the list."""

    field = "text"


class ItemNumberUnfit(Refusal):
    """“{number}” is not a recommendation's number. Write it as the report has it, like 33, 1a or AFI2."""

    field = "number"


class ItemNumberTaken(Refusal):
    """Another proposal of this draft already has the number {number}. Give one of them another, or leave it out."""

    field = "number"


class ItemRegisterNumberUnfit(Refusal):
    """“{number}” is not a register number. Write the digits only, like 10618, or leave it empty."""

    field = "register_number"


class ItemAddresseeMissing(Refusal):
    """Choose to whom it is addressed: “another body” if none of the others fits."""

    field = "addressed_to"


class ItemDeadlineOtherwise(Refusal):
    """The wording “{wording}” means {meant}, but the date is {on}. Correct one of them, or empty the date."""

    field = "deadline_on"


class ItemDeadlineBeforePublication(Refusal):
    """The deadline, {on}, is before the report was published, {published}. Check the years of both."""

    field = "deadline_on"


class NoSuchCause(Refusal):
    """The draft has no cause of concern with the number {number}. Write the number of one that it has, or leave it
    empty.
    """

    field = "parent"


class RegisterRefuses(Refusal):
    """{number} cannot be added: {wrong} {right} Nothing was added."""
