"""Looking at people's own pages, and pressing what stands there."""

from models.queries.items import item_by_reference
from templates.messages.home import Home
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk


def listed(home: Home) -> list[str]:
    """Return the references of the items that a coordinator has looked for."""
    assert home.picture is not None
    assert home.picture.narrowed is not None
    return [row.reference for row in home.picture.narrowed.rows]


def chosen(home: Home) -> dict[str, str]:
    """Return what is chosen in the menus."""
    assert home.picture is not None
    return {menu.name: menu.given for menu in home.picture.menus if menu.given}


async def presses(talk: Talk, who: str, button: str, value: str) -> Home:
    """Press a button or choose in a menu of the page; return the page as it is then."""
    return expected(await talk.presses(who, button, value), Home)


def set_item(register: Register, reference: str, **values: object) -> None:
    """Set columns of an item."""
    with register.database.writing() as session:
        item = item_by_reference(session, reference)
        for name, value in values.items():
            setattr(item, name, value)
