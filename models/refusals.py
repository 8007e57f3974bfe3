"""What Reckoner declines to do, each as the sentence the person reads.

A refusal is a class whose docstring is that sentence: a `str.format` template over the fields that are
given where it is raised. Keep this file a plain list.
"""

import inspect
import string
from datetime import date, datetime
from typing import Any, ClassVar


class _Sentence(string.Formatter):
    """Fills a refusal's sentence; a date without a format of its own reads `31 March 2023`."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, date) and not isinstance(value, datetime) and not format_spec:
            return f"{value.day} {value:%B %Y}"
        return str(super().format_field(value, format_spec))


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error.
    """That cannot be done.

    Subclasses give the sentence in the first paragraph of their docstring and are raised with its fields as
    keywords: `raise NotADeadline(wording="soon")`. `at_field` names the form field at fault where the class
    attribute `field` does not.
    """

    template: ClassVar[str] = "That cannot be done."
    field: str | None = None

    def __init_subclass__(cls) -> None:
        """Take the sentence from the docstring; a refusal without one is a mistake of ours."""
        if not cls.__doc__:
            raise TypeError(f"{cls.__name__} needs a docstring: the sentence a person reads")
        cls.template = " ".join(inspect.cleandoc(cls.__doc__).split("\n\n", 1)[0].split())

    def __init__(self, *, at_field: str | None = None, **fields: object) -> None:
        """Fill the sentence from `fields`; KeyError if one that it names is missing."""
        self.fields: dict[str, object] = fields
        if at_field is not None:
            self.field = at_field
        super().__init__(_Sentence().vformat(self.template, (), fields))


class NotADeadline(Refusal):
    """“{wording}” is not a deadline that Reckoner can read. Write it like “By 31 March 2023”, “By March
    2023”, “Within six months” or “With immediate effect”, or leave it empty if there is none.
    """

    field = "deadline_wording"


class LooksBack(NotADeadline):
    """“{wording}” looks back over a time that has passed, so it is not a deadline. Leave the wording empty if
    the recommendation gives no date.
    """


class NamesNoDay(NotADeadline):
    """“{wording}” does not say on which day, so no date can be worked out. Leave the wording empty and set a
    local target date instead.
    """


class NamesNoYear(NotADeadline):
    """“{wording}” does not say which year. Write the year too, like “By 31 March 2023”."""


class NoSuchDay(NotADeadline):
    """“{wording}” names a day that is not in the calendar. Check the day, the month and the year."""


class CountsWorkingDays(NotADeadline):
    """“{wording}” counts working days, which Reckoner does not turn into a deadline. Give the date itself,
    like “By 31 March 2023”.
    """


class CountsFromElsewhere(NotADeadline):
    """“{wording}” does not count from the day the report was published, so no date can be worked out. Give
    the date itself, like “By 31 March 2023”.
    """


class CauseStillOpen(Refusal):
    """{reference} is a cause of concern and ends only when its recommendations have: {children} still open."""


class NotYet(Refusal):
    """{day} has not come yet. What has happened is recorded on its day or afterwards."""


class BeforePresentStatus(Refusal):
    """{reference} has been “{status}” since {since}, so nothing that follows it can have taken effect before. Check
    the date.
    """


class NoSuchItem(Refusal):
    """I know no item “{reference}”. An item is named by its register number, like 10618, or by report code and
    number, like VETTING-33. /rec status followed by a word finds items by their text.
    """

    field = "reference"


class NoSuchItemButNear(Refusal):
    """I know no item “{reference}”. Did you mean {nearest}?"""

    field = "reference"


class ReferenceMissing(Refusal):
    """Which item? Write its reference after the command, like “/rec {command} 10618”."""

    field = "reference"


class NoSuchPerson(Refusal):
    """I know nobody called “{name}”. Write @ and choose the person from the list, or write the whole name."""


class SeveralPeople(Refusal):
    """“{name}” could be {candidates}. Write the whole name."""


class NoSuchCommand(Refusal):
    """I know no command “{word}”. Did you mean “/rec {nearest}”? /rec help lists them all."""


class UnknownCommand(Refusal):
    """I know no command “{word}”. /rec help lists them all."""


class Stranger(Refusal):
    """I do not know you yet, so I cannot show or record anything. Ask a coordinator of HMICFRS
    recommendations to add you.
    """


class FromOutside(Refusal):
    """Only members of the force's own workspace can use Reckoner. Guests and people of other organisations
    cannot.
    """


class NotYours(Refusal):
    """Only the owner of {reference}, the deputy or a coordinator can record something for it. The owner is
    {owner}.
    """


class NotYoursUnallocated(Refusal):
    """Nobody owns {reference} yet, so only a coordinator can record something for it."""


class CoordinatorsOnly(Refusal):
    """Only a coordinator can do that. Ask one of them: {coordinators}."""


class NothingWritten(Refusal):
    """Nothing was written to record. Put the text after the reference, like “/rec evidence 10618 The audit of
    November shows …”, or reply to my reminder with a file.
    """

    field = "text"


class NothingMatches(Refusal):
    """Nothing in the register matches “{words}”. Try fewer words, a reference like 10618, or one of: overdue,
    due, red, unallocated.
    """


class NothingMatchesButNear(Refusal):
    """Nothing in the register matches “{words}”. Did you mean “/rec status {nearest}”?"""


class NoSuchStatement(Refusal):
    """I cannot find what this button belongs to. Nothing was changed."""


class UndoIsTheirs(Refusal):
    """Only {name}, who wrote it, or a coordinator can undo this."""


class ReplyAlreadyPlaced(Refusal):
    """That reply has already been recorded for {reference}. Use Undo there if it belongs elsewhere."""


class MeetingAlreadyThere(Refusal):
    """There is already a committee meeting on {held_on}."""


class MeetingOutOfOrder(Refusal):
    """The {what}, {day}, has to come on or before the day of the meeting, {held_on}."""


class NoCommitteeChannel(Refusal):
    """No committee channel is set. Set RECKONER_COMMITTEE_CHANNEL to the channel's id, like C0123456789."""


