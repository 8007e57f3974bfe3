"""Takes the README's pictures: the local workspace, started afresh, in headless Chromium. Run `make pictures`."""

import asyncio
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, FilePayload, Locator, Page, ViewportSize, async_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from bot.local.start import running_locally  # noqa: E402 - found only once the checkout is on the path
from bot.settings import Settings  # noqa: E402

NO_SLACK = {"slack_bot_token": None, "slack_app_token": None, "slack_signing_secret": None}
ANSWER = "10618: the new assessment form went live on 21 November. Last week's dip sample is attached."
REGISTER = HERE.parents[1] / "bot" / "local" / "sample-register.xlsx"
SAMPLE: FilePayload = {
    "name": "dip-sample-november.csv",
    "mimeType": "text/csv",
    "buffer": b"station,cases,assessed\nCentral,41,39\nNorth,28,28\nSouth,33,30\n",
}
WITH_THREAD: Final[ViewportSize] = {"width": 1280, "height": 900}
ALONE: Final[ViewportSize] = {"width": 1240, "height": 940}
SHORT: Final[ViewportSize] = {"width": 1240, "height": 720}
TALL: Final[ViewportSize] = {"width": 1240, "height": 1358}


async def main() -> None:
    """Take every picture."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.read(
            _env_file=None,
            reckoner_data=Path(folder),
            reckoner_local_port=0,
            reckoner_database_url=None,
            **NO_SLACK,
        )
        async with running_locally(settings) as local, async_playwright() as playwright:
            chromium = shutil.which("chromium")
            browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            await take_reminder(browser, local.address)
            await take_status(browser, local.address)
            await take_digest(browser, local.address)
            await take_teams(browser, local.address)
            await browser.close()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.read(
            _env_file=None,
            reckoner_data=Path(folder),
            reckoner_local_port=0,
            reckoner_local_empty=True,
            reckoner_database_url=None,
            **NO_SLACK,
        )
        async with running_locally(settings) as local, async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            await take_first_hour(browser, local.address)
            await browser.close()


async def take_reminder(browser: Browser, address: str) -> None:
    """The reminder arrives, and Anna answers it in its thread, with a file."""
    page = await opened(browser, f"{address}/?as=U0ANNA001&in=D0ANNA001", WITH_THREAD)
    await page.locator('[data-stop="next_review"]').click()
    reminder = message(page, "2 overdue, 2 reviews due")
    await reminder.hover()
    await reminder.get_by_role("button", name=re.compile("thread", re.IGNORECASE)).first.click()
    thread = page.locator("#thread")
    await thread.locator("input[type=file]").set_input_files(SAMPLE)
    await thread.get_by_role("textbox").fill(ANSWER)
    await thread.get_by_role("button", name="Send").click()
    await thread.get_by_text("Saved as evidence").wait_for()
    await message(page, "Noted.").wait_for()
    answer = thread.locator(".message", has_text="the new assessment form").first
    await answer.evaluate("message => message.scrollIntoView({block: 'start'})")
    await keep(page, "reminder.png")


async def take_status(browser: Browser, address: str) -> None:
    """Anna asks where 10618 stands."""
    page = await opened(browser, f"{address}/?as=U0ANNA001&in=C0GOV0001", ALONE)
    await say(page, "/rec status 10618")
    await message(page, "Next review").wait_for()
    await keep(page, "status.png")


async def take_digest(browser: Browser, address: str) -> None:
    """The summary is posted by itself before the committee meets, with its picture."""
    page = await opened(browser, f"{address}/?as=U0PRIYA01&in=C0JAC0001", TALL)
    await page.locator('[data-stop="before_committee"]').click()
    posted = message(page, "HMICFRS summary: committee")
    await posted.locator("img[src^='/page/file/']").first.wait_for()
    await posted.evaluate("message => message.scrollIntoView({block: 'start'})")
    await keep(page, "digest.png")


async def take_teams(browser: Browser, address: str) -> None:
    """Dev, who is in Teams, answers in the chat, with a file, and asks where the item stands."""
    page = await opened(browser, f"{address}/?as=U0DEV0001", ALONE)
    await page.locator("#view input[type=file]").set_input_files(SAMPLE)
    await page.locator(".chip[aria-busy=false]").wait_for()
    await say(page, "FINDTIME-1: every scene is now managed by the national guidance.")
    await message(page, "Saved as evidence").wait_for()
    await say(page, "FINDTIME-1")
    await message(page, "With dip-sample-november.csv").wait_for()
    answer = page.locator("#view .message.mine").first
    await answer.evaluate("message => message.scrollIntoView({block: 'start'})")
    await keep(page, "teams.png")


async def take_first_hour(browser: Browser, address: str) -> None:
    """Priya begins with nothing: the steps, what an import would do, what comes next, and her page."""
    page = await opened(browser, f"{address}/?as=U0PRIYA01&in=D0PRIYA01", SHORT)
    view = page.locator("#view")
    await say(page, "/rec start")
    await message(page, "Your first hour").wait_for()
    await keep(page, "first-hour-steps.png")
    await view.locator("input[type=file]").set_input_files(REGISTER)
    await view.get_by_role("button", name="Send", exact=True).click()
    await message(page, "Nothing has changed yet").wait_for()
    await keep(page, "first-hour-import.png")
    await view.get_by_role("button", name="Import", exact=True).last.click()
    await view.get_by_role("button", name="Next steps").last.click()
    await message(page, "2 of 5 steps").wait_for()
    await keep(page, "first-hour-next.png")
    await page.get_by_role("link", name="Reckoner Home").or_(page.get_by_text("Reckoner Home")).first.click()
    await page.get_by_text("Waiting for you").wait_for()
    await keep(page, "first-hour-home.png")


async def opened(browser: Browser, address: str, size: ViewportSize) -> Page:
    """Return the workspace's page at `address`, without the tour."""
    page = await browser.new_page(
        viewport=size, locale="en-GB", color_scheme="light", reduced_motion="reduce"
    )
    await page.goto(address)
    await page.locator("body[data-ready]").wait_for()
    close = page.get_by_role("button", name="Close the tour")
    if await close.is_visible():
        await close.click()
    return page


def message(page: Page, words: str) -> Locator:
    """Return the last message of the conversation that holds `words`."""
    return page.locator("#view .message", has_text=words).last


async def say(page: Page, words: str) -> None:
    """Send `words` in the open conversation."""
    field = page.locator("#view").get_by_role("textbox")
    await field.fill(words)
    await field.press("Enter")


async def keep(page: Page, name: str) -> None:
    """Save what is to be seen, without focus and pointer."""
    await page.mouse.move(5, 500)
    await page.evaluate("document.activeElement.blur()")
    await page.screenshot(path=HERE / name, animations="disabled", caret="hide")


if __name__ == "__main__":
    asyncio.run(main())
