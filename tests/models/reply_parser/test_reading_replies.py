"""What else plain replies are read to want, as tables: time, a colour, that it is not theirs, somebody asked."""

from datetime import date

import pytest

from models.dates.relative import RequestedDay
from models.enums import Rag
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.understand import read

TODAY = date(2022, 12, 1)
DEADLINE = date(2023, 1, 31)
MARCH_END, APRIL_END = date(2023, 3, 31), date(2023, 4, 30)


def reads(text: str) -> tuple[ReplyReading, ...]:
    return read(text, RequestedDay(TODAY, DEADLINE))


def intents(text: str) -> list[ItemIntent]:
    return [each.intent for each in reads(text)]


@pytest.mark.parametrize(
    ("text", "days", "reason"),
    [
        ("extend to 31 March because the supplier is late", [MARCH_END], "the supplier is late"),
        ("Need until end of April", [APRIL_END], None),
        ("we need until the end of April as vetting is slow.", [APRIL_END], "vetting is slow."),
        ("please extend the deadline to 31/03/2023 as training slipped", [MARCH_END], "training slipped"),
        ("Extend until 31st of March 2023: estates", [MARCH_END], "estates"),
        ("Can we have until the end of the month?", [date(2022, 12, 31)], None),
        ("request extension to March 2023 due to sickness", [MARCH_END], "sickness"),
        ("Requesting an extension until 30 April.", [APRIL_END], None),
        ("pls extend to end Feb due to annual leave", [date(2023, 2, 28)], "annual leave"),
        ("Training slipped. Need until end of April.", [APRIL_END], "Training slipped."),
        ("I would like more time until 31 March", [MARCH_END], None),
        ("push it back to 3/4", [date(2023, 4, 3)], None),
        ("New date 5 May 2023: estates", [date(2023, 5, 5)], "estates"),
        ("need until Friday", [date(2022, 12, 2)], None),
        ("need until Friday 31 March 2023", [MARCH_END], None),
        ("extend until next Friday", [date(2022, 12, 2), date(2022, 12, 9)], None),
        ("need two more weeks", [date(2022, 12, 15), date(2023, 2, 14)], None),
        ("we need another month because of IT", [date(2023, 1, 1), date(2023, 2, 28)], "IT"),
        ("need an extension of two weeks from today", [date(2022, 12, 15)], None),
        ("need until the end of the year", [date(2022, 12, 31), MARCH_END], None),
        ("need until the end of the financial year", [MARCH_END], None),
        ("need until end of Q4", [date(2022, 12, 31), MARCH_END], None),
        ("need until the end of the quarter", [date(2022, 12, 31)], None),
        ("could we have an extension please", [], None),
        ("We need more time. The supplier is late.", [], "The supplier is late."),
        ("extend to spring", [], None),
        ("extend to mid-April", [], None),
        ("extend to 31 March 2021", [], None),
        ("extend to 31 April", [], None),
        ("need until Friday 30 March 2023", [], None),
        ("need until 13/13/2023", [], None),
    ],
)
def test_time_is_asked_for(text: str, days: list[date], reason: str | None) -> None:
    """What asks for time gives its day, every day that it could mean, or none; and why, where it says so."""
    (found,) = reads(text)
    assert (found.intent, list(found.days), found.reason) == (ItemIntent.MORE_TIME, days, reason)


@pytest.mark.parametrize(
    "text",
    [
        "no extension needed",
        "We do not need until April",
        "don't extend to March",
        "We don't need more time",
        "If we need until April I shall say so",
        "The deadline was extended to 31 March",
        "It has been extended to 31 March",
        "We have already extended to 31 March",
        "We have until 31 March",
        "We need to extend training to 31 officers",
        "We extended the scheme to 3 more teams",
        "We might need until April",
        "The audit runs until 31 March",
        "Officers need training until they pass",
        "We need more time off",
        "need more officers",
        "31 March",
    ],
)
def test_other_talk_of_time_is_no_request(text: str) -> None:
    """A day, a deadline that was moved, and a request that is denied or supposed, ask for nothing."""
    found = intents(text)
    assert found == [] or text == "We need more time off"