class NotInAChannel(Refusal):
    """A digest is posted to a channel. Use this command in the channel that is to have it."""


class PersonAlreadyThere(Refusal):
    """There is already a person with {what} {value}: {name}. Use “person change” to change them."""


class PersonNotFound(Refusal):
    """Nobody in the register is called “{name}” and no account or e-mail address reads so. “person list” lists
    them.
    """


class NameMissing(Refusal):
    """A person needs a name of at most {longest} characters, like “Anna Clarke”."""


class NoSuchZone(Refusal):
    """“{zone}” is no time zone. Write it like Europe/London."""


class HoursUnreadable(Refusal):
    """“{hours}” are no working hours. Write them like 09:00-17:00."""


class BadSheet(Refusal):
    """“{name}” cannot be read as a register. Save it in Excel as “Excel Workbook (.xlsx)” or as CSV, and import
    that.
    """

    field = "file"


class OldWorkbook(BadSheet):
    """“{name}” is a workbook of Excel's old kind (.xls). Open it in Excel, save it as “Excel Workbook (.xlsx)” and
    import that.
    """


class LockedWorkbook(BadSheet):
    """“{name}” is locked with a password. Save a copy without the password and import that."""


class MacroWorkbook(BadSheet):
    """“{name}” contains macros, and Reckoner opens no file that does. Save it as “Excel Workbook (.xlsx)”, which
    leaves them out, and import that.
    """


class OtherFormat(BadSheet):
    """“{name}” is in truth {what}. Open it in the program it belongs to, save it as “Excel Workbook (.xlsx)” or as
    CSV, and import that.
    """


class BrokenSheet(BadSheet):
    """“{name}” is damaged or was cut short. If Excel opens it, save it again and import that; if not, fetch it
    anew from where it came.
    """


class OddWorkbook(BadSheet):
    """“{name}” is built as no spreadsheet program builds a workbook, so it was not opened. Copy the table into a
    new workbook in Excel, save it and import that.
    """


class SheetTooLarge(BadSheet):
    """“{name}” is too large: at most {limit:,} {what} can be read. Delete what does not belong to the register,
    empty rows below the table too, or divide it into several files.
    """


class CellTooLong(BadSheet):
    """Row {row} of “{name}” has a cell of more than {limit:,} characters. Shorten it, and keep long texts as
    evidence instead. If this is a CSV file, look for a quotation mark that is not closed.
    """


class StrayQuote(BadSheet):
    """Row {row} of “{name}” has a quotation mark that is not closed, or text after one that is. Save the table
    from Excel as CSV again, or correct the mark.
    """


class NotInLetters(BadSheet):
    """“{name}” is not written in letters that can be told apart safely. Save it from Excel as “CSV UTF-8”, or as
    “Excel Workbook (.xlsx)”, and import that.
    """


