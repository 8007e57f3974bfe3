"""What Teams' activities hold, as plain facts.

They are read by models of ours: of Microsoft's own, one field of a shape that is new today would refuse a whole
message, and what somebody wrote must not be lost for that. Here what is optional and cannot be read is absent.
"""

import html
import json
import re
from datetime import UTC, datetime
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator
from pydantic.alias_generators import to_camel

from bot.requests.incoming import keepable
from handlers.request import IncomingFile

CHANNEL: Final = "msteams"
PERSONAL: Final = "personal"
FILE: Final = "application/vnd.microsoft.teams.file.download.info"
"""What kind of attachment a file is that somebody has put into the personal chat."""

_NAME: Final = 200
_MENTION = re.compile(r"<at(?:\s[^>]*)?>(.*?)</at>", re.DOTALL)
_QUOTED = re.compile(r"<quoted\s[^>]*/>")
_LINE_END = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6]|tr|blockquote)>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_MICROSECONDS: Final = 1_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NoActivity(Exception):  # noqa: N818 - it reads as what was found
    """What was posted is no activity."""


class _Read(BaseModel):
    """Part of an activity. What is optional, and of a shape that is not known, is absent."""

    model_config = ConfigDict(alias_generator=to_camel, extra="ignore", frozen=True)

    @field_validator("*", mode="wrap")
    @classmethod
    def _absent_if_unknown(cls, value: Any, handler: Any, info: ValidationInfo) -> Any:
        """Read a field. Raises ValidationError for one that has to be there."""
        field = cls.model_fields[str(info.field_name)]
        try:
            return handler(keepable(value) if isinstance(value, str) else value)
        except ValidationError:
            if field.is_required():
                raise
            return field.get_default(call_default_factory=True)


class Channel(_Read):
    """Somebody or something that an activity is of or for."""

    id: str = ""
    name: str = ""
    aad_object_id: str = ""
    is_targeted: bool = False


class ConversationFacts(_Read):
    """The conversation in which an activity happened."""

    id: str
    conversation_type: str = PERSONAL
    tenant_id: str = ""


class Tenant(_Read):
    """The organisation that an activity is of."""

    id: str = ""


class Team(_Read):
    """The team to which a channel belongs."""

    aad_group_id: str = ""


class ChannelData(_Read):
    """What Teams adds to an activity."""

    event_type: str = ""
    team: Team = Team()
    tenant: Tenant = Tenant()


class Activity(_Read):
    """One activity. Source: Microsoft, “Bot Framework Activity schema”, with what Teams adds to it."""

    type: str
    service_url: str
    conversation: ConversationFacts
    from_: Channel = Field(alias="from")
    id: str = ""
    name: str = ""
    channel_id: str = ""
    timestamp: datetime | None = None
    text: str = ""
    action: str = ""
    recipient: Channel = Channel()
    reply_to_id: str = ""
    channel_data: ChannelData = ChannelData()
    entities: tuple[Any, ...] = ()
    attachments: tuple[Any, ...] = ()
    members_removed: tuple[Any, ...] = ()
    value: Any = None

    @property
    def account(self) -> str:
        """The id in the organisation's directory of who did it; empty for who has none there."""
        return self.from_.aad_object_id

    @property
    def is_personal(self) -> bool:
        """Whether it happened in the chat of one person with us."""
        return self.conversation.conversation_type == PERSONAL

    @property
    def place(self) -> str:
        """The id of the conversation, without the thread."""
        return self.conversation.id.partition(";messageid=")[0]

    @property
    def root(self) -> str | None:
        """The id of the message with which the thread of a channel began."""
        return self.conversation.id.partition(";messageid=")[2] or None

    @property
    def given(self) -> dict[str, Any]:
        """What came with a press, a dialog or a shortcut; nothing of it can be trusted."""
        return _facts(self.value)

    @property
    def removes_us(self) -> bool:
        """Whether the app was taken away from a team or a chat."""
        return any(_facts(each).get("id") == self.recipient.id for each in self.members_removed)

    def is_of(self, tenant: str) -> bool:
        """Whether it is of the organisation with this id alone, and of somebody whom that has in its directory."""
        told = {each.lower() for each in (self.conversation.tenant_id, self.channel_data.tenant.id) if each}
        return told == {tenant.lower()} and bool(self.account)


def read(body: bytes) -> Activity:
    """Return the activity that was posted. Raises NoActivity."""
    try:
        return Activity.model_validate(json.loads(body))
    except (ValueError, RecursionError):
        raise NoActivity from None


def words(activity: Activity) -> str:
    """Return what was written, without the mention of us; other people by their names after an at sign."""
    text = activity.text
    for each in _mentions(activity):
        if str(_facts(each.get("mentioned")).get("id")) == activity.recipient.id and each.get("text"):
            text = text.replace(str(each["text"]), "")
    return plain(text)


def is_mentioned(activity: Activity) -> bool:
    """Whether it names us, or was meant for us alone, as what is chosen from the list of commands is."""
    ours = activity.recipient.id
    named = any(_facts(each.get("mentioned")).get("id") == ours for each in _mentions(activity))
    return named or activity.recipient.is_targeted


def plain(text: str) -> str:
    """Return marked-up text as its author saw it, each blank a plain one."""
    said = _QUOTED.sub("", _MENTION.sub(r"@\1", text)).replace("\r\n", "\n")
    return _BLANKS.sub(" ", html.unescape(said)).strip()


def plain_html(content: str) -> str:
    """Return the words of a message that is given as HTML: each paragraph, line and point is a line."""
    return plain(_TAG.sub("", _LINE_END.sub("\n", content)))


def quoted(activity: Activity) -> str | None:
    """Return the id of the message that is quoted, which is how people answer one in a chat."""
    for each in map(_facts, activity.entities):
        if each.get("type") == "quotedReply":
            return str(_facts(each.get("quotedReply")).get("messageId") or "") or None
    for each in map(_facts, activity.attachments):
        if each.get("contentType") == "messageReference":
            return str(each.get("id") or "") or None
    return None


def files(activity: Activity) -> tuple[IncomingFile, ...]:
    """Return the files that came with a message of the personal chat."""
    return tuple(
        _file(each, _facts(each.get("content")))
        for each in map(_facts, activity.attachments)
        if each.get("contentType") == FILE
    )


def version(activity: Activity) -> int:
    """Return when it happened, in microseconds: a later wording has a greater one."""
    if activity.timestamp is None:
        return 0
    at = activity.timestamp if activity.timestamp.tzinfo else activity.timestamp.replace(tzinfo=UTC)
    passed = at - _EPOCH
    return (passed.days * 86_400 + passed.seconds) * _MICROSECONDS + passed.microseconds


def _file(attached: dict[str, Any], content: dict[str, Any]) -> IncomingFile:
    address = str(content.get("downloadUrl") or "")
    return IncomingFile(
        external=str(content.get("uniqueId") or address)[:_NAME],
        address=address,
        name=str(attached.get("name") or "file"),
        media_type="",
        size=0,
        is_passing=True,
    )


def _mentions(activity: Activity) -> list[dict[str, Any]]:
    return [each for each in map(_facts, activity.entities) if each.get("type") == "mention"]


def _facts(value: Any) -> dict[str, Any]:
    """Return `value` if it is an object; else nothing is known of it."""
    return value if isinstance(value, dict) else {}
