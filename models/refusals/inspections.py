"""Refusals about inspections, reports and PEEL cycles."""

from models.refusals.base import Refusal


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
    """“{name}” has come as far as “{stage}”. To move it back, say why."""

    field = "reason"


class WithdrawalNeedsReason(Refusal):
    """The committee is told why an inspection was withdrawn, so “{name}” cannot go without a reason."""

    field = "reason"


class ReportOfItMissing(Refusal):
    """“{name}” is reported by its report. Name the report by its code."""

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


class NoCycleEntered(Refusal):
    """No PEEL cycle has been entered yet, so there is no question to grade. Enter one with
    “python -m bot peel cycle”.
    """


class GradeUnread(Refusal):
    """I read no grade there. Write “{prefix} peel 7 grade good” for HMICFRS's grade of question 7, or
    “{prefix} peel 7 internal good” for the force's own assessment.
    """


class NoSuchGrade(Refusal):
    """“{grade}” is no PEEL grade. The grades are: {known}. “none” takes back what was entered."""

    field = "grade"


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


class DueMissing(Refusal):
    """By when does HMICFRS want it? Enter the day."""

    field = "due"


class FirstDayMissing(Refusal):
    """When does the cycle begin? Enter its first day."""

    field = "begins"


class QuestionMissing(Refusal):
    """Which question is it? Choose one."""

    field = "number"


class NoReportSought(Refusal):
    """No report has “{words}” in its code or title. “{prefix} reports” shows them all."""
