"""The app's modals, menus, shortcuts and Home tab work on the page."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.counterpart import Force
from tests.browser.visiting import Visitor, message, says

pytestmark = pytest.mark.browser

WITH_RECKONER = "?as=U0ANNA001&in=D0ANNA001"


async def test_a_modal_shows_what_is_wrong_beside_the_field(visitor: Visitor, force: Force) -> None:
    """Gaps and the app's own findings stand at their fields; what was typed stays; then it is taken."""
    await force.remind()
    page = await visitor.opens(WITH_RECKONER)
    await message(page, "One review is due").get_by_role("button", name="Update").click()
    modal = page.get_by_role("dialog", name="Update 10618")
    words = modal.get_by_role("textbox", name="What has been done?")
    await expect(words).to_be_focused()
    await words.fill("No")
    await modal.get_by_role("button", name="Record").click()
    rag = modal.get_by_role("button", name=re.compile("RAG"))
    await expect(rag).to_be_focused()
    await expect(rag).to_have_accessible_description("Please fill in this field.")
    await rag.click()
    await modal.get_by_role("option", name="Amber").click()
    await modal.get_by_role("button", name="Record").click()
    await expect(words).to_have_accessible_description("Say a little more than that.")
    await expect(words).to_be_focused()
    await expect(words).to_have_value("No")
    await words.fill("No longer outstanding")
    await modal.get_by_role("radio", name="Evidence").check()
    await modal.get_by_label("New target date").fill("2023-03-31")
    await expect(modal).to_contain_text("Fri 31 Mar 2023")
    await modal.get_by_role("button", name="Record").click()
    await expect(modal).to_have_count(0)
    assert force.heard[-1]["rag"]["rag"]["selected_option"]["value"] == "amber"
    assert force.heard[-1]["by"]["by"]["selected_date"] == "2023-03-31"
    assert force.heard[-1]["kind"]["kind"]["selected_option"]["value"] == "evidence"


async def test_menus_and_confirmations_of_a_message_reach_the_app(visitor: Visitor, force: Force) -> None:
    """A pick from a list, a person, an overflow choice and a confirmed button are each told to the app."""
    await force.remind()
    page = await visitor.opens(WITH_RECKONER)
    reminder = message(page, "One review is due")
    await reminder.get_by_role("button", name="RAG").click()
    await page.get_by_role("option", name="Amber").click()
    await reminder.get_by_role("button", name="Hand to").click()
    await page.get_by_role("combobox", name="Search: Hand to").fill("sof")
    await page.get_by_role("combobox", name="Search: Hand to").press("Enter")
    await expect(reminder.get_by_role("button", name="Sofia Novak")).to_be_focused()
    await reminder.get_by_role("button", name="More choices").click()
    await page.get_by_role("menuitem", name="Snooze").click()
    await reminder.get_by_role("button", name="Not mine").click()
    await page.get_by_role("alertdialog", name="Not yours?").get_by_role("button", name="Keep it").click()
    await expect(reminder).to_be_visible()
    await reminder.get_by_role("button", name="Not mine").click()
    await page.get_by_role("alertdialog", name="Not yours?").get_by_role("button", name="Send").click()
    await expect(message(page, "Handed back")).to_be_visible()
    told = [one for one in force.heard if "action_id" in one]
    assert told[0]["selected_option"]["value"] == "amber"
    assert told[1]["selected_user"] == "U0SOFIA01"
    assert told[2]["selected_option"]["value"] == "snooze"


async def test_a_message_shortcut_opens_the_apps_modal(visitor: Visitor) -> None:
    """The app's shortcuts stand in the menu of every message."""
    page = await visitor.opens("?as=U0ANNA001&in=C0GOV0001")
    await says(page, "All done")
    await message(page, "All done").hover()
    await message(page, "All done").get_by_role("button", name="Message actions").click()
    await page.get_by_role("menuitem", name=re.compile("Record as evidence")).click()
    await expect(page.get_by_role("dialog", name="Update 10618")).to_be_visible()


async def test_the_home_tab_shows_what_the_app_published(visitor: Visitor) -> None:
    """Opening Home tells the app, and what it publishes is drawn, its buttons too."""
    page = await visitor.opens()
    await page.get_by_role("link", name="Reckoner Home").click()
    await expect(page.get_by_text("Your items")).to_be_visible()
    await page.locator("#view").get_by_role("button", name="Update").click()
    await expect(page.get_by_role("dialog", name="Update 10618")).to_be_visible()
