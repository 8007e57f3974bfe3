"""What the committee is given, on command."""

from sqlalchemy.orm import Session

from handlers.ask import Ask
from models import figures, once, queries
from models.refusals import CoordinatorsOnly, NotInAChannel
from templates.frozen import freeze
from templates.messages import Acknowledged, Message
from templates.rows import digest as digest_of


def digest(session: Session, ask: Ask) -> Message:
    """Post the digest, as the register stands now, to the channel in which it is asked for.

    Raises CoordinatorsOnly, or NotInAChannel in a direct conversation.
    """
    if not ask.who.is_coordinator:
        names = ", ".join(person.name for person in queries.coordinators(session))
        raise CoordinatorsOnly(coordinators=names or "none has been named yet")
    if ask.place.direct:
        raise NotInAChannel
    meeting = figures.next_meeting(session, ask.today)
    message = digest_of(figures.standing(session, ask.today), meeting.held_on if meeting else None)
    once.tell(session, f"digest-now:{ask.source}", freeze(message), ask.at, channel=ask.place.channel)
    return Acknowledged("digest_posted", {"channel": ask.place.channel})
