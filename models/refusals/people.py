"""Refusals about people: who is meant, and what they may do."""

from models.refusals.base import Refusal


class NoSuchPerson(Refusal):
    """I know nobody called “{name}”. Type @ and choose the person, or write their full name."""


class NobodyYet(Refusal):
    """No people have been added yet, so I know nobody called “{name}”. Add them first: “python -m bot person
    add”.
    """


class AsksWithoutAccount(Refusal):
    """{name} has no chat account, so this cannot be asked as them. Give them one with “python -m bot person
    change”.
    """


class SeveralPeople(Refusal):
    """“{name}” could be {candidates}. Write the full name."""


class Stranger(Refusal):
    """I do not know you yet, so I cannot show or record anything. Ask your force's HMICFRS coordinators to
    add you.
    """


class FromOutside(Refusal):
    """Only members of the force can use Reckoner, not guests or people from other organisations."""


class NotYours(Refusal):
    """Only the owner of {reference}, the deputy or a coordinator can update it. The owner is {owner}."""


class NotYoursUnallocated(Refusal):
    """{reference} has no owner yet, so only a coordinator can update it."""


class CoordinatorsOnly(Refusal):
    """Only a coordinator can do that. Ask one of them: {coordinators}."""


class PersonAlreadyThere(Refusal):
    """{name} already has {what} {value}. Change their entry instead."""


class PersonMayBeThere(Refusal):
    """“{value}” may be {name}, who is in the register already. If this is somebody else, add what tells them apart,
    like “{value} (Finance)”.
    """


class PersonNameNear(Refusal):
    """Is {value} the same person as {name}, who is in the register already? If so, change {name} instead. If not,
    enter an e-mail address too: it tells them apart.
    """


class AccountMayBeTheirs(Refusal):
    """{newcomer} may be {name} of the register, who has no account yet. If so, give {name} this account with
    “{prefix} people change {name}”. If not, enter the e-mail address of {name} there: it tells them apart.
    """


class EverybodyReached(Refusal):
    """Everybody with open items has an account that works. To change one, use “{prefix} people”."""


class NoneChosen(Refusal):
    """No account was chosen. Choose one for at least one person."""


class LastCoordinator(Refusal):
    """{name} is the only coordinator. Make somebody else a coordinator first."""

    field = "role"


class RolesItself(Refusal):
    """You cannot change your own role or mark yourself as having left. Ask another coordinator."""

    field = "role"


class CoordinatorsAreSet(Refusal):
    """The people who run Reckoner set the coordinators, in RECKONER_COORDINATORS. Ask them to change it."""

    field = "role"


class PersonMissing(Refusal):
    """Who is it? Choose somebody, or write their name."""

    field = "account"


class NobodySought(Refusal):
    """Nobody has “{words}” in their name. “{prefix} people” shows everybody; “{prefix} people add” adds a
    person.
    """


class NameMissing(Refusal):
    """Enter a name of up to {longest} characters, like “Anna Clarke”."""


class NoSuchZone(Refusal):
    """“{zone}” is not a time zone. Write it like Europe/London."""


class HoursUnreadable(Refusal):
    """I cannot read “{hours}” as working hours. Write them like 09:00-17:00."""
