"""The neutral shape of a message: what every surface can draw in its own way.

Texts that flow (`Text`, `Note`, lines and facts) are already in the surface's dialect. Headings, labels,
quotations and the cells of tables carry no mark-up: they are in the dialect's bare form. Commands (`typed`, `more`)
are without the prefix, which drawing puts before them: `status 10618`, and the empty one for one's own items.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

YOURS = ""
"""The command that shows one's own items: the surface's prefix alone."""

FIELD_HOLDS = 3000
"""Characters that are given to one field to write in: every surface's holds so many."""

MENU_HOLDS = 100
"""Options that are given to one menu: every surface's holds so many."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """What is asked before a button does its work."""

    title: str
    text: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class Button:
    """Something that can be done: `action` names it, `value` says to what.

    `typed` is the command that a person writes where there are no buttons, without the surface's prefix, or None
    if it cannot be written. It `opens_form` where a form answers it, which some surfaces have to know when they
    draw it.
    """

    action: str
    value: str
    label: str
    style: Literal["primary", "danger"] | None = None
    confirm: Confirm | None = None
    typed: str | None = None
    opens_form: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A choice that takes effect at once: each option is its value and its bare label, `given` the value chosen.

    `label` is shown until something is chosen. `typed` is the command that a person writes where there are no
    menus, without the surface's prefix.
    """

    action: str
    label: str
    options: tuple[tuple[str, str], ...]
    given: str | None = None
    typed: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """What a message is about, in one bare line."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a line break in it is kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Short facts, each with its label. Labels are bare."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Bare cells in rows; `numbers` are the columns that are set to the right, counted from 0."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str | None = None
    numbers: frozenset[int] = frozenset()

    @property
    def title(self) -> str:
        """What stands above the rows where they are spelt out."""
        return self.caption or self.columns[0]

    def spelt_out(self) -> Iterator[tuple[str, str]]:
        """Yield each row as its first cell and what the others say: `Anna Clarke` and `2 open, 1 overdue`."""
        for first, *others in self.rows:
            if len(others) == 1:
                yield first, others[0]
                continue
            what = f"{self.columns[0]} {first}" if self.caption else first
            yield what, ", ".join(self._labelled(at, cell) for at, cell in enumerate(others, 1) if cell)

    def _labelled(self, column: int, cell: str) -> str:
        label = self.columns[column]
        if not label[1:2].isupper():
            label = f"{label[:1].lower()}{label[1:]}"
        return f"{cell} {label}" if column in self.numbers else f"{label} {cell}"


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One of several alike: its text, what somebody wrote, what can be done, and in a `menu` what is rarer."""

    text: str
    quote: str | None = None
    buttons: tuple[Button, ...] = ()
    menu: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """Several alike, in order. Where they do not all fit, the last are counted and `more` says where they are."""

    lines: tuple[ItemLine, ...]
    more: str | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """Short lines without buttons. Where they do not all fit, the last are counted; `more` says where they are."""

    lines: tuple[str, ...]
    more: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One matter of several: what it comes to, its lines, and the button that opens all of it."""

    text: str
    lines: tuple[str, ...] = ()
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class Sections:
    """Several matters that share the room there is: where not all lines fit, each matter counts its own rest."""

    matters: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Buttons:
    """What can be done with the whole message; what is rarer stands in a `menu`.

    `about` is, bare, what they are about where a message has several such rows: who hears a button hears it too.
    """

    buttons: tuple[Button, ...]
    menu: tuple[Button, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Menus:
    """Menus side by side, with the buttons that belong to them."""

    menus: tuple[Menu, ...]
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody wrote, word for word. If it is too long, `more` says where the rest is."""

    text: str
    more: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A footer in small print."""

    text: str


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between two matters."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars `along` an axis, one upon the other: each series has a bare name, and a number at each place."""

    title: str
    along: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture at an https `address`, or the `file` of that id on the surface; `alt` says all that it shows.

    A surface that draws charts by itself takes the `chart` in its place. Without any of them nothing is shown.
    """

    alt: str
    address: str | None = None
    title: str | None = None
    file: str | None = None
    chart: Chart | None = None

    @property
    def is_there(self) -> bool:
        """Whether a surface without charts has something to show."""
        return bool(self.address or self.file)


@dataclass(frozen=True, slots=True)
class TextInput:
    """A field to write in; `given` is what it holds already, unescaped."""

    name: str
    label: str
    hint: str | None = None
    given: str = ""
    optional: bool = False
    multiline: bool = True


@dataclass(frozen=True, slots=True)
class SelectInput:
    """A choice of one; each option is its value and its label."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    hint: str | None = None
    given: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class DateInput:
    """A date to choose."""

    name: str
    label: str
    hint: str | None = None
    given: date | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class ChoicesInput:
    """A choice of any number; each option is its value and its label, `given` are the values chosen already."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    hint: str | None = None
    given: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class PersonInput:
    """A person of the surface to choose; `given` is the account of the one chosen already."""

    name: str
    label: str
    hint: str | None = None
    given: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class FileInput:
    """Files to add, at most `most` of them."""

    name: str
    label: str
    hint: str | None = None
    most: int = 10
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Turns the parts after it into a form: its title and the labels of its two buttons, all bare.

    `name` says which form it is, `key` what it is about. `instead` is what to do where there are no forms.
    """

    name: str
    key: str
    title: str
    submit: str
    close: str
    instead: str


Input = TextInput | SelectInput | ChoicesInput | DateInput | PersonInput | FileInput
Part = (
    Heading
    | Text
    | Facts
    | Table
    | Items
    | Lines
    | Sections
    | Buttons
    | Menus
    | Quote
    | Note
    | Divider
    | Picture
    | Form
    | Input
)
Parts = tuple[Part, ...]
