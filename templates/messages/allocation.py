"""What can be said about whose items are: the form for one or many, what was changed, and who is told of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from models.register.fields import Place, plain_in
from templates.field_input import field_input
from templates.messages import FormMessage, Message
from templates.messages.items import ItemRow, item_line
from templates.parts import (
    YOURS,
    Buttons,
    ChoicesInput,
    Heading,
    ItemLine,
    Items,
    Lines,
    Note,
    Part,
    Parts,
    PersonInput,
    SelectInput,
    Text,
)
from templates.translator import Translator, button, form
from templates.who import Who

RARER = ("add_evidence", "show")
"""What can be done with an item that has become somebody's, by the names of the buttons."""


@dataclass(frozen=True)
class Told:
    """The names of those who are told of a change, and of those whom no message reaches."""

    told: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()


@dataclass(frozen=True)
class TeamChoice:
    """A team that can be chosen, by its number."""

    number: int
    name: str


CAN_BE_CLEARED: Final = (
    "deputy",
    "team",
    *(column.field.attribute for column in plain_in(Place.LIST_FORM) if not column.field.words),
)
"""What can be taken away from many items at once, by the names of the fields. An owner can only be replaced."""


@dataclass(frozen=True)
class ChangeForm(FormMessage):
    """The form in which one item, or with `many` several, are given to people and filed.

    `draft` is the number under which the items are kept; `references` are theirs. `given` holds what the fields
    hold already. `holders` are those of its owner and deputy whom the surface cannot show. `ended` counts the items
    of the list that have ended, and are left as they are.
    """

    draft: int
    references: tuple[str, ...]
    given: dict[str, str] = field(default_factory=dict)
    teams: tuple[TeamChoice, ...] = ()
    holders: tuple[str, ...] = ()
    many: bool = False
    ended: int = 0

    def layout(self, translator: Translator) -> Parts:
        """Return the form in which one item or many are given to people and filed; of many, which they are."""
        bare = translator.bare
        name, title = ("change_all", "title_many") if self.many else ("assign", "title")

        def say(key: str) -> str:
            return bare.say("change_form", key, form=self)

        def person(field: str) -> PersonInput:
            return PersonInput(field, say(field), given=self.given.get(field) or None, optional=True)

        filed = plain_in(Place.LIST_FORM if self.many else Place.ASSIGN_FORM)
        called = {column.field.attribute: column.asked for column in filed}
        can_be_cleared = tuple((name, called.get(name) or say(name)) for name in CAN_BE_CLEARED if self.many)
        clear = ChoicesInput("clear", say("clear"), can_be_cleared, hint=say("hint_clear"), optional=True)
        return (
            form(name, str(self.draft), "change_form", translator, title=title, form=self),
            Text(translator.say("change_form", "which", form=self)),
            person("owner"),
            person("deputy"),
            *team_input(self.teams, self.given.get("team"), translator),
            *(field_input(column, self.given) for column in filed),
            *((clear,) if self.many else ()),
        )


ChangeForm.EXAMPLE = ChangeForm(
    7, ("10618", "9962"), {}, (TeamChoice(1, "Public Protection"),), many=True, ended=1
)


def team_input(
    teams: tuple[TeamChoice, ...], given: str | None, translator: Translator
) -> Iterator[SelectInput]:
    """Yield the menu of teams, if there are any."""
    if teams:
        options = tuple((str(team.number), team.name) for team in teams)
        hint = translator.bare.say("change_form", "hint_team")
        label = translator.bare.say("change_form", "team")
        yield SelectInput("team", label, options, hint=hint, given=given or None, optional=True)


@dataclass(frozen=True)
class ChangedItems(Message):
    """What was changed in each item, in words; which are as they were; and who is told."""

    changed: tuple[tuple[str, tuple[str, ...]], ...]
    unchanged: tuple[str, ...]
    told: Told

    def layout(self, translator: Translator) -> Parts:
        """Return what was changed in each item, and who is told."""
        lines = tuple(
            translator.say("changed_items", "line", reference=reference, what=what)
            for reference, what in self.changed
        )
        return (
            Heading(translator.bare.say("changed_items", "title", said=self)),
            *((Lines(lines),) if lines else ()),
            *((Text(translator.say("changed_items", "unchanged", said=self)),) if self.unchanged else ()),
            *told_of(self.told, translator),
        )


ChangedItems.EXAMPLE = ChangedItems(
    (("10618", ("owner: Anna Clarke (was Dev Patel)",)), ("9962", ("board: Crime Board (was none)",))),
    ("VETTING-33",),
    Told(("Anna Clarke", "Dev Patel"), ("Marcus Reid",)),
)


