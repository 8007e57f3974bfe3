"""Conversations about what follows once an item is added, and about drafts: told, long, watched, carried, kept."""

import pytest
from sqlalchemy import func, select

from models.enums import Addressee, ItemKind, Status
from models.register.form_draft import FormDraft
from templates.messages.allocation import Allocation
from templates.messages.answers import Refused
from templates.messages.item_forms import Added, DeadlineForm, ItemForm, NewReportForm
from templates.messages.items import Totals
from templates.slack import renderer
from tests.factories import ACCOUNTS, Register
from tests.handlers.beginning import FILLED, begun, count, filled, item
from tests.letterbox import expected
from tests.talk import Talk, sentence


async def test_the_owner_is_told_once_with_what_to_do(talk: Talk, vetting: Register) -> None:
    """Owner and deputy each get one message; the same form submitted again adds and tells nothing more."""
    form = await begun(talk)
    fields = {"owner": ACCOUNTS["anna"], "deputy": ACCOUNTS["sofia"]}
    added = expected(await filled(talk, form, **fields), Added)
    assert added.told.told == ("Anna Clarke", "Sofia Novak")
    again = expected(await filled(talk, form, **fields), Refused)
    assert "already been sent" in sentence(again)
    (anna,) = talk.sees("anna", Allocation)
    (sofia,) = talk.sees("sofia", Allocation)
    assert [row.reference for row in anna.owned] == ["VETTING-44"]
    assert [row.reference for row in sofia.deputised] == ["VETTING-44"]
    assert (count(talk), item(talk, "VETTING-44")["status"]) == (1, Status.IN_PROGRESS)


async def test_the_whole_text_of_a_long_message_is_added(talk: Talk, vetting: Register) -> None:
    """A shortcut takes any message: what a field cannot hold goes on in the next, to the last letter."""
    text = "\n".join(f"{n}. Review “{n}” & say <!channel> so." for n in range(300)) + "\n" + "long " * 700
    choice = expected(await talk.calls("priya", "add", text), NewReportForm)
    form = expected(
        await talk.submits("priya", "add_report", str(choice.draft), {"report": "VETTING"}), ItemForm
    )
    view = renderer.view(form)
    pieces = {
        block["block_id"]: block["element"].get("initial_value", "")
        for block in view["blocks"]
        if block["type"] == "input" and block["block_id"].startswith("text")
    }
    assert len(pieces) > 5
    assert all(len(piece) <= 3000 for piece in pieces.values())
    await talk.submits("priya", "add_item", str(form.draft), FILLED | pieces)
    assert item(talk, "VETTING-44")["text"] == text.strip()


async def test_a_message_without_words_cannot_be_added(talk: Talk, vetting: Register) -> None:
    """A picture alone is no recommendation."""
    refused = expected(await talk.calls("priya", "add", " "), Refused)
    assert "no text" in sentence(refused)


async def test_a_cause_of_concern_and_what_it_carries(talk: Talk, vetting: Register) -> None:
    """After a cause its recommendations are added under it, each counted by itself."""
    cause = expected(
        await filled(talk, await begun(talk), number="1", kind=ItemKind.CAUSE_OF_CONCERN.value), Added
    )
    assert cause.is_cause
    on = talk.last("priya")
    under = expected(await talk.presses("priya", "add_under", "VETTING-1", on), ItemForm)
    assert (under.given["parent"], [each.number for each in under.causes]) == ("1", ["1"])
    assert expected(talk.last("priya").message, Added) == cause
    child = expected(await filled(talk, under, number="1a", parent="1"), Added)
    assert child.parent == "VETTING-1"
    assert item(talk, "VETTING-1a")["parent"] == "VETTING-1"
    nested = await filled(talk, await begun(talk), number="2", kind="cause of concern", parent="1")
    assert expected(nested, Refused).field_name == "kind"


async def test_what_is_addressed_to_others_is_watched_and_never_counted(
    talk: Talk, vetting: Register
) -> None:
    """The answer says so, and the totals do not change."""
    bodies = f"{Addressee.NPCC}\n{Addressee.IOPC}"
    added = expected(await filled(talk, await begun(talk), addressed_to=bodies), Added)
    assert not added.row.for_force
    assert "Watched only" in talk.last("priya").text
    totals = await talk.says("priya", "/rec status", Totals)
    assert (sum(each.number for each in totals.open_by_kind), totals.watched) == (0, 1)


@pytest.mark.parametrize("who", ["anna", "helen"])
async def test_only_coordinators_add(talk: Talk, vetting: Register, who: str) -> None:
    """The command, the shortcut, the buttons and every step of the form ask for a coordinator."""
    form = await begun(talk)
    refused = [
        await talk.says(who, "/rec add", Refused),
        await talk.calls(who, "add", "Review vetting."),
        await talk.presses(who, "add_to", "VETTING"),
        await talk.presses(who, "add_under", "VETTING-1"),
        *[
            await talk.submits(who, step, str(form.draft), FILLED)
            for step in ("add_report", "add_item", "add_deadline")
        ],
    ]
    assert {sentence(expected(each, Refused)) for each in refused} == {
        "Only a coordinator can do that. Ask one of them: Priya Shah, Tom Bennett."
    }
    assert count(talk) == 0


@pytest.mark.parametrize("about", ["999999", "", "one"])
async def test_a_draft_is_its_authors_alone(talk: Talk, vetting: Register, about: str) -> None:
    """Another coordinator cannot go on with it, and a draft that is not there is not made up."""
    form = await begun(talk)
    theirs = await talk.submits("tom", "add_item", str(form.draft), FILLED)
    none = await talk.submits("priya", "add_item", about, FILLED)
    assert sentence(expected(theirs, Refused)) == sentence(expected(none, Refused))
    assert count(talk) == 0


async def test_a_draft_survives_a_restart_and_is_thrown_away_when_it_lies(
    talk: Talk, vetting: Register
) -> None:
    """What was begun can be gone on with days later, and goes when its author begins anew after a week."""
    old = await begun(talk)
    await talk.at("2022-12-07T09:00")
    await begun(talk)
    asked = await filled(talk, old, deadline_wording="Within six months")
    assert isinstance(asked, DeadlineForm)
    await talk.at("2022-12-09T09:00")
    await begun(talk)
    answer = await talk.submits("priya", "add_deadline", str(old.draft), {"deadline": "2023-05-02"})
    assert "has expired" in sentence(expected(answer, Refused))
    with talk.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(FormDraft)) == 2


async def test_a_number_that_somebody_else_took_meanwhile_is_refused(talk: Talk, vetting: Register) -> None:
    """Between two steps the number can be taken: then nothing is added, and the draft can be gone on with."""
    asked = expected(
        await filled(talk, await begun(talk), deadline_wording="Within six months"), DeadlineForm
    )
    vetting.item("44", report="VETTING")
    answer = await talk.submits("priya", "add_deadline", str(asked.draft), {"deadline": "2023-05-02"})
    assert "VETTING-44 is already in the register" in sentence(expected(answer, Refused))
    assert count(talk) == 1
