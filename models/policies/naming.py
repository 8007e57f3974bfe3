"""How people name each other where a policy is typed."""

from sqlalchemy.orm import Session

from models.address import Account, Conversation
from models.queries import items
from models.refusals.policies import ChannelNotTyped, NoAccountYet


class ByName:
    """People by their names. A channel is named from within, so none is typed."""

    def __init__(self, session: Session) -> None:
        """Look people up in `session`."""
        self._session = session

    def account(self, text: str) -> Account:
        """Return the account of the person called `text`.

        Raises NoAccountYet, NoSuchPerson, SeveralPeople or NobodyYet.
        """
        person = items.person_by_name(self._session, text)
        if person.address is None:
            raise NoAccountYet(name=person.name)
        return person.address

    def person(self, account: Account) -> str:
        """Return the name of whoever has this account, or its id where nobody does."""
        person = items.person_by_account(self._session, account)
        return person.name if person else account.id

    def channel(self, text: str) -> Conversation:
        """Raise ChannelNotTyped."""
        del text
        raise ChannelNotTyped

    def place(self, channel: Conversation) -> str:
        """Return the id of the channel."""
        return channel.id
