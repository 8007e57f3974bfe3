"""Refusals about inspections, reports and PEEL cycles."""

from models.refusals.base import Refusal


class NoSuchName(Refusal):
    """There is no {what} called “{name}”. “{command}” lists them."""

    field = "name"


class NoSuchNameButNear(Refusal):
    """There is no {what} called “{name}”. Did you mean “{nearest}”?"""

    field = "name"


class NameTaken(Refusal):
    """Another {what} is already called “{name}”. Choose a different name."""

    field = "name"


class NameUnfit(Refusal):
    """Give the {what} a name of up to {longest} characters."""

    field = "name"


class BackNeedsReason(Refusal):
    """“{name}” has already reached “{stage}”. To move it back, give a reason."""

    field = "reason"


class WithdrawalNeedsReason(Refusal):
    """Why was “{name}” withdrawn? The committee is told the reason."""

    field = "reason"


class ReportOfItMissing(Refusal):
    """To mark “{name}” as reported, give the code of its report."""

    field = "report"


class AlreadyReported(Refusal):
    """“{name}” was reported on {since}, so it cannot be withdrawn."""


class AlreadyWithdrawn(Refusal):
    """“{name}” has already been withdrawn, on {since}."""


class EndsBeforeItStarts(Refusal):
    """“{name}” cannot end on {ends}, before it starts on {starts}. Check both dates."""

    field = "ends_on"


class AlreadyReturned(Refusal):
    """“{name}” has already been returned, on {on}."""


class NoSuchFramework(Refusal):
    """There is no PEEL question set “{framework}”. Question sets: {known}."""

    field = "framework"


class NoSuchQuestion(Refusal):
    """“{cycle}” has no question {number}. Its questions run from 1 to {most}."""

    field = "number"


class NoCycleEntered(Refusal):
    """No PEEL cycle has been entered yet, so there is no question to grade. Enter one with
    “python -m bot peel cycle”.
    """


class GradeUnread(Refusal):
    """I found no grade in that. Write “{prefix} peel 7 grade good” for HMICFRS's grade of question 7, or
    “{prefix} peel 7 internal good” for the force's own assessment.
    """


class NoSuchGrade(Refusal):
    """“{grade}” is not a PEEL grade. The grades are: {known}. “none” removes a grade."""

    field = "grade"


class NotAnArea(Refusal):
    """{reference} is a {kind}. Only areas for improvement go under a PEEL question."""

    field = "reference"


class NotOfThisCycle(Refusal):
    """{reference} comes from the report {code}, which is not the report for “{cycle}”. If it should be, set
    that first with “peel reported”.
    """

    field = "reference"


class NoSuchReport(Refusal):
    """There is no report “{code}”. “report list” lists them."""

    field = "report"


class NoSuchReportButNear(Refusal):
    """There is no report “{code}”. Did you mean {nearest}?"""

    field = "report"


class LinkNotToTheWeb(Refusal):
    """“{address}” is not a web address. It should begin with https:// and name a site."""

    field = "source_link"


class DueMissing(Refusal):
    """When is it due? Enter the day."""

    field = "due"


class FirstDayMissing(Refusal):
    """When does the cycle begin? Enter its first day."""

    field = "begins"


class QuestionMissing(Refusal):
    """Which question is it? Choose one."""

    field = "number"


class NoReportSought(Refusal):
    """No report has “{words}” in its code or title. “{prefix} reports” lists them all."""
