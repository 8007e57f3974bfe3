"""A newcomer's whole journey on the page, with the real Reckoner and its sample register at the other end."""

import re

import pytest
from playwright.async_api import FilePayload, Locator, Page, expect

from tests.browser.visiting import AUDIT, SOON, Visitor, becomes, message, says

pytestmark = pytest.mark.browser

ANSWER = "10618: the new form went live on 21 November."


async def replies(page: Page, to: Locator, words: str, file: FilePayload) -> Locator:
    """Reply with a file in the thread of a message; return the thread."""
    await to.hover()
    await to.get_by_role("button", name="Reply in thread").click()
    thread = page.get_by_role("region", name="Thread")
    await thread.locator("input[type=file]").set_input_files(file)
    await says(page, words, "Reply")
    return thread


async def test_from_the_first_reminder_to_the_committees_summary(newcomer: Visitor) -> None:
    """The reminder comes, is answered with a file, and is looked up; then the committee's summary posts itself.

    These are the steps of the tour, which are ticked off as they are done.
    """
    page = await newcomer.opens()
    tour = page.get_by_role("region", name="Two-minute tour")
    await expect(tour).to_contain_text("Step 1 of 5")
    await page.get_by_role("button", name=re.compile("^Next review")).click()
    reminder = message(page, "2 overdue, 2 reviews due")
    await expect(reminder).to_be_visible(timeout=SOON)
    await expect(reminder).to_contain_text("10618")

    thread = await replies(page, reminder, ANSWER, AUDIT)
    recorded = thread.locator(".message", has_text="Saved as evidence for 10618")
    await expect(recorded).to_be_visible(timeout=SOON)
    await expect(recorded.get_by_role("button", name="Undo")).to_be_visible()

    await says(page, "/rec status 10618")
    status = message(page, "Next review").last
    await expect(status).to_contain_text("the new form went live on 21 November.")
    await expect(status).to_contain_text("audit.csv")
    await expect(status).to_contain_text("Only visible to you")
    await expect(tour).to_contain_text("type /rec summary in #joint-audit-committee")

    await becomes(page, "Priya Shah")
    await page.get_by_role("link", name=re.compile("^joint-audit-committee")).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("joint-audit-committee")
    await says(page, "/rec summary")
    preview = message(page, "to fix: committee of Thu 15 Dec 2022")
    await expect(preview).to_be_visible()
    await expect(preview).to_contain_text("PPDA-3 has no owner")
    await expect(preview.get_by_role("button", name="Publish")).to_be_visible()
    await expect(tour).to_contain_text("Step 5 of 5")

    await page.get_by_role("button", name=re.compile("^Three days before the committee")).click()
    posted = page.locator("#view .message", has_text="HMICFRS summary: committee")
    await expect(posted.get_by_role("table")).to_be_visible(timeout=SOON)
    picture = posted.locator("img[src^='/page/file/']")
    await expect(picture).to_have_attribute("alt", re.compile("open items", re.IGNORECASE), timeout=SOON)
    assert await picture.evaluate("shown => shown.decode().then(() => shown.naturalWidth)") > 0
    await expect(posted).to_have_count(1)
    await expect(tour).to_contain_text("All done")
    await posted.get_by_role("button", name=re.compile(r"^See \d")).first.click()
    await expect(message(page, "The list has").last).to_contain_text("Only visible to you")


async def test_publish_asks_first_and_posts_once(newcomer: Visitor) -> None:
    """The coordinator is asked whether to publish; *Not yet* posts nothing, *Publish* posts the summary."""
    page = await newcomer.opens("?as=U0PRIYA01&in=C0JAC0001")
    await says(page, "/rec summary")
    publish = message(page, "Preview, ").get_by_role("button", name="Publish")
    posted = page.locator("#view .message", has_text="HMICFRS summary: committee")
    await publish.click()
    asked = page.get_by_role("alertdialog", name="Publish this summary?")
    await asked.get_by_role("button", name="Not yet").click()
    await expect(posted).to_have_count(0)
    await publish.click()
    await asked.get_by_role("button", name="Publish").click()
    await expect(posted).to_have_count(1, timeout=SOON)
    await expect(message(page, "The summary is published").last).to_be_visible()


async def test_an_update_without_words_is_refused_at_its_field(newcomer: Visitor) -> None:
    """*Write an update* opens a form; sent empty it says at the field what is missing, and then takes the words."""
    page = await newcomer.opens()
    await page.get_by_role("button", name=re.compile("^Next review")).click()
    reminder = message(page, "2 overdue, 2 reviews due")
    await reminder.get_by_role("button", name=re.compile("^Update ")).first.click(timeout=SOON)
    modal = page.get_by_role("dialog")
    words = modal.get_by_role("textbox").first
    await words.fill("   ")
    await modal.get_by_role("button", name="Save").click()
    await expect(words).to_have_accessible_description(
        re.compile("There are no words in this field|Please fill in this field")
    )
    await expect(modal).to_have_count(1)
    await words.fill("The dip sample is being checked.")
    await modal.get_by_role("button", name="Save").click()
    await expect(modal).to_have_count(0)
    await expect(message(page, "The dip sample is being checked.").last).to_be_visible(timeout=SOON)
