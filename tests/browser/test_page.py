"""What people do on the page reaches the app, and what the app says reaches them."""

import re

import pytest
from playwright.async_api import FilePayload, expect

from tests.browser.counterpart import Force
from tests.browser.visiting import Visitor, message, says

pytestmark = pytest.mark.browser

WITH_RECKONER = "?as=U0ANNA001&in=D0ANNA001"
SHEET: FilePayload = {
    "name": "dip-sample.csv",
    "mimeType": "text/csv",
    "buffer": b"month,share\nOctober,96\n",
}


async def test_a_newcomer_is_the_owner_and_stands_before_the_messages_with_the_app(visitor: Visitor) -> None:
    """Without further ado the page is Anna's, in her messages with Reckoner, with the tour in sight."""
    page = await visitor.opens()
    await expect(page.get_by_role("button", name=re.compile("You are Anna Clarke"))).to_be_visible()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Reckoner")
    await expect(page.get_by_role("heading", name="Two-minute tour")).to_be_visible()
    await expect(page.get_by_text("Reckoner is connected")).to_be_visible()


async def test_the_person_can_be_switched_and_is_remembered_in_the_tab(visitor: Visitor) -> None:
    """Who has become Priya stays Priya when the page is loaded again without saying so."""
    page = await visitor.opens("?in=C0JAC0001")
    await page.get_by_role("button", name=re.compile("You are Anna Clarke")).click()
    await page.get_by_role("menuitemradio", name=re.compile("Priya Shah")).click()
    await expect(page.get_by_role("button", name=re.compile("You are Priya Shah"))).to_be_visible()
    await expect(page.get_by_role("heading", level=1)).to_have_text("joint-audit-committee")
    await page.goto(visitor.address + "/")
    await expect(
        page.get_by_role("button", name=re.compile("You are Priya Shah, Force Liaison Officer"))
    ).to_be_visible()


async def test_what_one_person_posts_another_sees_at_once(visitor: Visitor) -> None:
    """A post, its mark-up, its edit, its reaction and its deletion arrive at another open page."""
    anna = await visitor.opens("?as=U0ANNA001&in=C0GOV0001")
    tom = await visitor.opens("?as=U0TOM0001&in=C0GOV0001")
    await says(anna, "R&D thank you @tom, *well* done <b>&amp;</b>")
    seen = message(tom, "well done <b>&amp;</b>")
    await expect(seen).to_contain_text("R&D thank you")
    await expect(seen.locator("strong")).to_have_text("well")
    await expect(seen.locator(".mention-me")).to_have_text("@Tom Bennett")
    await anna.get_by_role("textbox", name="Message #force-governance").press("ArrowUp")
    field = anna.get_by_role("textbox", name="Edit your message")
    await expect(field).to_have_value("R&D thank you @tom, *well* done <b>&amp;</b>")
    await field.fill("Thank you all")
    await field.press("Enter")
    await expect(message(tom, "Thank you all")).to_contain_text("(edited)")
    await message(tom, "Thank you all").hover()
    await message(tom, "Thank you all").get_by_role("button", name="Add a reaction").click()
    await tom.get_by_role("button", name="thumbs up").click()
    given = message(anna, "Thank you all").get_by_role("button", name=re.compile("thumbs up, Tom Bennett"))
    await expect(given).to_have_attribute("aria-pressed", "false")
    await message(anna, "Thank you all").hover()
    await message(anna, "Thank you all").get_by_role("button", name="Message actions").click()
    await anna.get_by_role("menuitem", name="Delete message").click()
    await anna.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    await expect(message(tom, "Thank you all")).to_have_count(0)


async def test_unread_messages_are_counted_until_they_are_opened(visitor: Visitor) -> None:
    """A conversation that is not open shows how much in it is unread, and opening it clears the count."""
    anna = await visitor.opens("?as=U0ANNA001&in=C0GENERAL")
    tom = await visitor.opens("?as=U0TOM0001&in=C0GOV0001")
    await says(tom, "Figures are in")
    await says(tom, "And checked")
    await anna.get_by_role("link", name="force-governance 2 unread").click()
    await expect(message(anna, "And checked")).to_be_visible()
    await expect(anna.get_by_role("link", name="force-governance", exact=True)).to_be_visible()


async def test_the_tour_runs_from_the_clock_to_the_recorded_answer(visitor: Visitor, force: Force) -> None:
    """The clock is moved, the reminder arrives, and a reply with a file is taken by the app."""
    page = await visitor.opens()
    await page.get_by_role("button", name=re.compile("^Next review")).click()
    await expect(page.locator("#clock time")).to_contain_text("Mon 12 Dec 2022")
    await expect(message(page, "One review is due")).to_be_visible()
    await expect(page.locator("#tour")).to_contain_text("2 of 5")
    await message(page, "One review is due").hover()
    await message(page, "One review is due").get_by_role("button", name="Reply in thread").click()
    thread = page.get_by_role("region", name="Thread")
    await expect(thread.get_by_role("textbox", name="Reply in the thread")).to_be_focused()
    await thread.locator("input[type=file]").set_input_files(SHEET)
    await expect(thread.locator(".chip")).to_contain_text("23 bytes")
    await says(page, "The October dip sample was 96%.", "Reply")
    await expect(thread.locator(".message", has_text="Recorded with dip-sample.csv")).to_be_visible()
    await expect(
        message(page, "One review is due").get_by_role("button", name=re.compile("2 replies"))
    ).to_be_visible()
    async with page.expect_download() as download:
        await thread.get_by_role("link", name="Download dip-sample.csv").click()
    assert (await download.value).suggested_filename == "dip-sample.csv"
    await expect(page.locator("#tour")).to_contain_text("3 of 5")
    heard = next(one for one in force.heard if one.get("subtype") == "file_share")
    assert heard["text"] == "The October dip sample was 96%."


