"""What a person's own page says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from models.enums import Rag, ReminderReason, Role, Status, Urgency
from templates.filters import LABELS, cap
from templates.messages import Message
from templates.messages.first_hour import FirstHour
from templates.messages.items import ItemRow, Totals, item_line
from templates.parts import (
    YOURS,
    Button,
    Buttons,
    Divider,
    Heading,
    ItemLine,
    Items,
    Lines,
    Menu,
    Menus,
    Note,
    Part,
    Parts,
    Section,
    Sections,
    Text,
)
from templates.translator import Translator, button, leaf, opener
from templates.who import Who

LINES_OF_A_MESSAGE = 10
"""Items of a message to come that are named; the others are counted."""


ANY = "any"

FOLDED = ("coming", "register", "search")
"""The parts of the page that are shown whole once somebody asks for them, by the names that their buttons carry."""


_NAMED = {"list": "lists", "kind": "kinds", "rag": "rag", "status": "status"}
"""Where the options of these menus have their labels; the others bring their own."""


@dataclass(frozen=True)
class OwnItem:
    """One of the reader's own items; `can_do` are the names of the buttons that the reader may press."""

    row: ItemRow
    can_do: tuple[str, ...] = ()


@dataclass(frozen=True)
class UrgencyGroup:
    """The reader's own items that press alike: how many there are, and those of them on this page."""

    urgency: Urgency
    total: int
    items: tuple[OwnItem, ...]


@dataclass(frozen=True)
class OwnItems:
    """The reader's own items by how much they press on the local date `today`; `first` is the number of the first.

    `next_page` and `previous_page` are the values that the buttons carry, or None.
    """

    groups: tuple[UrgencyGroup, ...]
    total: int
    today: date
    first: int = 1
    next_page: str | None = None
    previous_page: str | None = None

    @property
    def rows(self) -> tuple[ItemRow, ...]:
        """The items on this page, the most pressing first."""
        return tuple(item.row for group in self.groups for item in group.items)


@dataclass(frozen=True)
class ComingLine:
    """One item that a message to come will name, and why it will."""

    reference: str
    text: str
    whys: tuple[ReminderReason, ...]
    deadline_on: date | None = None
    original_deadline_on: date | None = None
    status: Status = Status.IN_PROGRESS
    review_on: date | None = None


@dataclass(frozen=True)
class ComingMessage:
    """A message that will be sent at the aware instant `at`, if nobody answers before."""

    at: datetime
    on: date
    zone: str
    lines: tuple[ComingLine, ...]


@dataclass(frozen=True)
class FilterMenu:
    """A menu that narrows the register: `name` as in `models.queries.filters`, options as value and label."""

    name: str
    options: tuple[tuple[str, str], ...]
    given: str | None = None


@dataclass(frozen=True)
class Narrowed:
    """The open items that pass what was chosen; `is_cut` if there are more than `total`."""

    rows: tuple[ItemRow, ...]
    total: int
    is_cut: bool = False
    first: int = 1
    next_page: str | None = None
    previous_page: str | None = None


@dataclass(frozen=True)
class RegisterOverview:
    """The whole register, for its keepers: how many items wait for them, by list, and what they looked for.

    `unreachable` owners have no account that works. On `section_55` reports the PCC has still to comment. The
    committee meets on `meeting`, for which the paper is due on `paper_due_on`; its figures were frozen if
    `is_frozen`, and the summary can be posted if `can_publish`. While nothing is in the register, `first_hour` says
    how to begin.
    """

    waits: tuple[tuple[str, int], ...]
    failed: int
    menus: tuple[FilterMenu, ...]
    narrowed: Narrowed | None = None
    unreachable: int = 0
    section_55: int = 0
    meeting: date | None = None
    paper_due_on: date | None = None
    is_frozen: bool = False
    can_publish: bool = False
    first_hour: FirstHour | None = None


