"""Refusals about the committee's meetings and figures."""

from models.refusals.base import Refusal


class ClockIsOff(Refusal):
    """My clock is wrong, so I cannot freeze or post figures now. Try again when the people who run Reckoner
    have set it.
    """


class MeetingAlreadyThere(Refusal):
    """There is already a committee meeting on {held_on}."""


class MeetingOutOfOrder(Refusal):
    """The {what}, {day}, must be on or before the day of the meeting, {held_on}."""


class PaperBeforeCutOff(Refusal):
    """The figures would freeze on {cut_off_on}, after the paper is due on {paper_due_on}. Choose a cut-off on
    or before the day the paper is due.
    """


class FiguresAreFrozen(Refusal):
    """The figures for the meeting of {held_on} are frozen, so its cut-off stays {cut_off_on}. You can still
    change its other dates.
    """


class CommitteeWordUnknown(Refusal):
    """I do not understand “{typed}”. Write “{prefix} committee add 2022-12-15”, “{prefix} committee move
    2022-12-15 to 2022-12-19” or “{prefix} committee cancel 2022-12-15”. You can add “cut-off” and “paper”,
    each with a day.
    """


class MeetingDateMissing(Refusal):
    """Which meeting? Give its date, like “{prefix} committee {example}”."""


class NoCommitteeChannel(Refusal):
    """The committee has no channel yet. Invite me to it and write “settings here” to me there."""


class NoMeetingEntered(Refusal):
    """No committee meeting has been entered yet. A coordinator can enter one with “{prefix} committee add
    2022-12-15”.
    """


class NoSuchMeeting(Refusal):
    """There is no committee meeting on {day}. Meetings: {known}."""


class DateUnreadable(Refusal):
    """I cannot read “{text}” as a date. Write it like 2022-12-15."""


class NotPublishedYet(Refusal):
    """The summary for the next meeting is not published yet. When it is, you will see it in the committee's
    channel.
    """


class NoSuchFigure(Refusal):
    """I do not know the figure “{typed}”. Did you mean “{prefix} why {nearest}”? The figures are: {names};
    you can add a kind, like “{prefix} why signed off recommendations”.
    """


class NoSuchPrintedFigure(Refusal):
    """“{figure}” is not a figure printed in a paper. The figures are: {names}."""


class AlreadyPublishedHere(Refusal):
    """The summary for {held_on} was published from this register, so its figures are known. Enter printed
    figures only for papers made elsewhere.
    """


class NothingPrinted(Refusal):
    """No printed figure is entered for {held_on} for “{figure}, {kind}”, so there is nothing to remove."""


class PrintedFigureInUse(Refusal):
    """The published summary for {following} starts from the figures printed for {held_on}, so they cannot
    change. Tell the committee of a mistake as a correction.
    """


class EarlierMeetingFirst(Refusal):
    """The meeting of {coming} comes before that of {day}, which has no figures yet. Ask for the earlier one."""


class ActionUnreadable(Refusal):
    """Write who should answer, by when and the question, like “{prefix} action @Anna Clarke by 31 March:
    waiting times”. To answer one, start with its reference, like “{prefix} action A3 and your answer”.
    """


class ActionWordsMissing(Refusal):
    """Write what the committee asked for."""

    field = "text"


class AskedInTheFuture(Refusal):
    """{day} is in the future. Record an action on the day of its meeting or later."""

    field = "asked_on"


class NoSuchAction(Refusal):
    """There is no committee action {reference}. “{prefix} action” lists the open ones."""


class NotYourAction(Refusal):
    """Only {name} or a coordinator can answer {reference}."""


class ActionIsClosed(Refusal):
    """{reference} is closed. If the committee asks again, a coordinator can record a new action."""


class ActionAnswerMissing(Refusal):
    """Write your answer to {reference}. The committee reads it in the next paper."""

    field = "text"


class ActionNotAnswered(Refusal):
    """{reference} has no answer yet. Ask {name} or answer it yourself, then close it."""


class NoSuchBoard(Refusal):
    """No open item belongs to a board called “{name}”. Boards: {known}."""


class PrintedNumberUnfit(Refusal):
    """“{number}” is not a number. Use digits only, or leave it empty if the paper did not print it."""
