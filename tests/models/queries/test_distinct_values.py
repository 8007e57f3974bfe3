"""What open items have in a column, each value once."""

from models.queries.distinct_values import each_of
from models.queries.items import item_by_reference
from models.register.recommendation import Recommendation
from tests.factories import Register, person_called


def test_each_value_of_an_open_item_is_given_once_and_in_order(register: Register) -> None:
    """What nobody has, and what is left empty, is none of them."""
    filed = {
        register.item(str(n)): name
        for n, name in enumerate(("Custody", "Crime", "Custody", "", None), start=1)
    }
    with register.database.writing() as session:
        for reference, portfolio in filed.items():
            item_by_reference(session, reference).portfolio = portfolio
    with register.database.reading() as session:
        assert list(session.scalars(each_of(Recommendation.portfolio, ""))) == ["Crime", "Custody"]


def test_an_owner_of_several_items_is_given_once(register: Register) -> None:
    """So are the numbers of people and of reports."""
    for number, owner in enumerate(("anna", "dev", "anna", None), start=1):
        register.item(str(number), owner=owner)
    with register.database.reading() as session:
        owners = sorted(person_called(session, name).id for name in ("anna", "dev"))
        assert list(session.scalars(each_of(Recommendation.owner_id, 0))) == owners