@pytest.mark.parametrize(
    ("text", "rag", "reason"),
    [
        ("amber because training slipped", Rag.AMBER, "training slipped"),
        ("Amber: training slipped", Rag.AMBER, "training slipped"),
        ("RED - no supplier", Rag.RED, "no supplier"),
        ("AMBER due to capacity", Rag.AMBER, "capacity"),
        ("RAG red - vacancy", Rag.RED, "vacancy"),
        ("RAG: amber, IT is late", Rag.AMBER, "IT is late"),
        ("Status: Amber. Supplier late.", Rag.AMBER, "Supplier late."),
        ("still amber as training is late", Rag.AMBER, "training is late"),
        ("I'd say amber. Training slipped by a month.", Rag.AMBER, "Training slipped by a month."),
        (
            "Training slipped by a month. I would rate this as amber.",
            Rag.AMBER,
            "Training slipped by a month.",
        ),
        ("moved from red to amber because recruitment is over", Rag.AMBER, "recruitment is over"),
        ("This is red because nobody owns the system", Rag.RED, "nobody owns the system"),
        ("White - waiting for the NPCC", Rag.WHITE, "waiting for the NPCC"),
        ("Green", Rag.GREEN, None),
        ("We are green", Rag.GREEN, None),
        ("amber", Rag.AMBER, None),
        ("red.", Rag.RED, None),
    ],
)
def test_a_colour_is_judged(text: str, rag: Rag, reason: str | None) -> None:
    """A sentence that begins by judging a colour gives it, with what else is said as the reason."""
    (found,) = reads(text)
    assert (found.intent, found.rag, found.reason) == (ItemIntent.RAG, rag, reason)


@pytest.mark.parametrize(
    "text",
    [
        "not red any more",
        "no longer red",
        "It is not green",
        "Red tape is slowing us",
        "Green light given",
        "Green Lane station is trained",
        "The amber alert was tested",
        "Red, amber and green training",
        "red or amber",
        "would be amber if we had staff",
        "If this is red, tell me",
        "Is this amber?",
        "The white paper is out",
        "Our green fleet is growing",
    ],
)
def test_other_talk_of_colours_judges_nothing(text: str) -> None:
    """Colours that are denied, supposed, asked about, or only a name, judge nothing."""
    assert ItemIntent.RAG not in intents(text)


@pytest.mark.parametrize(
    "text",
    [
        "not mine",
        "Not mine!",
        "This is not mine, it belongs to Sofia",
        "isn't mine",
        "It's not mine any more",
        "Sorry, wrong person",
        "You have the wrong person",
        "I don't own this",
        "I no longer own this",
        "not my department",
        "This is not my area.",
        "no longer my portfolio",
        "Not for me",
        "Nothing to do with me",
        "This belongs to @sofia",
        "This should be reassigned to Sofia",
        "Not mine. Done anyway.",
    ],
)
def test_the_item_is_not_theirs(text: str) -> None:
    """Whoever says that an item is not theirs is read so, and as wanting nothing else."""
    assert intents(text) == [ItemIntent.NOT_MINE]


@pytest.mark.parametrize(
    "text",
    [
        "not mine to decide",
        "not mine alone",
        "The report was not mine",
        "This is not my first update",
        "It is not my area that is failing",
        "This should go to the board in March",
        "The delay is not my fault",
        "mine",
        "If it is not mine, tell me",
    ],
)
def test_other_talk_of_ownership_disowns_nothing(text: str) -> None:
    """What is said of faults, decisions or others does not say that the item is not theirs."""
    assert ItemIntent.NOT_MINE not in intents(text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("ask @U0SOFIA01 when the audit is. It matters.", "U0SOFIA01 when the audit is. It matters."),
        ("Please ask @Sofia Novak about the form", "Sofia Novak about the form"),
        ("Trained all units. Could you ask @sofia for the list?", "sofia for the list?"),
    ],
)
def test_somebody_is_to_be_asked(text: str, asked: str) -> None:
    """“Ask” and a person gives the person and the question, to its end."""
    (found,) = reads(text)
    assert (found.intent, found.asked) == (ItemIntent.ASK, asked)


@pytest.mark.parametrize("text", ["don't ask @sofia", "We asked @sofia", "ask Sofia", "ask around", "@sofia"])
def test_other_talk_of_asking_asks_nobody(text: str) -> None:
    """Nobody is asked who is not named after “ask @”."""
    assert intents(text) == []


def test_several_wants_are_read_together() -> None:
    """A reply can judge a colour, ask for time and want somebody asked; done is not read beside a wish for time."""
    text = "Amber because training slipped. Need until end of April. Please ask @sofia for the list."
    assert intents(text) == [ItemIntent.RAG, ItemIntent.MORE_TIME, ItemIntent.ASK]
    assert intents("Done. Need until end of April for the audit.") == [ItemIntent.MORE_TIME]
    assert intents("Amber because IT is late. Done.") == [ItemIntent.RAG, ItemIntent.DONE]
