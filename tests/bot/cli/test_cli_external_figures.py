"""The terminal: what papers made elsewhere printed is entered, replaced and removed."""

import pytest
from sqlalchemy import select

from models.database import Database
from models.ledger.event import Event, EventKind
from tests.bot.figuring import D, S, add_up, change, facts, published
from tests.bot.terminal_session import Terminal


def test_printed_figures_are_the_opening(give: Terminal) -> None:
    """Entered for the last meeting, they open the bridge, and the difference to the register is restated."""
    for kind, number in (("recommendation", "45"), ("area for improvement", "14"), ("cause of concern", "2")):
        answer = give("printed", S, "closing", kind, number)
        assert (answer.code, answer.words) == (
            0,
            f"Saved as printed for the meeting of {S}: closing, {number} of {kind}.",
        )
    summary = facts(give, "--from", S, "--to", D)
    assert add_up(summary) == [7, 0, 2]
    assert [(row.opening_printed, row.restated) for row in summary.bridge] == [(45, -38), (14, -13), (2, 0)]


def test_a_printed_figure_can_be_corrected(give: Terminal) -> None:
    """Entered again, the number takes the place of the one before."""
    give("printed", D, "closing", "recommendation", "164")
    give("printed", D, "closing", "recommendation", "146")
    (unsupported,) = facts(give, "--from", S, "--to", D).unsupported
    assert (unsupported.printed, unsupported.register, unsupported.difference) == (146, 7, 139)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (
            ("2022-12-16", "closing", "recommendation", "1"),
            1,
            "There is no committee meeting on Fri 16 Dec 2022",
        ),
        ((S, "total", "recommendation", "1"), 1, "“total” is not a figure printed in a paper."),
        ((S, "closing", "recommendations", "1"), 2, "recommendation"),
        ((S, "closing", "recommendation", "-1"), 2, "No such option: -1"),
        ((S, "closing", "recommendation", "many"), 2, "integer"),
        (("29.9.2022", "closing", "recommendation", "1"), 2, "2022-12-15"),
    ],
)
def test_what_was_not_printed_so_is_refused(
    give: Terminal, words: tuple[str, ...], code: int, told: str
) -> None:
    """An unknown meeting, figure, kind or number is said in a sentence, and nothing is entered."""
    answer = give("printed", *words)
    assert answer.code == code
    assert told in answer.words + " ".join(answer.told.split())
    assert facts(give, "--from", S, "--to", D).bridge[0].opening_printed is None


def test_what_was_published_here_is_not_entered_as_printed_elsewhere(give: Terminal, url: str) -> None:
    """The figures of a summary that was published from the register are known."""
    change(url, published)
    answer = give("printed", D, "closing", "recommendation", "146")
    assert answer.code == 1
    assert "was published from this register" in answer.words


def test_a_kind_that_was_not_entered_is_not_printed(give: Terminal) -> None:
    """It opens with what the register holds, nothing of it is restated, and it is said that it was not printed."""
    give("printed", S, "closing", "recommendation", "45")
    summary = facts(give, "--from", S, "--to", D)
    assert add_up(summary) == [7, 0, 2]
    assert [(row.opening_printed, row.opening_number, row.restated) for row in summary.bridge] == [
        *((45, 45, -38), (None, 1, 0), (None, 2, 0))
    ]
    shown = give("figures", "--from", S, "--to", D).printed
    assert "areas for improvement: not printed; the register has 1" in " ".join(shown.split())
    assert "printed 0" not in shown


def test_a_printed_figure_can_be_removed(give: Terminal) -> None:
    """What was entered by mistake is taken away, and counts as not printed; there is nothing to remove twice."""
    for kind, number in (("recommendation", "45"), ("area for improvement", "14")):
        give("printed", S, "closing", kind, number)
    answer = give("printed", S, "closing", "area for improvement", "--remove")
    what = "closing, 14 of area for improvement"
    removed = (
        f"Removed from the printed figures for the meeting of {S}: {what}. It now counts as not printed."
    )
    assert (answer.code, answer.words) == (0, removed)
    assert [row.opening_printed for row in facts(give, "--from", S, "--to", D).bridge] == [45, None, None]
    again = give("printed", S, "closing", "area for improvement", "--remove")
    assert (again.code, "there is nothing to remove" in again.words) == (1, True)


@pytest.mark.parametrize("words", [(), ("45", "--remove")])
def test_either_a_number_is_entered_or_it_is_removed(give: Terminal, words: tuple[str, ...]) -> None:
    """Neither and both are refused."""
    answer = give("printed", S, "closing", "recommendation", *words)
    assert (answer.code, "--remove" in answer.told) == (2, True)


@pytest.mark.parametrize("words", ["44", "--remove"])
def test_what_a_published_summary_opened_with_stays(give: Terminal, url: str, words: str) -> None:
    """Once a summary that opens with it is published, a printed figure can neither change nor go."""
    give("printed", S, "closing", "recommendation", "45")
    change(url, published)
    answer = give("printed", S, "closing", "recommendation", words)
    assert answer.code == 1
    assert "starts from the figures printed for" in answer.words
    assert facts(give, "--from", S, "--to", D).bridge[0].opening_printed == 45


def test_what_was_printed_stands_in_the_ledger(give: Terminal, url: str) -> None:
    """Entering, replacing and removing are facts, each with what was before and by whom."""
    for words in (("45", "--as", "Priya Shah"), ("44",), ("--remove",)):
        assert give("printed", S, "closing", "recommendation", *words).code == 0
    database = Database(url)
    with database.reading() as session:
        told = session.scalars(
            select(Event)
            .where(Event.kind.in_((EventKind.PRINTED_ENTERED, EventKind.PRINTED_REMOVED)))
            .order_by(Event.id)
        ).all()
        which = {"meeting": S, "figure": "closing", "of": "recommendation"}
        assert [(each.kind.value, each.facts) for each in told] == [
            ("printed figure entered", which | {"to": 45}),
            ("printed figure entered", which | {"was": 45, "to": 44}),
            ("printed figure removed", which | {"was": 44}),
        ]
        assert [each.by_id is None for each in told] == [False, True, True]
    database.close()