def told_of(told: Told, translator: Translator) -> Iterator[Part]:
    """Yield who is told of a change, and who cannot be."""
    if told.told:
        yield Text(translator.say("changed_items", "told", told=told))
    if told.cannot:
        yield Text(translator.say("changed_items", "cannot", told=told))


@dataclass(frozen=True)
class TakenOver:
    """What an heir takes over with an item: the last word `said` of it, by whom and on which local date.

    And who `asked` for more time that nobody has decided, on which date and why.
    """

    reference: str
    said: str | None = None
    said_by: Who | None = None
    said_on: date | None = None
    asked: Who | None = None
    asked_on: date | None = None
    asked_because: str | None = None


@dataclass(frozen=True)
class Allocation(Message):
    """What has become somebody's, as owner or as deputy, and what is theirs no more; `by` is who did it.

    `taken_over` is what others left behind with it, and `teams` are those that they lead now. It was held by
    `leaver`, where somebody left.
    """

    to: Who
    by: Who | None
    today: date
    owned: tuple[ItemRow, ...] = ()
    deputised: tuple[ItemRow, ...] = ()
    gone: tuple[ItemRow, ...] = ()
    relieved: tuple[ItemRow, ...] = ()
    taken_over: tuple[TakenOver, ...] = ()
    teams: tuple[str, ...] = ()
    leaver: Who | None = None

    def layout(self, translator: Translator) -> Parts:
        """Return what is somebody's now, with buttons, and what is theirs no more."""
        return (
            Heading(translator.bare.say("allocation", "title", allocation=self)),
            *_part("owned", self.owned, self, translator),
            *_part("deputised", self.deputised, self, translator),
            *((Text(translator.say("allocation", "teams", allocation=self)),) if self.teams else ()),
            *_part("gone", self.gone, self, translator),
            *_part("relieved", self.relieved, self, translator),
            Note(translator.say("allocation", "footer", allocation=self)),
        )


Allocation.EXAMPLE = Allocation(
    Who.EXAMPLE,
    Who("Priya Shah", "U0PRIYA01"),
    date(2022, 12, 1),
    (ItemRow.EXAMPLE,),
    gone=(ItemRow.EXAMPLE,),
    taken_over=(
        TakenOver(
            "10618",
            "The training is written; all sergeants are to have had it by the end of March.",
            Who("Dev Patel"),
            date(2022, 11, 14),
            Who("Dev Patel"),
            date(2022, 11, 28),
            "The trainer is away until February.",
        ),
    ),
    teams=("Digital Investigations",),
    leaver=Who("Dev Patel"),
)


def _part(key: str, rows: tuple[ItemRow, ...], message: Allocation, translator: Translator) -> Parts:
    if not rows:
        return ()
    if key in ("gone", "relieved"):
        lines = tuple(ItemLine(translator.say("allocation", "gone_line", item=row)) for row in rows)
    else:
        left = {each.reference: each for each in message.taken_over}
        lines = tuple(
            ItemLine(
                _given(row, left.get(row.reference), message.today, translator, owned=key == "deputised"),
                buttons=(button("update", row.reference),),
                menu=tuple(button(action, row.reference) for action in RARER),
            )
            for row in rows
        )
    said = translator.say("allocation", key, allocation=message, number=len(rows))
    return (Text(said), Items(lines, more=YOURS))


def _given(row: ItemRow, left: TakenOver | None, today: date, translator: Translator, *, owned: bool) -> str:
    line = item_line(row, today, translator, owned=owned).text
    if left is None:
        return line
    return f"{line}\n{translator.say('allocation', 'taken_over', left=left, item=row, today=today)}"


@dataclass(frozen=True)
class TeamRow:
    """A team with those in it, and the number of open items that it works on."""

    name: str
    lead: Who
    members: tuple[Who, ...]
    items: int
    number: int = 0


@dataclass(frozen=True)
class Teams(Message):
    """Every team; whoever `may_change` them has the buttons for that."""

    teams: tuple[TeamRow, ...]
    may_change: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return every team with its people, each with a button to its items."""
        heading = Heading(translator.bare.say("teams", "title"))
        label = translator.bare.say("teams", "add")
        add = (Buttons((button("change_team", "new", label=label),)),) if self.may_change else ()
        if not self.teams:
            return (heading, Text(translator.say("teams", "none")), *add)
        lines = tuple(
            ItemLine(
                translator.say("teams", "line", team=team),
                buttons=(
                    *((button("team", team.name),) if team.items else ()),
                    *((button("change_team", str(team.number)),) if self.may_change else ()),
                ),
            )
            for team in self.teams
        )
        return (heading, Items(lines, more="team"), *add, Note(translator.say("teams", "footer")))


Teams.EXAMPLE = Teams(
    (TeamRow("Public Protection", Who.EXAMPLE, (Who.EXAMPLE, Who("Sofia Novak", "U0SOFIA01")), 4),)
)
