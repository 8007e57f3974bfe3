"""What a reply most likely means, where no phrase says it: offered, and never more than that."""

from datetime import date

import pytest

from models.dates.relative import RequestedDay
from models.reply_parser.asides import meaning_of
from models.reply_parser.classifier import FOLDER, LONGEST, Category, Classifier, examples_in, usual
from models.reply_parser.intents import ItemIntent, Meaning
from models.reply_parser.understand import read
from tests.understanding.corpus import read as recorded

ASKED = RequestedDay(date(2022, 12, 1), date(2023, 1, 31))


def test_words_mean_what_such_words_have_meant() -> None:
    """Of two examples, the one with the words decides; what none of them holds decides nothing."""
    classifier = Classifier(
        [(Category.DONE, "wrapped up and filed"), (Category.NOT_MINE, "ask the other team")]
    )
    probabilities = classifier.probabilities("wrapped up last week")
    assert max(probabilities, key=probabilities.__getitem__) is Category.DONE
    assert probabilities[Category.DONE] > 2 * probabilities[Category.NOT_MINE]
    assert sum(probabilities.values()) == pytest.approx(1)
    unknown = classifier.probabilities("nobody wrote this")
    assert unknown[Category.DONE] == pytest.approx(unknown[Category.NOT_MINE], rel=0.5)


def test_days_months_and_numbers_count_alike_whichever_they_are() -> None:
    """A day that no example names is a day all the same."""
    one, other = (usual().probabilities(f"could it move to {day}") for day in ("31 March", "2nd of June"))
    assert one == other
    one, other = (usual().probabilities(f"it's with @{name} now") for name in ("anna", "someone.else"))
    assert one == other


def test_every_example_has_one_of_the_categories() -> None:
    """Each list is readable, and none of its words stands twice with two meanings."""
    meant: dict[str, set[Category]] = {}
    for path in FOLDER.glob("*.tsv"):
        for category, words in examples_in(path):
            assert 0 < len(words) < LONGEST
            meant.setdefault(words.casefold(), set()).add(category)
    assert {words: each for words, each in meant.items() if len(each) > 1} == {}


@pytest.mark.parametrize(
    ("words", "intent", "days"),
    [
        ("that one is in the bag, file it as completed", ItemIntent.DONE, []),
        ("Sorry but this isn't me", ItemIntent.NOT_MINE, []),
        ("hand on heart it has to be an amber for now", ItemIntent.RAG, []),
        ("wont hit 31 jan, looking at 24 feb", ItemIntent.MORE_TIME, [date(2023, 2, 24)]),
    ],
)
def test_what_is_likely_is_offered(words: str, intent: ItemIntent, days: list[date]) -> None:
    """No phrase has these words; they are still recorded as an update."""
    (reading,) = read(words, ASKED)
    assert (reading.intent, list(reading.days), reading.is_likely) == (intent, days, True)
    assert recorded(words)[0] == "update"


def test_a_day_before_the_deadline_asks_for_nothing() -> None:
    """Whoever names another day speaks of something else."""
    assert read("Should be with you by 20 January, looking at the 19th", ASKED) == ()


def test_a_day_that_will_not_be_kept_is_not_asked_for() -> None:
    """Of an item that is overdue, the day that is denied lies after the deadline too."""
    overdue = RequestedDay(date(2022, 12, 1), date(2020, 1, 17))
    (reading,) = read("wont hit 31 jan im afraid, looking at 24 feb. supplier hasnt delivered", overdue)
    assert reading.days == (date(2023, 2, 24),)


def test_what_is_likely_no_update_is_none() -> None:
    """It is kept as a note, as what a phrase says; what is less than near certain is of substance."""
    assert meaning_of("hols til 12th!") is Meaning.ABSENCE
    assert meaning_of("Sorry no progress to speak of") is Meaning.NO_NEWS
    assert meaning_of("No evidence yet.") is Meaning.SUBSTANCE


def test_a_long_reply_is_not_weighed() -> None:
    """Of many words some always sound like something."""
    assert usual().likely("we cannot make January and need until March " * 12) is None
    assert usual().likely("  ") is None
