"""What a force has decided for itself: how it stands, the form in which it is changed, and what has changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.policies.deciding import Origin
from models.policies.fields import POLICIES, PolicyGroup
from models.policies.kinds import Channel, Checks, Choice, Kind, PersonOfEach
from templates.markup import MarkupText
from templates.messages import FormMessage, Message
from templates.parts import (
    Buttons,
    ChoicesInput,
    Heading,
    ItemLine,
    Items,
    Lines,
    Note,
    Part,
    Parts,
    SelectInput,
    Text,
    TextInput,
)
from templates.translator import Translator, button, form

AS_USUAL = "usual"
"""What is chosen in a menu to go back to what is not decided in chat."""

_SEVERAL_LINES = (PersonOfEach, Checks)


@dataclass(frozen=True)
class PolicyLine:
    """How the policy called `name` stands: its `value` in words, empty for none, and where that comes from.

    What was decided in chat was decided `by` somebody, or at the terminal, on a local date: without that it would
    be `otherwise`.
    """

    name: str
    value: str
    origin: Origin = Origin.USUAL
    by: str | None = None
    on: date | None = None
    otherwise: str = ""

    @property
    def in_chat(self) -> bool:
        """Whether it was decided in chat."""
        return self.origin is Origin.CHAT

    @property
    def is_set(self) -> bool:
        """Whether those who run Reckoner have set it, and nobody has decided otherwise."""
        return self.origin is Origin.ENVIRONMENT


def _as_usual(name: str, value: str) -> PolicyLine:
    return PolicyLine(name, value, otherwise=value)


_COMMITTEE = (
    _as_usual("last_call_working_days", "8"),
    _as_usual("preview_working_days", "3"),
    PolicyLine("cut_off_working_days", "15", Origin.CHAT, "Priya Shah", date(2022, 12, 1), "12"),
    PolicyLine("paper_working_days", "10", Origin.ENVIRONMENT, otherwise="10"),
    _as_usual("digest_working_days", "5"),
)


@dataclass(frozen=True)
class Settings(Message):
    """Every policy as it stands, by the groups in which they are changed, on the local date `today`."""

    lines: tuple[PolicyLine, ...]
    today: date

    def layout(self, translator: Translator) -> Parts:
        """Return a line for each group, with its policies and the button that changes them."""
        groups = tuple(self._group(group, translator) for group in PolicyGroup)
        return (
            Heading(translator.bare.say("settings", "title")),
            Items(groups),
            Note(translator.say("settings", "footer")),
        )

    def _group(self, group: PolicyGroup, translator: Translator) -> ItemLine:
        lines = [each for each in self.lines if POLICIES[each.name].group is group]
        told = [each for each in lines if each.value or each.in_chat or each.is_set]
        said = " · ".join(self._line(each, translator) for each in told)
        may_change = group is not PolicyGroup.CHANNELS or any(each.in_chat for each in lines)
        heading = translator.say("settings", group.value)
        buttons = (button("change_settings", group.value),) if may_change else ()
        return ItemLine(f"{heading}\n{said}".rstrip(), buttons=buttons)

    def _line(self, line: PolicyLine, translator: Translator) -> str:
        value = _shown(line.name, line.value, translator)
        called = translator.bare.say("policies_short", line.name)
        return translator.say("settings", "line", line=line, label=called, value=value)


Settings.EXAMPLE = Settings(
    (
        *_COMMITTEE,
        _as_usual("remind_days_before", "90, 30, 7"),
        _as_usual("remind_every_days", "7"),
        _as_usual("escalation", "owner, owner, owner, coordinators"),
        _as_usual("most_moves", "no limit"),
        _as_usual("demonstration_days", "0"),
        _as_usual("force", "This force"),
        PolicyLine("committee_channel", "C0JAC0001", Origin.CHAT, "Priya Shah", date(2022, 12, 1)),
    ),
    date(2022, 12, 8),
)


def label(name: str, translator: Translator) -> str:
    """Return what the policy is called, bare."""
    return translator.bare.say("policies", name)


def _shown(name: str, value: str, translator: Translator) -> MarkupText:
    """Return a value on one line, as sentences show it; channels as the surface shows them."""
    if not value:
        return translator.say("settings", "none")
    if isinstance(POLICIES[name].kind, Channel):
        return translator.dialect.channel(value)
    return translator.dialect.escape("; ".join(value.splitlines()))


@dataclass(frozen=True)
class SettingsForm(FormMessage):
    """The form in which the policies of a `group` are changed, as they stood with the `latest` decision."""

    group: PolicyGroup
    latest: int
    lines: tuple[PolicyLine, ...]

    def layout(self, translator: Translator) -> Parts:
        """Return the form: a field for each, with where its value comes from."""
        about = f"{self.group.value}:{self.latest}"
        return (
            form("settings", about, "settings_form", translator, group=self.group.value),
            Text(translator.say("settings_form", "body", group=self.group.value)),
            *self._inputs(translator),
        )

    def _inputs(self, translator: Translator) -> Iterator[Part]:
        if self.group is PolicyGroup.CHANNELS:
            options = tuple((each.name, label(each.name, translator)) for each in self.lines if each.in_chat)
            yield ChoicesInput("forget", translator.bare.say("settings_form", "forget"), options)
            return
        for line in self.lines:
            yield _input(line, POLICIES[line.name].kind, translator)


SettingsForm.EXAMPLE = SettingsForm(PolicyGroup.COMMITTEE, 3, _COMMITTEE)


def _input(line: PolicyLine, kind: Kind, translator: Translator) -> TextInput | SelectInput:
    say, called = translator.bare.say, label(line.name, translator)
    hint = say("policy_hints", line.name) if translator.has("policy_hints", line.name) else ""
    hint = " ".join(filter(None, (hint, say("settings_form", "origin", line=line))))
    if isinstance(kind, Choice):
        usual = (AS_USUAL, say("settings_form", "usual", line=line))
        words = tuple((each.value, each.value) for each in kind.options)
        given = line.value if line.in_chat else AS_USUAL
        return SelectInput(line.name, called, (usual, *words), hint=hint or None, given=given)
    return TextInput(
        line.name,
        called,
        hint=hint or None,
        given=line.value,
        optional=True,
        multiline=isinstance(kind, _SEVERAL_LINES),
    )


@dataclass(frozen=True)
class PolicyChange:
    """That the policy called `name` is `now` what it `was` not, in words; empty for none."""

    name: str
    was: str
    now: str


@dataclass(frozen=True)
class SettingsChanged(Message):
    """What `by` has changed, empty at a terminal: said back to them, and told to the other coordinators."""

    by: str
    changes: tuple[PolicyChange, ...]

    def layout(self, translator: Translator) -> Parts:
        """Return who changed what, from what to what, and what stays as it is."""
        say = translator.say
        lines = tuple(f"• {self._line(each, translator)}" for each in self.changes)
        names = {each.name for each in self.changes}
        stays = names & {"cut_off_working_days", "paper_working_days"}
        return (
            Text(say("settings_changed", "title", by=self.by)),
            Lines(lines),
            *((Text(say("settings_changed", "meetings")),) if stays else ()),
            Buttons((button("change_settings", POLICIES[self.changes[0].name].group.value),)),
        )

    def _line(self, change: PolicyChange, translator: Translator) -> str:
        was, now = (_shown(change.name, value, translator) for value in (change.was, change.now))
        return translator.say(
            "settings_changed", "line", label=label(change.name, translator), was=was, now=now
        )


SettingsChanged.EXAMPLE = SettingsChanged("Priya Shah", (PolicyChange("cut_off_working_days", "12", "15"),))


@dataclass(frozen=True)
class ChannelNamed(Message):
    """What is posted to a channel that `by` has just named: for the committee, a `board`, or the executive."""

    by: str
    what: str
    board: str = ""
    days: int = 0

    def layout(self, translator: Translator) -> Parts:
        """Return what will come here."""
        return (Text(translator.say("channel_named", self.what, named=self)),)


ChannelNamed.EXAMPLE = ChannelNamed("Priya Shah", "committee_channel", days=5)
