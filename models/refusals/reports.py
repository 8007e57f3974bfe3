"""Refusals of published reports that are to be read, and of drafts made of them."""

from models.refusals.base import Refusal


class BadReport(Refusal):
    """I cannot read “{name}” as a report. Send it as Word (.docx), PDF or plain text, or paste its text."""

    field = "file"


class ReportEmpty(BadReport):
    """“{name}” contains no text. Check that it is the right file, or paste the text of the recommendations."""


class ReportLocked(BadReport):
    """“{name}” has a password. Save a copy without it, or print it to a new PDF, and send that."""


class ReportScanned(BadReport):
    """“{name}” contains scanned pages with no text I can read. Paste the recommendations from the report's
    web page, or have the file made searchable first (“recognise text”).
    """


class ReportTooLarge(BadReport):
    """“{name}” is too large: I can read at most {limit:,} {what}. Send only the pages with the
    recommendations, or paste their text.
    """


class ReportBroken(BadReport):
    """“{name}” is damaged or incomplete. If it opens in its own program, save it again and send that; if not,
    download it again.
    """


class ReportOdd(BadReport):
    """“{name}” is not built like a normal document, so I did not open it. Copy its text into a new document,
    or paste it.
    """


class ReportOtherFormat(BadReport):
    """“{name}” is really {what}. Save it as “Word Document (.docx)” or PDF and send that, or paste its text."""


class ReportNotFetched(BadReport):
    """“{name}” could not be fetched from {surface}. {why} Please send it again with “{prefix} report”."""


class ReportTooSlow(BadReport):
    """I stopped reading “{name}” after {seconds} seconds. Send only the pages with the recommendations, or
    paste their text.
    """


class ReportTooHungry(BadReport):
    """“{name}” needs more than {limit} MiB of memory, so I stopped. Send only the pages with the
    recommendations, or paste their text.
    """


class ReportTextMissing(Refusal):
    """There is nothing to read yet. Paste the text of the report, or add it as a file."""

    field = "text"


class OneReportFile(Refusal):
    """One file at a time, please: each report has its own draft."""

    field = "files"


class TextOrFile(Refusal):
    """Send either a file or pasted text, not both: I would not know which one to use."""

    field = "files"


class ReportTitleMissing(Refusal):
    """What is the report called? Enter its title as printed."""

    field = "title"


class PublicationMissing(Refusal):
    """When was the report published? Deadlines like “within six months” count from that day."""

    field = "published"


class ReportCodeMissing(Refusal):
    """Which report? Write its short code after “report”, like “report VETTING”."""

    field = "code"


class ReportCodeUnfit(Refusal):
    """“{code}” cannot be a report code. Use 2 to 20 capital letters and digits, starting with a letter,
    without spaces, like VETTING.
    """

    field = "code"


class DraftUnderWay(Refusal):
    """{name} has already started a draft for {code}. Open it with “{prefix} report {code}” and finish or
    discard it first.
    """

    field = "code"


class NoSuchDraft(Refusal):
    """That draft no longer exists. “{prefix} report” starts a new one."""


class NoDraftFor(Refusal):
    """There is no draft for {code}. “{prefix} report” on its own starts one."""

    field = "code"


class DraftNotOpen(Refusal):
    """The draft for {code} was closed on {on}, so it can no longer change. “{prefix} status {code}” shows the
    items in the register.
    """


class NotPublishedYetReport(Refusal):
    """{day} is in the future. Enter the day the report was published."""

    field = "published"


class ParticularsMissing(Refusal):
    """The draft for {code} has no title and publication date yet. Press “Title and date” first; deadlines
    like “within six months” count from that date.
    """


class DraftItemsWanting(Refusal):
    """Nothing was added, because something is missing in {wanting}. Press “Correct” or “Leave out” beside each."""


class NothingToAdd(Refusal):
    """The draft for {code} has nothing left to add. Everything is left out or already in the register."""


class ItemTextMissing(Refusal):
    """Enter the recommendation, or press “Leave out” in the list."""

    field = "text"


class ItemNumberUnfit(Refusal):
    """“{number}” is not a recommendation number. Write it as in the report, like 33, 1a or AFI2."""

    field = "number"


class ItemNumberTaken(Refusal):
    """Another proposal in this draft already has the number {number}. Change one of them, or leave it out."""

    field = "number"


class ItemRegisterNumberUnfit(Refusal):
    """“{number}” is not an HMICFRS number. Use digits only, like 10618, or leave it empty."""

    field = "register_number"


class ItemAddresseeMissing(Refusal):
    """Choose who it is addressed to. If none fits, choose “another body”."""

    field = "addressed_to"


class ItemDeadlineOtherwise(Refusal):
    """The wording “{wording}” means {meant}, but the date is {on}. Correct one of them, or clear the date."""

    field = "deadline_on"


class ItemDeadlineBeforePublication(Refusal):
    """The deadline, {on}, is before the report was published, {published}. Check the years of both."""

    field = "deadline_on"


class NoSuchCause(Refusal):
    """The draft has no cause of concern numbered {number}. Enter one of its numbers, or leave it empty."""

    field = "parent"


class RegisterRefuses(Refusal):
    """{number} cannot be added: {wrong} {right} Nothing was added."""
