"""The page works by keyboard, in a narrow window, in the dark, and with a screen reader."""

import re
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from tests.browser.counterpart import Force
from tests.browser.visiting import Visitor

pytestmark = pytest.mark.browser

WITH_RECKONER = "?as=U0ANNA001&in=D0ANNA001"
PHONE = {"width": 360, "height": 740}
WINDOWS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": PHONE},
    "zoomed": {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
}


async def faultless(page: Page) -> None:
    """Let axe look for anything that hinders people; there must be nothing."""
    found = await Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("window", WINDOWS)
async def test_axe_finds_nothing(window: str, visitor: Visitor, force: Force) -> None:
    """Conversation, thread, menu, modal with errors and Home have no accessibility fault in any window."""
    ts = await force.remind()
    await force.client.chat_postMessage(channel="D0ANNA001", text="One reply", thread_ts=ts)
    await force.client.chat_postEphemeral(channel="C0GOV0001", user="U0ANNA001", text="Only *you*, :tada:")
    page = await visitor.opens(WITH_RECKONER, **WINDOWS[window])
    await faultless(page)
    await page.get_by_role("button", name=re.compile("You are")).click()
    await faultless(page)
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name=re.compile("1 reply")).click()
    await expect(page.get_by_role("textbox", name="Reply in the thread")).to_be_focused()
    await faultless(page)
    await page.get_by_role("button", name="Close the thread").click()
    await page.get_by_role("button", name="Update").click()
    await page.get_by_role("button", name="Record").click()
    await expect(page.locator(".field-error:visible")).to_have_count(2)
    await faultless(page)
    await page.keyboard.press("Escape")
    await page.goto(f"{visitor.address}/?in=C0GOV0001")
    await expect(page.get_by_text("Only visible to you")).to_be_visible()
    await faultless(page)
    await page.goto(f"{visitor.address}/?in=home")
    await expect(page.get_by_text("Your items")).to_be_visible()
    await faultless(page)


@pytest.mark.parametrize("window", WINDOWS)
async def test_nothing_is_wider_than_the_window(window: str, visitor: Visitor, force: Force) -> None:
    """No window has to be scrolled sideways."""
    await force.remind()
    page = await visitor.opens(WITH_RECKONER, **WINDOWS[window])
    await expect(page.get_by_text("One review is due")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_narrow_window_has_a_drawer_and_a_full_screen_thread(visitor: Visitor, force: Force) -> None:
    """The list of conversations opens as a drawer that takes the focus; a thread takes the whole window."""
    ts = await force.remind()
    await force.client.chat_postMessage(channel="D0ANNA001", text="One reply", thread_ts=ts)
    page = await visitor.opens(WITH_RECKONER, viewport=PHONE)
    links = page.get_by_role("navigation", name="Conversations")
    await expect(links).to_be_hidden()
    await page.get_by_role("button", name="Conversations").click()
    await expect(links.get_by_role("link", name="Reckoner", exact=True)).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(links).to_be_hidden()
    await expect(page.get_by_role("button", name="Conversations")).to_be_focused()
    await page.get_by_role("button", name="Conversations").click()
    await links.get_by_role("link", name="general").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("general")
    await expect(links).to_be_hidden()
    await page.go_back()
    await page.get_by_role("button", name=re.compile("1 reply")).click()
    await expect(page.get_by_role("heading", name="Thread")).to_be_visible()
    await expect(page.locator("#conversation")).to_be_hidden()
    await page.get_by_role("button", name="Close the thread").click()
    await expect(page.locator("#conversation")).to_be_visible()


async def test_the_clock_can_be_moved_in_a_narrow_window(visitor: Visitor) -> None:
    """The stops stand behind one button."""
    page = await visitor.opens(viewport=PHONE)
    await expect(page.get_by_role("button", name=re.compile("^Tomorrow"))).to_be_hidden()
    await page.get_by_role("button", name="Move clock").click()
    await page.get_by_role("button", name=re.compile("^Tomorrow")).click()
    await expect(page.locator("#clock time")).to_contain_text("Fri 2 Dec 2022")


async def test_everything_is_reached_by_keyboard_alone(visitor: Visitor, force: Force) -> None:
    """Skip link, messages by arrow keys, thread, modal and back, without a pointer."""
    await force.remind()
    page = await visitor.opens(WITH_RECKONER)
    press = page.keyboard.press
    await press("Tab")
    await expect(page.get_by_role("link", name="Skip to the conversation")).to_be_focused()
    await press("Enter")
    await expect(page.get_by_role("main")).to_be_focused()
    reminder = page.locator(".message")
    await reminder.focus()
    await press("Tab")
    await expect(reminder.get_by_role("button", name="More choices")).to_be_focused()
    await press("Tab")
    await expect(reminder.get_by_role("button", name="Update")).to_be_focused()
    await press("Enter")
    modal = page.get_by_role("dialog", name="Update 10618")
    await expect(modal.get_by_role("textbox", name="What has been done?")).to_be_focused()
    for _ in range(12):
        await press("Tab")
        assert await page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    await press("Escape")
    await expect(modal).to_have_count(0)
    await expect(reminder.get_by_role("button", name="Update")).to_be_focused()
    await reminder.get_by_role("button", name="Reply in thread").focus()
    await press("Enter")
    await expect(page.get_by_role("textbox", name="Reply in the thread")).to_be_focused()
    await page.keyboard.type("By keyboard")
    await press("Enter")
    await expect(page.get_by_role("region", name="Thread").get_by_text("By keyboard")).to_be_visible()
    await press("Escape")
    await expect(page.get_by_role("region", name="Thread")).to_be_hidden()
    await expect(reminder.get_by_role("button", name=re.compile("1 reply"))).to_be_focused()


async def test_arrow_keys_go_from_message_to_message(visitor: Visitor) -> None:
    """Only one message at a time is a tab stop; the arrow keys move it."""
    page = await visitor.opens("?as=U0ANNA001&in=C0GENERAL")
    box = page.get_by_role("textbox", name="Message #general")
    for text in ("One", "Two", "Three"):
        await box.fill(text)
        await box.press("Enter")
        await expect(page.locator(".message", has_text=text)).to_be_visible()
    await expect(page.locator(".message[tabindex='0']")).to_have_count(1)
    await page.locator(".message", has_text="Three").focus()
    await page.keyboard.press("ArrowUp")
    await expect(page.locator(".message", has_text="Two")).to_be_focused()
    await page.keyboard.press("Home")
    await expect(page.locator(".message", has_text="One")).to_be_focused()
    await expect(page.locator(".message[tabindex='0']")).to_have_count(1)


async def test_new_messages_are_said_to_screen_readers(visitor: Visitor, force: Force) -> None:
    """What arrives is put into a live log: who, where if it is elsewhere, and the words without marks."""
    page = await visitor.opens("?as=U0ANNA001&in=C0GENERAL")
    await force.remind()
    said = page.get_by_role("log", name="New messages")
    await expect(said).to_contain_text("Reckoner in Reckoner: A review of 10618 is due")
