"""Refusals about the committee's meetings and figures."""

from models.refusals.base import Refusal


class ClockIsOff(Refusal):
    """My clock is wrong, so I cannot freeze or post figures now: they would stay so. Try again once the people who
    run Reckoner have set it.
    """


class MeetingAlreadyThere(Refusal):
    """There is already a committee meeting on {held_on}."""


class MeetingOutOfOrder(Refusal):
    """The {what}, {day}, has to come on or before the day of the meeting, {held_on}."""


class PaperBeforeCutOff(Refusal):
    """The figures would be frozen on {cut_off_on}, after the paper is due on {paper_due_on}. Give a cut-off on or
    before the day on which the paper is due.
    """


class FiguresAreFrozen(Refusal):
    """The figures for the meeting of {held_on} are frozen: their cut-off stays {cut_off_on}. Its other dates can
    still be changed.
    """


class CommitteeWordUnknown(Refusal):
    """I do not understand “{typed}”. About the committee you can write “{prefix} committee add 2022-12-15”,
    “{prefix} committee move 2022-12-15 to 2022-12-19” or “{prefix} committee cancel 2022-12-15”; “cut-off”
    and “paper” may follow, each with a day.
    """


class MeetingDateMissing(Refusal):
    """Which meeting? Name its day, like “{prefix} committee {example}”."""


class NoCommitteeChannel(Refusal):
    """No committee channel is set. Set RECKONER_COMMITTEE_CHANNEL to the channel's id, like C0123456789."""


class NoMeetingEntered(Refusal):
    """No committee meeting has been entered yet. A coordinator enters one with “{prefix} committee add
    2022-12-15”.
    """


class NoSuchMeeting(Refusal):
    """There is no committee meeting on {day}. The meetings that are entered: {known}."""


class DateUnreadable(Refusal):
    """“{text}” is no date that I can read. Write it like 2022-12-15."""


class NotPublishedYet(Refusal):
    """The summary for the next meeting has not been published yet. It is posted to the committee's channel when it
    is.
    """


class NoSuchFigure(Refusal):
    """I know no figure “{typed}”. Did you mean “{prefix} why {nearest}”? The figures are: {names}; a kind
    may follow, like “{prefix} why signed off recommendations”.
    """


class NoSuchPrintedFigure(Refusal):
    """“{figure}” is no figure that a paper prints. The figures are: {names}."""


class AlreadyPublishedHere(Refusal):
    """The summary for {held_on} was published from this register, so its figures are known. Only figures that were
    printed elsewhere are entered.
    """


class NothingPrinted(Refusal):
    """Nothing is entered as printed for {held_on} for “{figure}, {kind}”, so there is nothing to remove."""


class PrintedFigureInUse(Refusal):
    """What was printed for {held_on} is the opening of the summary that has been published for {following}, so it
    stays as it is. Tell the committee of a mistake in it as a correction.
    """


class EarlierMeetingFirst(Refusal):
    """The meeting of {coming} comes before that of {day}, which has no figures yet. Ask for the earlier one."""


class ActionUnreadable(Refusal):
    """Write who answers, by when and what was asked, like “{prefix} action @Anna Clarke by 31 March: waiting
    times”. To answer one, write its reference first, like “{prefix} action A3 and your answer”.
    """


class ActionWordsMissing(Refusal):
    """Write what the committee asked for."""

    field = "text"


class AskedInTheFuture(Refusal):
    """{day} lies ahead. An action is recorded at the meeting at which it was asked for, or after it."""

    field = "asked_on"


class NoSuchAction(Refusal):
    """I know no committee action {reference}. “{prefix} action” lists those that are open."""


class NotYourAction(Refusal):
    """{reference} is for {name} or a coordinator to answer."""


class ActionIsClosed(Refusal):
    """{reference} is closed. A coordinator records a new action if the committee asks again."""


class ActionAnswerMissing(Refusal):
    """Write the answer to {reference}: the committee reads it in the next paper."""

    field = "text"


class ActionNotAnswered(Refusal):
    """{reference} has no answer yet. Ask {name}, or answer it yourself; then close it."""


class NoSuchBoard(Refusal):
    """Nothing open is filed under a board called “{name}”. Boards that I know: {known}."""


class PrintedNumberUnfit(Refusal):
    """“{number}” is no number. Write digits only, or leave it empty where the paper did not print it."""
