"""The shape of a person's own page."""

from collections.abc import Iterator

from templates.filters import LABELS
from templates.layouts import items
from templates.messages.home import (
    ComingMessage,
    FilterMenu,
    Home,
    Narrowed,
    OwnItem,
    OwnItems,
    RegisterOverview,
)
from templates.parts import (
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
    Text,
)
from templates.translator import Translator, button, leaf

YOURS = "/rec"
LINES_OF_A_MESSAGE = 10
"""Items of a message to come that are named; the others are counted."""

ANY = "any"
_NAMED = {"list": "lists", "rag": "rag", "status": "status"}
"""Where the options of these menus have their labels; the others bring their own."""


def home(message: Home, translator: Translator) -> Parts:
    """Return the reader's own items, what they will be sent, and what they see of the register."""
    return (
        Heading(translator.bare.say("home", "title", home=message)),
        Text(translator.say("home", f"body_{message.role}", home=message)),
        *_own(message, translator),
        *(_coming(message, translator) if message.items.total else ()),
        *((Divider(), *items.totals(message.totals, translator)) if message.totals else ()),
        *(_register(message, message.picture, translator) if message.picture else ()),
        Buttons(tuple(_more(message, translator))),
        Note(translator.say("home", "footer", home=message)),
    )


def _more(message: Home, translator: Translator) -> Iterator[Button]:
    if message.totals:
        yield button("list", "watched", label=translator.bare.say("home", "watched"))
    yield button("help", "help")


def _own(message: Home, translator: Translator) -> Iterator[Part]:
    own = message.items
    if not own.total:
        yield Text(translator.say("home", "nothing_own"))
        return
    yield Heading(translator.bare.say("home", "own", own=own))
    for group in own.groups:
        yield Text(translator.say("home", f"group_{group.urgency}", group=group))
        yield Items(tuple(_own_line(item, message, translator) for item in group.items), more=YOURS)
    yield from _turning("own", own, len(own.rows), translator)


def _own_line(own: OwnItem, message: Home, translator: Translator) -> ItemLine:
    row = own.row
    line = items.item_line(row, message.today, translator, owned=row.owner != message.who)
    return ItemLine(
        line.text, buttons=(*(button(action, row.reference) for action in own.can_do), *line.buttons)
    )


def _turning(what: str, page: OwnItems | Narrowed, shown: int, translator: Translator) -> Iterator[Part]:
    """Yield where a page stands in its list, and the buttons to leaf through it, unless it is all there is."""
    turns = ((f"home_{what}:previous", page.previous_page), (f"home_{what}:next", page.next_page))
    buttons: tuple[Button, ...] = tuple(leaf(action, value) for action, value in turns if value is not None)
    if buttons:
        is_cut = isinstance(page, Narrowed) and page.is_cut
        yield Note(translator.say("home", "where", page=page, is_cut=is_cut, last=page.first + shown - 1))
        yield Buttons(buttons)


def _coming(message: Home, translator: Translator) -> Iterator[Part]:
    yield Heading(translator.bare.say("home", "coming"))
    for each in message.coming:
        yield Text(translator.say("home", "message", coming=each, today=message.today))
        yield Lines(tuple(_coming_lines(each, translator)))
    yield Note(translator.say("home", "unless_answered" if message.coming else "nothing_coming"))


def _coming_lines(coming: ComingMessage, translator: Translator) -> Iterator[str]:
    for line in coming.lines[:LINES_OF_A_MESSAGE]:
        whys = [translator.say("home", why.replace(" ", "_"), line=line) for why in line.whys]
        yield translator.say("home", "line", line=line, whys=whys)
    rest = len(coming.lines) - LINES_OF_A_MESSAGE
    if rest > 0:
        yield translator.say("home", "more_lines", rest=rest)


def _register(message: Home, picture: RegisterOverview, translator: Translator) -> Iterator[Part]:
    yield Heading(translator.bare.say("home", "waits"))
    waits = [each for each in picture.waits if each[1]]
    lines = tuple(
        ItemLine(
            translator.say("home", "wait", what=LABELS["lists"][name], number=number),
            buttons=(button("home_filter", f"list={name}", label=translator.bare.say("home", "see")),),
        )
        for name, number in waits
    )
    yield Items(lines) if lines else Text(translator.say("home", "nothing_waits"))
    if picture.failed:
        yield Text(translator.say("home", "failed", number=picture.failed))
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
            tuple(items.item_line(row, message.today, translator) for row in narrowed.rows),
            more="/rec status",
        )
        yield from _turning("listed", narrowed, len(narrowed.rows), translator)
