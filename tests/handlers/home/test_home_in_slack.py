"""People's own pages as Slack carries them: published anew after what they do, once, and never in the way of it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from tests.chat import Chat, Json, text_of
from tests.factories import ACCOUNTS, Register


@pytest.fixture
async def opened(chat: Chat) -> Chat:
    """A running Reckoner in which anna sees her next reminders on her page, with the review of 10618 open."""
    register = Register(chat.database, chat.clock, chat.policy)
    register.item("1a", register_number="10618", deadline_on=date(2022, 11, 1), reviews_from=date(2022, 9, 5))
    register.item("free", owner=None)
    await chat.at("2022-12-05T09:00")
    assert (await chat.clicks("anna", await chat.home("anna"), "home_fold:coming", value="coming")).ok
    return chat


@contextmanager
def publishing(chat: Chat, who: str) -> Iterator[list[Json]]:
    """Give the list of pages that are published for a person within the block; it is filled at its end."""
    seen: list[Json] = []
    with chat.workspace.ground.stream.watch(ACCOUNTS[who]) as queue:
        yield seen
        while not queue.empty():
            item = queue.get_nowait()
            if item["type"] == "home":
                seen.append(item["view"])


def shown(view: Json | None) -> str:
    """Return everything that stands on a page, as JSON."""
    assert view is not None
    return json.dumps(view["blocks"], ensure_ascii=False)


def page(chat: Chat, who: str) -> str:
    """Return everything that stands on a person's page now."""
    return shown(chat.workspace.home(who))


async def test_a_reply_changes_the_page_once(opened: Chat) -> None:
    """What I write takes effect on my page, which is published once for it."""
    assert ": review " in page(opened, "anna")
    with publishing(opened, "anna") as published:
        await opened.writes("anna", "10618: all officers are trained")
    (view,) = published
    assert ": review " not in shown(view)


async def test_a_command_changes_the_page_once(opened: Chat) -> None:
    """What I record by a command takes effect on my page, which is published once; looking changes nothing."""
    with publishing(opened, "anna") as published:
        await opened.says("anna", "/rec evidence 10618 All officers are trained.")
    assert len(published) == 1
    with publishing(opened, "anna") as published:
        await opened.says("anna", "/rec status 10618")
        await opened.says("anna", "/rec search trained")
        await opened.says("anna", "/rec evidence 10618")
    assert published == []


async def test_a_form_opened_on_the_page_changes_it_once(opened: Chat) -> None:
    """*Write an update* on the page opens the form; what is sent changes the page, once."""
    view = opened.workspace.home("anna")
    assert view is not None
    with publishing(opened, "anna") as published:
        assert (await opened.clicks("anna", view, "update", value="10618")).ok
        assert (await opened.fills("anna", {"text": "All officers are trained."})).ok
    assert len(published) == 1
    assert ": review " not in page(opened, "anna")


async def test_a_button_in_a_message_changes_the_page_once(opened: Chat) -> None:
    """*Undo* under what was said back puts the review on my page again."""
    await opened.writes("anna", "10618: all officers are trained")
    with publishing(opened, "anna") as published:
        await opened.clicks("anna", opened.sees("anna")[-1], "Undo")
    (view,) = published
    assert ": review " in shown(view)


@pytest.mark.parametrize("fault", ["503", "refuse", "accept-then-drop", "429"])
async def test_a_page_that_slack_does_not_take_stands_in_the_way_of_nothing(opened: Chat, fault: str) -> None:
    """Whatever goes wrong with the page, what was written is recorded and answered; the next act mends the page."""
    opened.workspace.faults.order("views.publish", fault)
    await opened.writes("anna", "10618: all officers are trained")
    assert text_of(opened.sees("anna")[-1]).startswith("Saved for 10618")
    assert [method for method, _ in opened.workspace.faults.struck] == ["views.publish"]
    with publishing(opened, "anna") as published:
        await opened.writes("anna", "10618: and their sergeants")
    assert len(published) == 1


async def test_menus_and_pages_are_answered_on_the_page(opened: Chat) -> None:
    """A choice in a coordinator's menu narrows the list below it, in one publication, and outlasts other acts."""
    view = await opened.home("priya")
    with publishing(opened, "priya") as published:
        assert (
            await opened.clicks("priya", view, "home_filter:list=unallocated", value="list=unallocated")
        ).ok
    assert len(published) == 1
    assert "OLDER-free" in page(opened, "priya")
    await opened.says("priya", "/rec assign OLDER-free @anna")
    assert "OLDER-free" not in page(opened, "priya")
    assert "No open item matches." in page(opened, "priya")


async def test_a_page_is_as_it_was_left_after_a_restart(opened: Chat) -> None:
    """What a coordinator looked for is still there when Reckoner has been stopped and started."""
    view = await opened.home("priya")
    await opened.clicks("priya", view, "home_filter:list=unallocated", value="list=unallocated")
    await opened.stops()
    await opened.starts()
    assert "OLDER-free" in shown(await opened.home("priya"))


async def test_a_refused_press_on_the_page_is_said_in_a_window(opened: Chat) -> None:
    """What cannot be done from the page is said on top of it, and the page stays."""
    view = await opened.home("priya")
    Register(opened.database, opened.clock, opened.policy).set_person("priya", role="owner")
    before = page(opened, "priya")
    await opened.clicks("priya", view, "home_filter:list=unallocated", value="list=unallocated")
    modal = opened.workspace.modal("priya")
    assert "Only a coordinator can do that" in shown(modal)
    assert page(opened, "priya") == before
