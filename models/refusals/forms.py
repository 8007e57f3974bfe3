"""Refusals of forms: adding an item, correcting one, and changing one or many."""

from models.address import Account
from models.refusals.base import Refusal


class FormNotKept(Refusal):
    """This form has expired and nothing was changed. Close it and start again."""


class DraftTaken(Refusal):
    """This form has already been sent, so nothing was changed a second time. Close it."""


class NotAccepted(Refusal):
    """{wrong}. {right}."""


class NumberTaken(Refusal):
    """{reference} is already in the register. Correct the number, or correct that item from “{prefix} show
    {reference}”.
    """

    field = "number"


class RegisterNumberTaken(Refusal):
    """{reference} already has the number {number}. Correct it or leave it empty."""

    field = "register_number"


class ReportMissing(Refusal):
    """Which report? Choose one from the list, or enter the code, title and date of a new one."""

    field = "report"


class ReportChosenTwice(Refusal):
    """You chose {code} and also entered a new report. Keep one of them."""

    field = "code"


class ReportThere(Refusal):
    """{code} is already in the register: {title}. Choose it from the list, or give the new report another code."""

    field = "code"


class TitleMissing(Refusal):
    """Enter the title of the new report, as printed."""

    field = "title"


class CauseMissing(Refusal):
    """{code} has no cause of concern numbered {number}. Choose one from the list, or none."""

    field = "parent"


class StillCarries(Refusal):
    """{reference} has recommendations under it ({children}), so it stays a cause of concern. Move them
    elsewhere first.
    """

    field = "kind"


class NothingChosen(Refusal):
    """You have not filled anything in. Fill in what should change for all of them."""

    field = "owner"


class SetAndCleared(Refusal):
    """You filled in the {what} and also ticked to remove it. Do only one of them."""

    field = "clear"


class HasEnded(Refusal):
    """{reference} is “{status}”, and closed items cannot be assigned. Nothing was changed. Reopen it first,
    or leave it out.
    """


class TooManyAtOnce(Refusal):
    """That list has {number:,} open items, and I can change at most {most} at once. Use a shorter list, such
    as one person, report or team.
    """


class NoneOpen(Refusal):
    """No item in that list is open, so there is nothing to change."""


class DeputyIsOwner(Refusal):
    """{name} owns {reference}. Choose somebody else as deputy."""

    field = "deputy"


class NotIntroduced(Refusal):
    """I do not know {account}, and {surface} cannot tell me who that is. Choose somebody else, or add the
    person with “{prefix} people add”.
    """

    def __init__(self, account: Account, *, at_field: str | None = None) -> None:
        """Say that nobody is known by `account`."""
        super().__init__(at_field=at_field, account=account)
        self.account = account


class FromOutsideOwnsNothing(Refusal):
    """{name} is a guest, an app or from another organisation. Only members of the force can own items."""


class NoSuchPersonOrTeam(Refusal):
    """I know no person or team called “{name}”. Type @ and choose the person, or write their full name.
    “{prefix} team” shows the teams.
    """


class NoSuchTeam(Refusal):
    """I know no team called “{name}”. “{prefix} team” shows the teams."""


class NoSuchTeamButNear(Refusal):
    """I know no team called “{name}”. Did you mean {nearest}?"""


class TeamThere(Refusal):
    """There is already a team called {name}."""

    field = "name"


class TeamNameUnfit(Refusal):
    """Give the team a name of up to {longest} characters, like “Public Protection”. It must not be a person's
    name or begin with @.
    """

    field = "name"


class TeamLeadMissing(Refusal):
    """Choose who leads the team. They own its items."""

    field = "lead"


class TeamMemberUnknown(Refusal):
    """I cannot tell who “{name}” is. Write their full name as in the register."""

    field = "members"


class TeamHasItems(Refusal):
    """{name} still has {items}. Reassign them first, like “{prefix} assign {first} @name”."""


class LeadIsMember(Refusal):
    """{name} leads {team}. Choose another lead first."""


class NotInTeam(Refusal):
    """{name} is not in {team}."""


class DeputyWithoutOwner(Refusal):
    """A deputy covers for an owner, so choose an owner too."""

    field = "owner"


class OwnDeputy(Refusal):
    """Owners cannot be their own deputy. Choose somebody else, or nobody."""

    field = "deputy"


class MessageWithoutText(Refusal):
    """That message has no text to add. Use “{prefix} add” and type it in."""