@dataclass(frozen=True)
class Home(Message):
    """A person's own page: their items, what they will be sent, and as much of the register as their role sees.

    `unfolded` are the parts that they have asked for, by their names in FOLDED.
    """

    who: Who
    role: Role
    items: OwnItems
    coming: tuple[ComingMessage, ...] = ()
    totals: Totals | None = None
    picture: RegisterOverview | None = None
    unfolded: frozenset[str] = frozenset()

    @property
    def today(self) -> date:
        """The force's local date on which the page was made."""
        return self.items.today

    @property
    def _body(self) -> str:
        return "" if self.role is Role.COORDINATOR else f"body_{self.role.replace(' ', '_')}"

    def _standing(self, translator: Translator) -> Parts:
        """Return where the register stands; who keeps it can press each number."""
        if self.totals is None:
            return ()
        if self.picture is None:
            return self.totals.layout(translator)
        number_open = sum(each.number for each in self.totals.open_by_kind)
        by_kind = (
            (
                f"kind={each.kind.value}",
                cap(translator.bare.say("item", "kinds", kind=each.kind)),
                each.number,
            )
            for each in self.totals.open_by_kind
        )
        by_list = ((f"list={name}", LABELS["lists"][name], number) for name, number in self.totals.by_list)
        counts = tuple(
            Button(f"home_filter:{value}", value, f"{called}: {number:,}")
            for value, called, number in (*by_kind, *by_list)
            if number
        )
        return (
            Heading(translator.bare.say("totals", "title", totals=self.totals)),
            Text(translator.say("home", "open", number=number_open)),
            *((Buttons(counts),) if counts else ()),
        )

    def layout(self, translator: Translator) -> Parts:
        """Return the reader's own items, what they will be sent, and what they see of the register.

        For who keeps it, what waits for them comes first.
        """
        if self.picture is not None and self.picture.first_hour is not None:
            return self.picture.first_hour.layout(translator)
        return (
            Heading(translator.bare.say("home", "title", home=self)),
            *(_waiting(self, self.picture, translator) if self.picture else ()),
            *(_looking(self, self.picture, translator) if self.picture and self.shows("search") else ()),
            *((Text(translator.say("home", body, home=self)),) if (body := self._body) else ()),
            *_own(self, translator),
            *(_coming(self, translator) if self.items.total else ()),
            *((Divider(), *self._standing(translator)) if self.totals and self.shows("register") else ()),
            Buttons(tuple(_more(self, translator))),
        )

    def shows(self, part: str) -> bool:
        """Whether a part that can be folded away is shown: its numbers are all that a reader has here."""
        return part in self.unfolded or (part == "register" and self.picture is None)


Home.EXAMPLE = Home(
    Who("Priya Shah", "U0PRIYA01"),
    Role.COORDINATOR,
    OwnItems(
        (UrgencyGroup(Urgency.OVERDUE, 1, (OwnItem(ItemRow.EXAMPLE, ("update", "add_evidence")),)),),
        total=12,
        today=date(2022, 12, 1),
        next_page="11",
    ),
    coming=(
        ComingMessage(
            datetime.fromisoformat("2022-12-02T09:00:00+00:00"),
            date(2022, 12, 2),
            "Europe/London",
            (
                ComingLine(
                    "10618",
                    "Make sure that a victim's needs are always assessed.",
                    (ReminderReason.OVERDUE, ReminderReason.REVIEW_DUE),
                    deadline_on=date(2020, 1, 17),
                    review_on=date(2022, 12, 2),
                ),
            ),
        ),
    ),
    totals=Totals.EXAMPLE,
    picture=RegisterOverview(
        waits=(("unallocated", 1), ("submitted", 2), ("asked", 0), ("not_mine", 0)),
        failed=1,
        unreachable=2,
        section_55=1,
        meeting=date(2022, 12, 15),
        paper_due_on=date(2022, 12, 1),
        is_frozen=True,
        can_publish=True,
        menus=(
            FilterMenu("list", (("overdue", ""), ("red", "")), "overdue"),
            FilterMenu("report", (("3", "OLDER: Crimes against older people"),)),
            FilterMenu("owner", (("4", "Anna Clarke"),)),
            FilterMenu("rag", tuple((rag.value, "") for rag in Rag)),
            FilterMenu("status", ((Status.IN_PROGRESS.value, ""), (Status.SUBMITTED.value, ""))),
            FilterMenu("portfolio", (("Public Protection", "Public Protection"),)),
            FilterMenu("board", (("Vulnerability Board", "Vulnerability Board"),)),
        ),
        narrowed=Narrowed((ItemRow.EXAMPLE,), total=21, next_page="11"),
    ),
)


def _more(message: Home, translator: Translator) -> Iterator[Button]:
    there = {"coming": message.coming, "register": message.picture, "search": message.picture}
    for part in FOLDED:
        if there[part]:
            label = translator.bare.say("home", f"{'hide' if message.shows(part) else 'show'}_{part}")
            yield Button(f"home_fold:{part}", part, label)
    if message.totals and message.picture is None:
        yield button("list", "watched", label=translator.bare.say("home", "watched"))
    yield button("help", "more", label=translator.bare.say("home", "help"))


def _own(message: Home, translator: Translator) -> Iterator[Part]:
    own = message.items
    if not own.total:
        yield Text(translator.say("home", "nothing_own"))
        return
    yield Heading(translator.bare.say("home", "own", own=own))
    for group in own.groups:
        yield Text(translator.say("home", f"group_{group.urgency}", group=group))
        yield Items(tuple(_own_line(item, message, translator) for item in group.items), more=YOURS)
    yield from _turning("own", own, len(own.rows), translator.bare.say("home", "own", own=own), translator)


def _own_line(own: OwnItem, message: Home, translator: Translator) -> ItemLine:
    row = own.row
    line = item_line(row, message.today, translator, owned=row.owner != message.who)
    return ItemLine(
        line.text,
        buttons=tuple(button(action, row.reference) for action in own.can_do[:1]),
        menu=(*(button(action, row.reference) for action in own.can_do[1:]), *line.buttons),
    )