async def test_a_command_is_suggested_and_answered_for_one_person_only(visitor: Visitor) -> None:
    """The list offers the command with its hint; its answer is marked as visible to oneself, and dismissed."""
    page = await visitor.opens("?as=U0ANNA001&in=C0GOV0001")
    box = page.get_by_role("textbox", name="Message #force-governance")
    await box.press_sequentially("/r")
    await expect(page.get_by_role("option", name="/rec [status")).to_be_visible()
    await box.press("Tab")
    await expect(box).to_have_value("/rec ")
    await box.press_sequentially("status 10618")
    await box.press("Enter")
    answer = message(page, "You asked for status 10618")
    await expect(answer).to_contain_text("Only visible to you")
    await answer.get_by_role("button", name="Dismiss").click()
    await expect(answer).to_have_count(0)


async def test_an_answer_for_all_is_drawn_with_its_table(visitor: Visitor) -> None:
    """What the app says in the channel is there for everybody, as a table with headed columns."""
    priya = await visitor.opens("?as=U0PRIYA01&in=C0JAC0001")
    helen = await visitor.opens("?as=U0HELEN01&in=C0JAC0001")
    await says(priya, "/rec digest")
    table = message(helen, "The digest").get_by_role("table")
    await expect(table.get_by_role("columnheader", name="Open")).to_be_visible()
    await expect(table.get_by_role("row", name="Causes of concern 2")).to_be_visible()


async def test_what_is_typed_survives_a_refusal_and_a_reload(visitor: Visitor) -> None:
    """An unknown command is refused in a sentence, and the words stay where they were typed."""
    page = await visitor.opens("?as=U0ANNA001&in=C0GOV0001")
    box = page.get_by_role("textbox", name="Message #force-governance")
    await box.fill("/recc status 10618")
    await box.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("/recc is not a command")
    await expect(box).to_have_value("/recc status 10618")
    await page.reload()
    await expect(box).to_have_value("/recc status 10618")


async def test_a_permalink_leads_to_its_message_within_the_page(visitor: Visitor, force: Force) -> None:
    """A link to a message of this workspace opens the conversation and puts the focus on the message."""
    page = await visitor.opens("?as=U0ANNA001&in=C0GOV0001")
    await says(page, "The figures are in")
    ts = await message(page, "The figures are in").get_attribute("data-ts")
    link = await force.client.chat_getPermalink(channel="C0GOV0001", message_ts=str(ts))
    await force.client.chat_postMessage(channel="D0ANNA001", text=f"See <{link['permalink']}|what Anna said>")
    await page.get_by_role("link", name="Reckoner 1 unread").click()
    await page.get_by_role("link", name="what Anna said").click()
    await expect(message(page, "The figures are in")).to_be_focused()


async def test_the_clock_is_never_moved_back(visitor: Visitor) -> None:
    """An earlier moment is refused at the field, in a sentence; a later one is taken as local time."""
    page = await visitor.opens()
    await page.get_by_role("button", name="Other…").click()
    field = page.get_by_role("textbox", name="Move the clock to")
    await field.fill("2022-11-01T09:00")
    await field.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("only moves on")
    await field.fill("2023-06-01T08:30")
    await field.press("Enter")
    await expect(page.locator("#clock time")).to_have_text("Thu 1 Jun 202308:30")


async def test_a_lost_connection_is_said_and_what_was_missed_is_caught_up(
    visitor: Visitor, force: Force
) -> None:
    """While the server is away the page says so; afterwards it shows what happened meanwhile."""
    page = await visitor.opens(WITH_RECKONER)
    await page.route("**/page/stream*", lambda route: route.abort())
    force.served.workspace.ground.stream.close()
    await expect(page.get_by_text("The workspace does not answer")).to_be_visible()
    await force.remind()
    await expect(message(page, "One review is due")).to_have_count(0)
    await page.unroute("**/page/stream*")
    await expect(message(page, "One review is due")).to_be_visible()
    await expect(page.get_by_text("The workspace does not answer")).to_be_hidden()


async def test_files_can_be_dropped_and_taken_back(visitor: Visitor, force: Force) -> None:
    """A file dropped on the conversation waits beside the words; one that was removed is not sent."""
    page = await visitor.opens("?as=U0ANNA001&in=C0GOV0001")
    dropped = await page.evaluate_handle(
        """() => {
            const carried = new DataTransfer();
            carried.items.add(new File(["a"], "keep.txt", { type: "text/plain" }));
            carried.items.add(new File(["b"], "leave.txt", { type: "text/plain" }));
            return carried;
        }"""
    )
    await page.locator("#view").dispatch_event("drop", {"dataTransfer": dropped})
    await expect(page.locator(".chip[aria-busy=false]")).to_have_count(2)
    await page.get_by_role("button", name="Remove leave.txt").click()
    await says(page, "As agreed")
    await expect(message(page, "As agreed").get_by_role("link")).to_have_text("Download keep.txt")
    await expect(message(page, "Recorded with keep.txt")).to_have_count(0)
    await expect(message(page, "As agreed").get_by_role("button", name=re.compile("1 reply"))).to_be_visible()
    shared = next(one for one in force.heard if one.get("subtype") == "file_share")
    assert [file["name"] for file in shared["files"]] == ["keep.txt"]
