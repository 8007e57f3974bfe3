"""The committee's days, and what is published for them, as conversations about the committee need them."""

from datetime import date

from templates.messages.answers import Acknowledged
from templates.messages.publication import SummaryPosted
from templates.messages.summary import CommitteeSummary
from tests.talk import COMMITTEE, Talk

# The clock stands at Thursday 1 December 2022 unless it is moved.

SPRING = date(2022, 5, 2)
SEPTEMBER, DECEMBER, MARCH = date(2022, 9, 29), date(2022, 12, 15), date(2023, 3, 23)
COORDINATORS = "Only a coordinator can do that. Ask one of them: Priya Shah, Tom Bennett."
NOT_YET = "The summary for the next meeting is not published yet."


def posted(talk: Talk) -> list[CommitteeSummary]:
    """Return what the committee's channel was given."""
    return [each.says(SummaryPosted).summary for each in talk.posts(COMMITTEE)]


def closing(summary: CommitteeSummary) -> list[str]:
    """Return the references of everything that is open in a summary."""
    return sorted(each for row in summary.bridge for each in row.closing)


async def publishes(talk: Talk, who: str = "priya", held_on: date = DECEMBER) -> Acknowledged:
    """Press *Publish* under the preview; return the answer."""
    answer = await talk.presses(who, "publish", held_on.isoformat())
    assert isinstance(answer, Acknowledged), answer
    return answer
