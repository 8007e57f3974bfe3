"""Which plain replies are read as done, as a table; most that speak of it must not be."""

from datetime import date

import pytest

from models.dates.relative import RequestedDay
from models.reply_parser.intents import ItemIntent
from models.reply_parser.understand import read


def intents(text: str) -> list[ItemIntent]:
    return [each.intent for each in read(text, RequestedDay(date(2022, 12, 1), date(2023, 1, 31)))]


@pytest.mark.parametrize(
    "text",
    [
        "done",
        "Done.",
        "DONE!!",
        "All done!",
        "Job done",
        "complete",
        "Completed, thanks.",
        "This is finished.",
        "this is now complete, evidence attached",
        "Recommendation complete.",
        "Rec 10618 complete",
        "10618 is done",
        "VETTING-33 has been completed.",
        "It's done",
        "It is all done.",
        "The work is complete.",
        "Hi Priya, this is done.",
        "Morning all. This is done.",
        "Yes, all done, thanks",
        "I can confirm that this is complete.",
        "Complete - see attached policy",
        "100% complete",
        "100 per cent complete",
        "All actions completed.",
        "All points of this are done.",
        "Both AFIs have been discharged; sorry, the AFI is discharged.",
        "It was completed on 5 December.",
        "The AFI has been discharged.",
        "Actioned.",
        "Implemented in full",
        "Everything has been implemented.",
        "Done and dusted",
        "Ready for sign-off",
        "This is ready to be closed",
        "Please close.",
        "Please can you mark this as complete",
        "Can be closed",
        "This can now be closed please",
        "Recommend closure",
        "We recommend that this is closed.",
        "Suggest closure of this recommendation",
        "Request that it be signed off",
        "Please submit this for checking",
        "Complete, awaiting HMICFRS sign-off",
        "Done as of Monday",
        "Done because all units are trained",
        "Fully implemented across both BCUs. Done.",
    ],
)
def test_the_whole_item_is_done(text: str) -> None:
    """A sentence that says the item itself is done, with nothing that takes it back, is read as done."""
    assert intents(text) == [ItemIntent.DONE]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "not done",
        "Not done yet",
        "This is not complete",
        "It isn't done.",
        "this can't be done",
        "Nothing done so far",
        "never finished",
        "nearly done",
        "Almost complete",
        "half done",
        "Partly complete",
        "90% complete",
        "Complete in part.",
        "Done apart from the audit",
        "Done except for NPT",
        "done but not tested",
        "Done. However, the audit shows gaps.",
        "Done, still to be tested",
        "Done - awaiting the audit",
        "Done pending ACC approval",
        "will be done by March",
        "We'll have this done soon. Done.",
        "To be completed by end of March",
        "should be done next week",
        "Due to be completed in May",
        "Hoping to have it done",
        "On track to be complete",
        "if we are done by then",
        "Once this is done we can close it",
        "This will be complete once training is done.",
        "When it is done I shall say so",
        "Done? No.",
        "Is this done?",
        "is it done",
        "Has it been done yet?",
        "Can we close this?",
        "Training done",
        "The training is done in all units.",
        "Training: done, policy: outstanding",
        "Done: training. To do: audit",
        "done - training; to do - audit",
        "Part a is done, part b is outstanding",
        "a) done b) ongoing",
        "2 of 3 done",
        "Complete the form",
        "Complete and submit the form",
        "Please complete the form",
        "completed 12 of 40 reviews",
        "Completed the audit",
        "We have done the training",
        "I'm done with this",
        "undone",
        "Consider it done",
        "The policy is finished.",
        "Closed-circuit television is in use.",
        "It is far from done",
        "No, this is not finished.",
        "What has been done so far is in the paper",
        "I don't think this is done.",
        "Work completed on the new suite; rest underway",
        "Delivered 20 sessions",
        "This delivered 20 officers",
        "Resolved to train everybody",
        "Nobody is saying this is complete",
    ],
)
def test_what_is_not_done_is_never_read_as_done(text: str) -> None:
    """Negations, conditions, plans, parts and questions are not read as done: the words stay an update."""
    assert ItemIntent.DONE not in intents(text)
