"""The page in Teams' face, with the real Reckoner at the other end: the tour, forms, threads, and every window."""

import re
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Locator, Page, expect

from tests.browser.visiting import AUDIT, SOON, Visitor, becomes, message, says

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
WINDOWS: tuple[dict[str, Any], ...] = (
    {},
    {"color_scheme": "dark"},
    {"viewport": PHONE},
    {"viewport": PHONE, "color_scheme": "dark"},
)


async def moves(page: Page, choice: str) -> None:
    """Choose in the switch who is where."""
    await page.get_by_role("button", name=re.compile("^In (?:Slack|Teams)")).click()
    await page.get_by_role("menuitemradio", name=re.compile(choice)).click()
    await expect(page.locator("body[data-ready]")).to_have_attribute("data-face", "teams", timeout=SOON)
    await expect(message(page, "Your items|You are a coordinator")).to_have_count(0)


async def faultless(page: Page) -> None:
    """Let axe look for what hinders people; there must be nothing, and nothing wider than the window."""
    found = await Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def labelled(menu: Locator, words: str) -> str:
    """Return the whole label of the choice of a menu that begins with `words`."""
    return await menu.locator("option", has_text=words).first.inner_text()


def dialog(page: Page) -> Locator:
    """Return the dialog that is open."""
    return page.get_by_role("dialog")


async def test_the_tour_from_the_reminder_to_the_committees_paper(newcomer: Visitor) -> None:
    """Everybody is moved to Teams; each step of the tour is done as it says, and is ticked off."""
    page = await newcomer.opens()
    await moves(page, "Everybody in Teams")
    tour = page.get_by_role("region", name="Two-minute tour")
    await expect(tour).to_contain_text("Step 1 of 6")
    await page.get_by_role("button", name=re.compile("^Next review")).click()
    reminder = message(page, "2 overdue, 2 reviews due")
    await expect(reminder).to_be_visible(timeout=SOON)
    await expect(tour).to_contain_text("Step 2 of 6")

    await reminder.hover()
    await reminder.get_by_role("button", name="Reply", exact=True).click()
    await page.locator("#view input[type=file]").set_input_files(AUDIT)
    await expect(page.locator(".chip")).to_contain_text("24 bytes")
    await says(page, "10618: the new form went live on 21 November.")
    recorded = message(page, "Saved as evidence for 10618")
    await expect(recorded).to_be_visible(timeout=SOON)
    mine = page.locator("#view .message.mine")
    await expect(mine).to_contain_text("2 overdue, 2 reviews due")
    await expect(mine.get_by_role("link", name="Download audit.csv")).to_be_visible()

    await says(page, "status 10618")
    status = message(page, "Next review").last
    await expect(status).to_contain_text("With audit.csv", timeout=SOON)
    await status.get_by_role("link", name="message").click()
    await expect(mine.first).to_be_focused()
    await expect(tour).to_contain_text("Step 4 of 6")

    await becomes(page, "Priya Shah")
    await page.get_by_role("link", name=re.compile("^joint-audit-committee")).click()
    await says(page, "@Reckoner summary")
    preview = page.locator("#view .message.reply", has_text="to fix: committee of Thu 15 Dec 2022")
    await expect(preview).to_contain_text("Only you can see this message", timeout=SOON)

    await page.get_by_role("button", name=re.compile("^Three days before the committee")).click()
    posted = page.locator("#view .message", has_text="HMICFRS summary: committee")
    await expect(posted.get_by_role("table")).to_be_visible(timeout=SOON)
    await expect(posted.get_by_role("img", name=re.compile("open items", re.IGNORECASE))).to_be_visible()
    await expect(posted).to_have_count(1)
    await posted.get_by_role("button", name=re.compile(r"^See \d")).first.click()
    chat = page.get_by_role("link", name=re.compile(r"^Reckoner \d+ unread"))
    await chat.click(timeout=SOON)
    await expect(message(page, "Open now: 9").last).to_be_visible(timeout=SOON)
    await says(page, "paper")
    await page.get_by_role("button", name="Allow").click(timeout=SOON)
    paper = page.get_by_role("link", name=re.compile(r"^Download hmicfrs-paper.*\.docx$"))
    await expect(paper).to_be_visible(timeout=SOON)
    await expect(tour).to_contain_text("All done")
    async with page.expect_download() as download:
        await paper.click()
    assert (await (await download.value).path()).read_bytes()[:2] == b"PK"


