"""Which meeting a number belongs to, and who may open it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from models.committee.figure_table import ASKED_FOR, CHANGES
from models.enums import Status
from templates import plain
from templates.messages import Message
from templates.messages.answers import Acknowledged, Refused
from templates.messages.changes import Changes
from templates.messages.publication import SummaryPosted, SummaryPreview
from templates.messages.summary_parts import Behind
from templates.messages.why import Why
from templates.parts import Button, Sections
from templates.translator import PLAIN
from tests.factories import Register
from tests.handlers.publishing import DECEMBER, MARCH, NOT_YET, SEPTEMBER, posted, publishes
from tests.talk import COMMITTEE, Talk, sentence
from tests.templates.paper_summaries import facts_of

# The clock stands at Thursday 1 December 2022. OLDER-1 was open at the last meeting, VETTING-33 was added since.


def buttons(message: Message) -> Iterator[Button]:
    """Give the buttons beside the numbers of a message."""
    for part in message.layout(PLAIN):
        if isinstance(part, Sections):
            several = (matter.button for matter in part.matters)
            yield from (each for each in several if each and each.action.startswith("why:"))


async def opened(talk: Talk, who: str, button: Button) -> Why:
    """Press a button beside a number; return its list."""
    why = await talk.presses(who, "why", button.value)
    assert isinstance(why, Why), why
    return why


async def test_the_numbers_of_an_earlier_meeting_open_the_lists_of_its_period(
    talk: Talk, meetings: Register
) -> None:
    """In the preview of a meeting that was held without a summary every number opens to a list of that time."""
    meetings.become("OLDER-1", Status.SIGNED_OFF)
    preview = await talk.says("priya", "/rec summary 2022-09-29", SummaryPreview)
    opening = [await opened(talk, "priya", button) for button in buttons(preview)]
    assert {why.until for why in opening} == {SEPTEMBER}
    (closing,) = (why for why in opening if why.figure == "closing")
    assert [row.reference for row in closing.rows] == ["OLDER-1"]
    today = await talk.says("priya", "/rec why closing", Why)
    assert [row.reference for row in today.rows] == ["VETTING-33"]


async def test_the_buttons_of_a_preview_are_its_meetings_for_good(talk: Talk, meetings: Register) -> None:
    """Pressed after the publication, they open what was published."""
    preview = await talk.says("priya", "/rec summary", SummaryPreview)
    await publishes(talk)
    await talk.at("2022-12-05T09:00")
    meetings.become("OLDER-1", Status.SIGNED_OFF)
    (closing,) = (button for button in buttons(preview) if button.action == "why:closing")
    assert (await opened(talk, "priya", closing)).total == 2


async def test_a_typed_date_names_the_meeting(talk: Talk, meetings: Register) -> None:
    """A date after the figure, or after its kind, opens the list of the meeting of that day."""
    for typed in ("closing 2022-09-29", "closing recommendations 2022-09-29"):
        why = await talk.says("priya", f"/rec why {typed}", Why)
        assert (why.until, [row.reference for row in why.rows]) == (SEPTEMBER, ["OLDER-1"])


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("closing 2022-10-01", "There is no committee meeting on Sat 1 Oct 2022"),
        ("closing 2022-02-30", "“2022-02-30” as a date."),
        ("closing 2023-03-23", "which has no figures yet"),
        ("2022-09-29", "I do not know the figure “2022-09-29”."),
    ],
)
async def test_a_wrong_date_is_answered_with_what_would_be_right(
    talk: Talk, meetings: Register, typed: str, told: str
) -> None:
    """Neither a day without a meeting nor one that is none, nor a meeting whose time has not come, has lists."""
    meetings.meeting(MARCH)
    assert told in sentence(await talk.says("priya", f"/rec why {typed}", Refused))


@pytest.mark.parametrize("who", ["anna", "helen", "ruth"])
async def test_what_is_not_published_opens_for_coordinators_only(
    talk: Talk, meetings: Register, who: str
) -> None:
    """What `/rec summary` withholds from others, `/rec why` and the buttons withhold too, until it is published."""
    for figure in set(ASKED_FOR) - set(CHANGES):
        for line in (f"/rec why {figure}", f"/rec why {figure} 2022-12-15", f"/rec why {figure} 2022-09-29"):
            assert sentence(await talk.says(who, line, Refused)).startswith(NOT_YET), line
        for held_on in (None, DECEMBER, SEPTEMBER):
            pressed = await talk.presses(who, "why", Behind(figure, None, held_on).value)
            assert isinstance(pressed, Refused), (figure, held_on)
    await publishes(talk)
    for line in ("/rec why closing", "/rec why closing 2022-12-15"):
        assert (await talk.says(who, line, Why)).total == 2


async def test_others_open_what_was_published_and_not_what_came_after(talk: Talk, meetings: Register) -> None:
    """Until the next summary, a reader's numbers are those that the committee was given."""
    await publishes(talk)
    await talk.at("2022-12-05T09:00")
    meetings.item("2", added_on=date(2022, 12, 5))
    assert (await talk.says("helen", "/rec why closing", Why)).total == 2
    assert (await talk.says("priya", "/rec why closing now", Why)).total == 3
    posted = talk.posts(COMMITTEE)[0].says(SummaryPosted)
    (closing,) = (button for button in buttons(posted) if button.action == "why:closing")
    assert (await opened(talk, "helen", closing)).total == 2


