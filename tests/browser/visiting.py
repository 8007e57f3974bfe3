"""Somebody at the page, in a real browser."""

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, BrowserContext, FilePayload, Locator, Page, expect

WAITS_AT_MOST = 10_000  # Milliseconds.
SOON = 30_000
"""Milliseconds for what Reckoner does by itself after the clock has been moved; a picture takes a second or two."""

AUDIT: FilePayload = {"name": "audit.csv", "mimeType": "text/csv", "buffer": b"month,share\nNovember,94\n"}


@dataclass
class Visitor:
    """Opens the page as somebody and keeps what went wrong in it."""

    browser: Browser
    address: str
    wrongs: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    async def opens(self, query: str = "", **options: Any) -> Page:
        """Open the page at `query`, such as `?as=U0PRIYA01`; `options` are Playwright's for a window."""
        asked = {
            "viewport": {"width": 1280, "height": 800},
            "locale": "en-GB",
            "reduced_motion": "reduce",
        } | options
        context = await self.browser.new_context(**asked)
        context.set_default_timeout(WAITS_AT_MOST)
        self.contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: self.wrongs.append(str(error)))
        page.on(
            "console", lambda said: self.wrongs.append(said.text) if "Content Security" in said.text else None
        )
        page.on("request", lambda asked: self._note(asked.url))
        await page.goto(self.address + "/" + query)
        await page.locator("body[data-ready]").wait_for()
        return page

    def _note(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.wrongs.append(f"asked elsewhere: {url}")


async def says(page: Page, text: str, field: str = "Message") -> None:
    """Type `text` into the field whose label begins so, and press Enter."""
    box = page.get_by_role("textbox", name=re.compile(f"^{field}"))
    await box.fill(text)
    await box.press("Enter")
    await expect(box).to_have_value("")


def message(page: Page, text: str) -> Locator:
    """Return the messages in the conversation that contain `text`."""
    return page.locator("#view .message", has_text=text)


async def becomes(page: Page, name: str) -> None:
    """Become another person at the page."""
    await page.get_by_role("button", name=re.compile("^You are ")).click()
    await page.get_by_role("menuitemradio", name=re.compile(name)).click()
    await expect(page.get_by_role("button", name=re.compile(f"You are {name}"))).to_be_visible()
