"""The colour of an item: the rules of policy before anybody's judgement."""

from datetime import date

import pytest

from models.enums import Addressee, Rag, Status
from models.register.recommendation import Recommendation

TODAY = date(2022, 12, 1)
OTHERS = (Addressee.NPCC, Addressee.CPS)


@pytest.mark.parametrize("judged", [None, *Rag])
@pytest.mark.parametrize(
    ("status", "addressed_to", "late", "by_rule"),
    [
        (Status.IN_PROGRESS, (Addressee.FORCE,), True, Rag.RED),
        (Status.SUBMITTED, (Addressee.FORCE,), True, Rag.RED),
        (Status.FORCE_COMPLETE, (Addressee.FORCE,), True, Rag.GREEN),
        (Status.SIGNED_OFF, (Addressee.FORCE,), True, Rag.GREEN),
        (Status.SIGNED_OFF, OTHERS, True, Rag.GREEN),
        (Status.IN_PROGRESS, OTHERS, True, Rag.WHITE),
        (Status.IN_PROGRESS, OTHERS, False, Rag.WHITE),
        (Status.IN_PROGRESS, (Addressee.FORCE,), False, None),
        (Status.RISK_ACCEPTED, (Addressee.FORCE,), True, None),
    ],
)
def test_rules_of_colour_come_before_judgement(
    judged: Rag | None,
    status: Status,
    addressed_to: tuple[Addressee, ...],
    late: bool,
    by_rule: Rag | None,
) -> None:
    """Done is green, what is for others only is white, overdue is red; where no rule holds, judgement does."""
    item = Recommendation(
        addressed_to=frozenset(addressed_to),
        status=status,
        judged_rag=judged,
        deadline_on=date(2022, 11, 30) if late else TODAY,
    )
    assert item.rag_on(TODAY) is (by_rule or judged)


def test_an_item_is_overdue_from_the_day_after_its_deadline() -> None:
    """On the day of its deadline an item is not overdue yet; on the next day it is."""
    item = Recommendation(
        addressed_to=frozenset({Addressee.FORCE}), status=Status.IN_PROGRESS, deadline_on=TODAY
    )
    assert not item.is_overdue(TODAY)
    assert item.is_overdue(date(2022, 12, 2))
    assert not Recommendation(status=Status.IN_PROGRESS).is_overdue(TODAY)