async def test_every_number_of_what_changed_opens_for_everybody(talk: Talk, meetings: Register) -> None:
    """What `/rec changes` tells a reader, the reader can open, to a list as long as its number."""
    meetings.item("2", added_on=date(2022, 5, 2), deadline_on=date(2023, 3, 1))
    meetings.move_deadline("OLDER-2", date(2023, 6, 1))
    meetings.assign("OLDER-2", "dev")
    meetings.become("OLDER-1", Status.SIGNED_OFF)
    meetings.known_since(date(2022, 5, 2))
    told = await talk.says("helen", "/rec changes", Changes)
    names = {button.action.removeprefix("why:") for button in buttons(told)}
    assert names == {"added", "signed_off", "dates_moved", "owners_changed", "quiet"}
    assert names <= set(CHANGES)
    lengths = {why.figure: why.total for why in [await opened(talk, "helen", each) for each in buttons(told)]}
    assert lengths == {
        "added": sum(len(each.rows) for each in told.added),
        "signed_off": sum(len(each.rows) for each in told.signed_off),
        "dates_moved": len(told.dates_moved),
        "owners_changed": len(told.owners_changed),
        "quiet": len(told.quiet),
    }


async def test_until_the_meeting_a_number_is_the_one_that_the_committee_is_told(
    talk: Talk, meetings: Register
) -> None:
    """Frozen figures stand for their meeting, with what came since beneath; *now* opens that."""
    await publishes(talk)
    await talk.at("2022-12-05T09:00")
    for to in (date(2023, 3, 1), date(2023, 6, 1)):
        meetings.move_deadline("OLDER-1", to)
    for who in ("priya", "helen"):
        told = await talk.says(who, "/rec why dates moved", Why)
        assert (told.frozen_on, told.held_on, told.number) == (date(2022, 12, 1), DECEMBER, 0)
        shown = plain.render(told, width=None)
        assert "Frozen Thu 1 Dec 2022 for the committee of Thu 15 Dec 2022." in shown
        assert "Since then: 1, rec why dates moved now." in shown
        later = await talk.says(who, "/rec why dates moved now", Why)
        assert (later.frozen_on, later.told_for, later.number) == (None, DECEMBER, 1)
        shown = plain.render(later, width=None)
        assert "For the frozen figures: rec why dates moved 2022-12-15." in shown
        assert "Counted from" not in shown
    assert "Since then: none." in plain.render(await talk.says("priya", "/rec why added", Why), width=None)
    standing = await talk.says("priya", "/rec why closing recommendations", Why)
    assert "In the register today: 2, rec why closing recommendations now." in plain.render(
        standing, width=None
    )
    for line in ("/rec why closing", "/rec why closing now"):
        published = await talk.says("helen", line, Why)
        assert (published.frozen_on, published.number_now) == (date(2022, 12, 1), None)
    await talk.at("2022-12-16T09:00")
    assert (await talk.says("priya", "/rec why dates moved", Why)).number == 1


async def test_a_posted_summary_says_when_its_figures_were_frozen(talk: Talk, meetings: Register) -> None:
    """It is posted days after the freeze, and calls no day that of its publication which was not."""
    await talk.presses("priya", "freeze", DECEMBER.isoformat())
    await talk.at("2022-12-05T09:00")
    await publishes(talk)
    (summary,) = posted(talk)
    assert summary.frozen_on == date(2022, 12, 1)
    text = talk.posts(COMMITTEE)[-1].text
    assert "Figures frozen Thu 1 Dec 2022" in text
    assert "Published on" not in text


async def test_what_is_posted_names_nobody(talk: Talk, register: Register) -> None:
    """The committee's channel can have people from outside: names are for those who ask for the summary."""
    register.meeting(SEPTEMBER)
    register.meeting(DECEMBER)
    register.item("9", deadline_on=date(2022, 11, 1))
    await publishes(talk)
    register.assign("OLDER-9", "dev")
    await talk.at("2022-12-05T09:00")
    text = talk.posts(COMMITTEE)[-1].text
    assert "OLDER-9" in text
    assert not [name for name in ("Anna Clarke", "Dev Patel") if name in text]
    asked = await talk.says("priya", "/rec summary", SummaryPosted)
    assert "owner Anna Clarke" in plain.render(asked, width=None)


async def test_evidence_gathered_for_another_item_is_given_as_the_reason(
    talk: Talk, register: Register
) -> None:
    """What is complete by evidence that another item had is told, signed off or not; what had its own is not."""
    register.meeting(SEPTEMBER)
    register.meeting(DECEMBER)
    for number in ("1", "2", "3", "4"):
        register.item(number)
    await talk.says("anna", "/rec evidence OLDER-1, OLDER-4 The record of the board.", Acknowledged)
    register.become("OLDER-4", Status.FORCE_COMPLETE)
    await talk.says("anna", "/rec evidence OLDER-1, OLDER-2 The audit found 94%.", Acknowledged)
    await talk.says("anna", "/rec evidence OLDER-3 The board has seen it.", Acknowledged)
    for number in ("1", "2", "3"):
        register.become(f"OLDER-{number}", Status.SIGNED_OFF)
    await publishes(talk)
    asked = await talk.says("priya", "/rec summary", SummaryPosted)
    assert asked.summary.through_others == ("OLDER-2",)
    facts = facts_of(asked.summary)
    assert facts["waiting_through_others"] == (
        "Of these, one is complete through evidence gathered for other recommendations: OLDER-4."
    )
    whole = replace(asked, is_whole=True)
    assert "OLDER-4: 0 days, since Thu 1 Dec 2022, through evidence for others" in plain.render(
        whole, width=None
    )
    (lines,) = [each["reports"] for each in facts["closed"] if each["name"] == "signed_off"]
    assert "one was complete through evidence gathered for other recommendations" in lines[-1]