async def test_forms_menus_edits_and_deletions_by_keyboard(newcomer: Visitor) -> None:
    """A dialog keeps what was typed and says at the field what is wrong; an edit and a deletion are taken in."""
    page = await newcomer.opens(viewport=PHONE)
    await moves(page, "Anna Clarke in Teams")
    await says(page, "10618")
    status = message(page, "Nothing recorded yet").last
    update = status.get_by_role("button", name="Write an update")
    await update.focus(timeout=SOON)
    await page.keyboard.press("Enter")
    words = dialog(page).get_by_role("textbox", name=re.compile("^What has happened"))
    await expect(words).to_be_focused()
    await dialog(page).get_by_role("button", name="Save").press("Enter")
    await expect(words).to_be_focused()
    await expect(words).to_have_accessible_description(re.compile("Fill this in"))
    await words.fill("   ")
    await dialog(page).get_by_role("button", name="Save").press("Enter")
    await expect(words).to_have_accessible_description(re.compile("There are no words in this field"))
    await expect(words).to_be_focused()
    await words.fill("The dip sample is being checked.")
    await dialog(page).get_by_role("button", name="Save").press("Enter")
    await expect(dialog(page)).to_have_count(0)
    await expect(message(page, "The dip sample is being checked.").last).to_be_visible(timeout=SOON)

    await status.get_by_role("button", name="More actions").press("Enter")
    await page.get_by_role("menuitem", name="Not mine").press("Enter")
    await expect(dialog(page)).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(dialog(page)).to_have_count(0)

    await says(page, "10618: the form is live")
    await expect(message(page, "Saved").last).to_be_visible(timeout=SOON)
    box = page.get_by_role("textbox", name=re.compile("^Message"))
    await box.press("ArrowUp")
    field = page.get_by_role("textbox", name="Edit your message")
    await field.fill("10618: the form is live since Monday")
    await field.press("Enter")
    await expect(message(page, "since Monday").first).to_contain_text("(edited)")
    await expect(message(page, "Saved").last).to_be_visible()
    mine = page.locator("#view .message.mine").last
    await mine.get_by_role("button", name="Message actions").press("Enter")
    await page.get_by_role("menuitem", name="Delete message").press("Enter")
    await page.get_by_role("alertdialog").get_by_role("button", name="Delete").press("Enter")
    await expect(message(page, "since Monday").and_(page.locator(".mine"))).to_have_count(0)
    gone = page.locator("#view .message.mine", has_text="This message has been deleted")
    await expect(message(page, "deleted").and_(page.locator(":not(.mine)")).last).to_be_visible(timeout=SOON)
    saved = message(page, "Saved")
    before = await saved.count()
    await gone.get_by_role("button", name="Undo").press("Enter")
    await expect(gone).to_have_count(0)
    await expect(page.locator("#view .message.mine").last).to_contain_text("since Monday")
    await expect(saved).to_have_count(before + 1, timeout=SOON)


async def test_axe_finds_nothing_in_any_window(newcomer: Visitor) -> None:
    """Chat, menu, dialog with a fault, a channel's thread and what only one sees have no accessibility fault."""
    first = await newcomer.opens("?as=U0PRIYA01")
    await moves(first, "Everybody in Teams")
    await first.get_by_role("button", name="Search", exact=True).press("Enter")
    await expect(first.get_by_role("button", name="Hide search")).to_be_visible(timeout=SOON)
    # A page asked for anew is drawn once: what is chosen in it is not drawn over.
    await says(first, "home")
    await expect(first.get_by_role("button", name="Hide search")).to_have_count(2, timeout=SOON)
    rag = first.get_by_role("combobox", name="RAG").last
    await rag.select_option(label=await labelled(rag, "red"))
    await first.get_by_role("button", name="Show", exact=True).last.press("Enter")
    await expect(first.get_by_role("button", name="Show all")).to_be_visible(timeout=SOON)
    await says(first, "10618")
    await says(first, "paper")
    await expect(first.get_by_role("button", name="Allow")).to_be_visible(timeout=SOON)
    await first.get_by_role("link", name=re.compile("^joint-audit-committee")).click()
    await says(first, "@Reckoner summary")
    await expect(message(first, "Only you can see this message")).to_be_visible(timeout=SOON)
    for window in WINDOWS:
        page = await newcomer.opens("?as=U0PRIYA01", **window)
        await expect(page.get_by_role("button", name="Allow")).to_be_visible()
        await faultless(page)
        await message(page, "Addressed to").get_by_role("button", name="Write an update").click()
        await dialog(page).get_by_role("button", name="Save").click()
        await expect(page.locator(".field-error:visible")).to_have_count(1)
        await faultless(page)
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name=re.compile("^In Teams")).click()
        await faultless(page)
        await page.keyboard.press("Escape")
        channel = await first.evaluate("location.search")
        await page.goto(f"{newcomer.address}/{channel}")
        await expect(message(page, "Only you can see this message")).to_be_visible()
        await faultless(page)
