"""Refusals about people: who is meant, and what they may do."""

from models.refusals.base import Refusal


class NoSuchPerson(Refusal):
    """I know nobody called “{name}”. Write @ and choose the person from the list, or write the whole name."""


class NobodyYet(Refusal):
    """Nobody is in the register yet, so nobody is called “{name}”. Add them first: “python -m bot person add”."""


class AsksWithoutAccount(Refusal):
    """{name} has no account in chat, so nothing can be asked as them. Give them one with “python -m bot person
    change”.
    """


class SeveralPeople(Refusal):
    """“{name}” could be {candidates}. Write the whole name."""


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


class PersonAlreadyThere(Refusal):
    """There is already a person with {what} {value}: {name}. Change them instead."""


class PersonMayBeThere(Refusal):
    """“{value}” may be {name}, who is in the register already. If this is somebody else, add what tells them apart,
    like “{value} (Finance)”.
    """


class AccountMayBeTheirs(Refusal):
    """{newcomer} may be {name} of the register, who has no account yet. If so, give {name} this account with
    “{prefix} people change {name}”. If not, enter the e-mail address of {name} there: it tells them apart.
    """


class LastCoordinator(Refusal):
    """{name} is the only coordinator. Make somebody else one first."""

    field = "role"


class RolesItself(Refusal):
    """That is you. Ask another coordinator to change your role, or to enter that you have left."""

    field = "role"


class CoordinatorsAreSet(Refusal):
    """Who is a coordinator is set by those who run Reckoner, in RECKONER_COORDINATORS. Ask them to change it."""

    field = "role"


class PersonMissing(Refusal):
    """Who is it? Choose somebody, or write their name."""

    field = "account"


class NobodySought(Refusal):
    """Nobody's name has “{words}” in it. “{prefix} people” shows everybody, “{prefix} people add” adds somebody."""


class NameMissing(Refusal):
    """A person needs a name of at most {longest} characters, like “Anna Clarke”."""


class NoSuchZone(Refusal):
    """“{zone}” is no time zone. Write it like Europe/London."""


class HoursUnreadable(Refusal):
    """“{hours}” are no working hours. Write them like 09:00-17:00."""