def _turning(
    what: str, page: OwnItems | Narrowed, shown: int, heading: str, translator: Translator
) -> Iterator[Part]:
    """Yield where a page stands in its list, and the buttons to leaf through it, unless it is all there is."""
    turns = ((f"home_{what}:previous", page.previous_page), (f"home_{what}:next", page.next_page))
    buttons: tuple[Button, ...] = tuple(leaf(action, value) for action, value in turns if value is not None)
    if buttons:
        is_cut = isinstance(page, Narrowed) and page.is_cut
        yield Note(translator.say("home", "where", page=page, is_cut=is_cut, last=page.first + shown - 1))
        yield Buttons(buttons, about=heading)


def _coming(message: Home, translator: Translator) -> Iterator[Part]:
    if not (message.coming and message.shows("coming")):
        key = "next" if message.coming else "nothing_coming"
        yield Note(translator.say("home", key, home=message))
        return
    yield Heading(translator.bare.say("home", "coming"))
    for each in message.coming:
        yield Text(translator.say("home", "message", coming=each, today=message.today))
        yield Lines(tuple(_coming_lines(each, message.today, translator)))
    yield Note(translator.say("home", "unless_answered"))


def _coming_lines(coming: ComingMessage, today: date, translator: Translator) -> Iterator[str]:
    for line in coming.lines[:LINES_OF_A_MESSAGE]:
        whys = [translator.say("home", why.replace(" ", "_"), line=line, today=today) for why in line.whys]
        yield translator.say("home", "line", line=line, whys=whys)
    rest = len(coming.lines) - LINES_OF_A_MESSAGE
    if rest > 0:
        yield translator.say("home", "more_lines", rest=rest)


def _waiting(message: Home, picture: RegisterOverview, translator: Translator) -> Iterator[Part]:
    """Yield what waits for a coordinator, what is next for the committee, and what can be added."""
    say = translator.bare.say
    yield Heading(say("home", "waits"))
    see = say("home", "see")
    waits = (
        *(
            (LABELS["lists"][name], number, Button(f"home_filter:list={name}", f"list={name}", see))
            for name, number in picture.waits
        ),
        (say("home", "waits_people"), picture.unreachable, button("choose_accounts", "home", label=see)),
        (say("home", "waits_failed"), picture.failed, opener("failed", see)),
        (say("home", "waits_section55"), picture.section_55, opener("section55", see)),
    )
    matters = tuple(
        Section(translator.say("home", "wait", what=what, number=number), button=opens)
        for what, number, opens in waits
        if number
    )
    yield Sections(matters) if matters else Text(translator.say("home", "nothing_waits"))
    yield Text(translator.say("home", "meeting", picture=picture, today=message.today))
    add = opener("add", say("home", "open_add"), is_form=True)
    yield Buttons((*_for_committee(picture), add), menu=tuple(_additions(translator)))


def _for_committee(picture: RegisterOverview) -> Iterator[Button]:
    if picture.meeting is None:
        yield button("add_meeting", "new")
        return
    held_on = picture.meeting.isoformat()
    yield button("summary", held_on)
    # One button of a group stands out.
    yield replace(button("paper", held_on), style=None)
    if picture.can_publish:
        yield button("publish", held_on)


def _additions(translator: Translator) -> Iterator[Button]:
    say = translator.bare.say
    for form in ("report", "import"):
        yield opener(form, say("home", f"open_{form}"), is_form=True)
    for opened in ("people", "committee", "inspections"):
        yield opener(opened, say("home", f"open_{opened}"))


def _looking(message: Home, picture: RegisterOverview, translator: Translator) -> Iterator[Part]:
    yield Heading(translator.bare.say("home", "look"))
    clear = (button("home_clear", "all"),) if picture.narrowed else ()
    yield Menus(tuple(_menu(each) for each in picture.menus), clear)
    if picture.narrowed is None:
        yield Text(translator.say("home", "choose"))
    else:
        yield from _narrowed(picture.narrowed, message, translator)


def _menu(menu: FilterMenu) -> Menu:
    group = _NAMED.get(menu.name)
    labels = {value: LABELS[group][value] if group else label for value, label in menu.options}
    options = {ANY: LABELS["any"][menu.name], **labels}
    return Menu(
        f"home_filter:{menu.name}",
        LABELS["menu"][menu.name],
        tuple((f"{menu.name}={value}", label) for value, label in options.items()),
        given=f"{menu.name}={menu.given}" if menu.given else None,
        typed=LABELS["menu_typed"].get(menu.name),
    )


def _narrowed(narrowed: Narrowed, message: Home, translator: Translator) -> Iterator[Part]:
    yield Text(translator.say("home", "narrowed", narrowed=narrowed))
    if narrowed.rows:
        yield Items(
            tuple(item_line(row, message.today, translator) for row in narrowed.rows),
            more="status",
        )
        heading = translator.bare.say("home", "look")
        yield from _turning("listed", narrowed, len(narrowed.rows), heading, translator)
