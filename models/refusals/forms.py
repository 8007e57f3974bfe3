"""Refusals of forms: adding an item, correcting one, and changing one or many."""

from models.address import Account
from models.refusals.base import Refusal


class FormNotKept(Refusal):
    """This form is no longer kept. Close it and begin again: nothing was changed."""


class DraftTaken(Refusal):
    """This form has been taken in already, and nothing was changed a second time. Close it."""


class NotAccepted(Refusal):
    """{wrong}. {right}."""


class NumberTaken(Refusal):
    """{reference} is in the register already. Correct the number, or correct that item: {prefix} show
    {reference}.
    """

    field = "number"


class RegisterNumberTaken(Refusal):
    """The register number {number} already belongs to {reference}. Correct the number, or leave it out."""

    field = "register_number"


class ReportMissing(Refusal):
    """From which report? Choose it from the list, or give the code, title and date of a new one."""

    field = "report"


class ReportChosenTwice(Refusal):
    """You chose {code} and wrote a new report too. Keep one of them."""

    field = "code"


class ReportThere(Refusal):
    """{code} is in the register already: {title}. Choose it from the list, or give this report another code."""

    field = "code"


class TitleMissing(Refusal):
    """The new report needs its title, as it is printed."""

    field = "title"


class CauseMissing(Refusal):
    """{code} has no cause of concern with the number {number}. Choose one from the list, or none."""

    field = "parent"


class StillCarries(Refusal):
    """{reference} carries {children}, so it stays a cause of concern. Move those elsewhere first."""

    field = "kind"


class NothingChosen(Refusal):
    """Nothing was chosen, so nothing would change. Fill in what is to be the same for all of them."""

    field = "owner"


class SetAndCleared(Refusal):
    """You want the {what} both set and taken away. Leave its field empty, or do not choose it here."""

    field = "clear"


class HasEnded(Refusal):
    """{reference} is “{status}”: what has ended is given to nobody. Nothing was changed. Reopen it first, or leave
    it out.
    """


class TooManyAtOnce(Refusal):
    """That list has {number:,} open items, and at most {most} are changed at once. Take a shorter list, like that
    of a person, a report or a team.
    """


class NoneOpen(Refusal):
    """None of the items in that list is open, so there is nothing to change."""


class DeputyIsOwner(Refusal):
    """{name} owns {reference}, so somebody else has to be the deputy."""

    field = "deputy"


class NotIntroduced(Refusal):
    """I do not know {account}, and {surface} does not tell me who that is. Choose somebody else, or add the
    person with “{prefix} people add”.
    """

    def __init__(self, account: Account, *, at_field: str | None = None) -> None:
        """Say that nobody is known by `account`."""
        super().__init__(at_field=at_field, account=account)
        self.account = account


class FromOutsideOwnsNothing(Refusal):
    """{name} is a guest, an app or from another organisation. Only members of the force can be given something."""


class NoSuchPersonOrTeam(Refusal):
    """I know nobody and no team called “{name}”. Write @ and choose the person from the list, or write the
    whole name. {prefix} team shows the teams.
    """


class NoSuchTeam(Refusal):
    """I know no team called “{name}”. {prefix} team shows the teams."""


class NoSuchTeamButNear(Refusal):
    """I know no team called “{name}”. Did you mean {nearest}?"""


class TeamThere(Refusal):
    """There is already a team called {name}."""

    field = "name"


class TeamNameUnfit(Refusal):
    """A team needs a name of at most {longest} characters, like “Public Protection”, that no person has and that
    does not begin with @.
    """

    field = "name"


class TeamLeadMissing(Refusal):
    """Choose who leads the team: they own what is given to it."""

    field = "lead"


class TeamMemberUnknown(Refusal):
    """I do not know exactly one person called “{name}”. Write their whole name."""

    field = "members"


class TeamHasItems(Refusal):
    """{name} still works on {items}. Give those to somebody else first, like “{prefix} assign {first}
    @name”.
    """


class LeadIsMember(Refusal):
    """{name} leads {team}. Name another lead first."""


class NotInTeam(Refusal):
    """{name} is not in {team}."""


class DeputyWithoutOwner(Refusal):
    """A deputy covers for an owner: name the owner too."""

    field = "owner"


class OwnDeputy(Refusal):
    """Nobody is their own deputy: name somebody else, or nobody."""

    field = "deputy"


class MessageWithoutText(Refusal):
    """That message has no text that could be added. Use {prefix} add and write it yourself."""
