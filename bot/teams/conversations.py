"""Where Teams has spoken to us from: written down, so that we can answer there and write unasked."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.teams import addresses
from bot.teams.payloads import Activity
from jobs.delivery import reached, reached_in
from models.address import Conversation
from models.database import Database
from models.enums import Surface
from models.outbox import conversation as conversations
from models.outbox.conversation import KnownConversation
from models.queries import items


@dataclass(frozen=True)
class Heard:
    """Where something was heard, and whether the register knows who said it."""

    place: Conversation
    is_known: bool


class Conversations:
    """Writes conversations down. `told` is called when something that waited can be sent again."""

    def __init__(self, database: Database, clock: Clock, told: Callable[[], object]) -> None:
        """Keep them in `database`, at the time of `clock`."""
        self._database, self._clock, self._told = database, clock, told

    async def heard(self, activity: Activity) -> Heard:
        """Return where an activity comes from, as a sign that its author can be written to there."""
        return await asyncio.to_thread(self._heard, activity)

    async def removed(self, activity: Activity) -> None:
        """Note that the app was taken away from a conversation."""
        await asyncio.to_thread(self._block, activity)

    def _heard(self, activity: Activity) -> Heard:
        account = addresses.account(activity.account)
        with self._database.reading() as session:
            known = conversations.by_external(session, Surface.TEAMS, activity.place)
            person = items.person_by_account(session, account)
            is_news = person is not None and person.unreachable_since is not None and activity.is_personal
            if known is not None and not is_news and _is_as_known(known, activity):
                return Heard(known.address, person is not None)
        with self._database.writing() as session:
            noted, at = _noted(session, activity), self._clock.now()
            was_blocked = noted.blocked_since is not None
            conversations.unblock(session, noted.address)
            waiting = reached(session, account, at) if activity.is_personal else 0
            if was_blocked:
                named = addresses.conversation(noted.external)
                waiting += reached_in(session, (noted.address, named), at)
            place = noted.address
        if waiting:
            self._told()
        return Heard(place, person is not None)

    def _block(self, activity: Activity) -> None:
        with self._database.writing() as session:
            conversations.block(session, _noted(session, activity).address, self._clock.now())


def _noted(session: Session, activity: Activity) -> KnownConversation:
    noted = conversations.take_note(
        session,
        Surface.TEAMS,
        activity.place,
        activity.service_url,
        is_direct=activity.is_personal,
        account=addresses.account(activity.account).id if activity.is_personal else None,
        part_of=activity.channel_data.team.aad_group_id or None,
    )
    session.flush()
    return noted


def _is_as_known(known: KnownConversation, activity: Activity) -> bool:
    account = addresses.account(activity.account).id if activity.is_personal else known.account
    is_there = (known.service_url, known.account) == (activity.service_url, account)
    return is_there and known.blocked_since is None
