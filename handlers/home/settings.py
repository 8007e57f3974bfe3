"""What the force decides for itself: coordinators see and change it, and name a channel from within."""

from sqlalchemy.orm import Session

from handlers.notifications import coordinators_but, tell_each
from handlers.request import Request
from handlers.roles import coordinators_only
from models.address import Conversation
from models.outbox import outbox
from models.policies import decision
from models.policies.deciding import Changed, decide, standing
from models.policies.fields import POLICIES, PolicyGroup, in_group
from models.policies.kinds import KEPT, ChannelOfEach
from models.policies.naming import ByName
from models.queries.boards import EXECUTIVE, board_called, known_boards
from models.queries.items import nearest
from models.queries.numbered import whole
from models.refusals.commands import NoLongerKnown
from models.refusals.committee import NoSuchBoard
from models.refusals.policies import NoSuchSettings, WriteItThere
from models.register.same_name import as_compared
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.settings import AS_USUAL, ChannelNamed, Settings, SettingsChanged, SettingsForm
from templates.presenters.settings import policy_changes, policy_lines
from templates.serialization import freeze

HERE = "here"


def settings(session: Session, request: Request) -> Message:
    """Return how everything stands, the form of the group that is named, or name the channel that it is said in.

    Raises CoordinatorsOnly, NoSuchSettings, WriteItThere or NoSuchBoard.
    """
    coordinators_only(session, request)
    word, _, rest = request.words.strip().partition(" ")
    if not word:
        lines = policy_lines(standing(session, request.policy.base), ByName(session))
        return Settings(lines, request.today)
    if word.casefold() == HERE:
        return _name_channel(session, request, rest.strip())
    if word.casefold() not in list(PolicyGroup):
        raise NoSuchSettings(word=word, known=", ".join(PolicyGroup))
    return _form(session, request, PolicyGroup(word.casefold()))


def open_form(session: Session, request: Request) -> Message:
    """Return the form of the group that the button names. Raises CoordinatorsOnly or NoLongerKnown."""
    coordinators_only(session, request)
    return _form(session, request, _group(request.words))


def take_form(session: Session, request: Request) -> Message:
    """Change what was filled in otherwise than it was shown, and tell the other coordinators.

    Raises CoordinatorsOnly, NoLongerKnown, CutOffTooLate, or what reading a field raises.
    """
    coordinators_only(session, request)
    group_word, _, number = request.words.partition(":")
    group, naming = _group(group_word), ByName(session)
    if group is PolicyGroup.CHANNELS:
        forgotten = {name: None for name in request.chosen("forget") if name in in_group(group)}
        return _changed(
            session, request, decide(session, request.policy.base, forgotten, naming, request.act)
        )
    shown = {
        line.name: line.value
        for line in policy_lines(standing(session, request.policy.base, whole(number) or 0), naming)
    }
    filled = {name: request.filled(name) for name in in_group(group)}
    wanted = {
        name: None if words in ("", AS_USUAL) else words
        for name, words in filled.items()
        if words.replace("\r\n", "\n") != shown[name]
    }
    return _changed(session, request, decide(session, request.policy.base, wanted, naming, request.act))


def _form(session: Session, request: Request, group: PolicyGroup) -> SettingsForm:
    stands = standing(session, request.policy.base)
    lines = policy_lines({name: stands[name] for name in in_group(group)}, ByName(session))
    return SettingsForm(group, decision.latest(session), lines)


def _group(word: str) -> PolicyGroup:
    if word not in list(PolicyGroup):
        raise NoLongerKnown
    return PolicyGroup(word)


def _changed(session: Session, request: Request, changes: tuple[Changed, ...]) -> Message:
    if not changes:
        return Acknowledged("settings_same")
    return _tell_others(session, request, changes)


def _tell_others(session: Session, request: Request, changes: tuple[Changed, ...]) -> SettingsChanged:
    """Tell the other coordinators what has changed; return that."""
    message = SettingsChanged(request.who.name, policy_changes(changes, ByName(session)))
    tell_each(session, request, coordinators_but(session, request), f"settings:{request.source}", message)
    return message


def _name_channel(session: Session, request: Request, board: str) -> Message:
    """Make the channel in which this is said the committee's, the executive's, or that of a board."""
    here = request.place.conversation
    if here is None or here.is_direct:
        raise WriteItThere
    name, called = _whose(session, board)
    field = POLICIES[name]
    value = _with_board(request, called, here) if isinstance(field.kind, ChannelOfEach) else here
    wanted = {name: field.kind.write(value, KEPT)}
    changes = decide(session, request.policy.base, wanted, KEPT, request.act)
    if not changes:
        return Acknowledged("channel_same")
    posted = ChannelNamed(request.who.name, name, called, request.policy.digest_working_days)
    outbox.enqueue(session, f"channel:{request.source}", freeze(posted), request.at, conversation=here)
    _tell_others(session, request, changes)
    return Acknowledged("channel_named")


def _whose(session: Session, board: str) -> tuple[str, str]:
    """Return the policy that `board` is about, and what the board is called. Raises NoSuchBoard."""
    if not board:
        return "committee_channel", ""
    if board.casefold() == EXECUTIVE:
        return "executive_channel", ""
    called = board_called(session, board)
    if called is None:
        known = known_boards(session)
        raise NoSuchBoard(name=board, known=nearest(board, known) or ", ".join(known) or "none yet")
    return "board_channels", called


def _with_board(request: Request, called: str, here: Conversation) -> dict[str, Conversation]:
    others = {
        name: channel
        for name, channel in request.policy.board_channels.items()
        if as_compared(name) != as_compared(called)
    }
    return {**others, called: here}