class NoHeadings(BadSheet):
    """“{name}” has no row of headings that Reckoner knows within the first {rows} rows. Head the columns as in the
    sample register, for example Report code, Number, Text and Owner.
    """


class NoSuchJob(Refusal):
    """There is no job called “{name}”. The jobs are: {jobs}."""


class NoSuchName(Refusal):
    """There is no {what} called “{name}”. “{command}” lists those there are."""

    field = "name"


class NoSuchNameButNear(Refusal):
    """There is no {what} called “{name}”. Did you mean “{nearest}”?"""

    field = "name"


class NameTaken(Refusal):
    """The name “{name}” is taken: another {what} has it. Give the new one another name."""

    field = "name"


class NameUnfit(Refusal):
    """Give the {what} a name of at most {longest} characters."""

    field = "name"


class BackNeedsReason(Refusal):
    """“{name}” has come as far as “{stage}”. To move it back, say why with --reason."""

    field = "reason"


class WithdrawalNeedsReason(Refusal):
    """The committee is told why an inspection was withdrawn, so “{name}” cannot go without a reason. Give it with
    --reason.
    """

    field = "reason"


class ReportOfItMissing(Refusal):
    """“{name}” is reported by its report. Name the report by its code, with --report."""

    field = "report"


class AlreadyReported(Refusal):
    """“{name}” was reported on {since}, so it cannot be withdrawn."""


class AlreadyWithdrawn(Refusal):
    """“{name}” was already withdrawn on {since}."""


class EndsBeforeItStarts(Refusal):
    """“{name}” cannot end on {ends}, before it starts on {starts}. Check both dates."""

    field = "ends_on"


class AlreadyReturned(Refusal):
    """“{name}” was already returned on {on}."""


class NoSuchFramework(Refusal):
    """There is no PEEL question set “{framework}”. Those there are: {known}."""

    field = "framework"


class NoSuchQuestion(Refusal):
    """“{cycle}” has no question {number}. Its questions are numbered from 1 to {most}."""

    field = "number"


class NotAnArea(Refusal):
    """{reference} is a {kind}. Only areas for improvement stand under a PEEL question."""

    field = "reference"


class NotOfThisCycle(Refusal):
    """{reference} comes from the report {code}, which is not the report of “{cycle}”. If it should be, say so with
    “peel reported”.
    """

    field = "reference"


class NoSuchReport(Refusal):
    """There is no report “{code}”. “report list” lists those there are."""

    field = "report"


class NoSuchReportButNear(Refusal):
    """There is no report “{code}”. Did you mean {nearest}?"""

    field = "report"


class LinkNotToTheWeb(Refusal):
    """“{address}” is not the address of a web page. It begins with https:// and names a site."""

    field = "source_link"


class NoMeetingEntered(Refusal):
    """No committee meeting has been entered yet. A coordinator enters one with “committee add 2022-12-15”."""


class NoSuchMeeting(Refusal):
    """There is no committee meeting on {day}. The meetings that are entered: {known}."""


class DateUnreadable(Refusal):
    """“{text}” is no date that I can read. Write it like 2022-12-15."""


class NotPublishedYet(Refusal):
    """The summary for the next meeting has not been published yet. It is posted to the committee's channel when it
    is.
    """


class NoSuchFigure(Refusal):
    """I know no figure “{typed}”. Did you mean “/rec why {nearest}”? The figures are: {names}. A kind may follow,
    like “/rec why signed off recommendations”.
    """


class NoSuchPrintedFigure(Refusal):
    """“{figure}” is no figure that a paper prints. The figures are: {names}."""


class AlreadyPublishedHere(Refusal):
    """The summary for {held_on} was published from this register, so its figures are known. Only figures that were
    printed elsewhere are entered.
    """


class SlackRefused(Refusal):
    """Slack refused the app's token: “{error}”. Check SLACK_BOT_TOKEN, and that the app is installed."""


class SlackUnreachable(Refusal):
    """Slack cannot be reached at {address}. Check the network and SLACK_API_URL."""


class PortTaken(Refusal):
    """Port {port} is in use: perhaps Reckoner runs already. Stop it, or set RECKONER_LOCAL_PORT to another port."""


class OwnerMissing(Refusal):
    """To whom? Write the person after the reference, like “/rec assign {reference} @name”."""


class OwnerHasLeft(Refusal):
    """{name} has left, so nothing can be given to them. Name somebody else."""


class BeforeLastCorrection(Refusal):
    """What {reference} is, or whom it is addressed to, was last changed with effect from {last}. A change cannot take
    effect before that.
    """
