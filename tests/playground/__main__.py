"""Goes through the journey in the Playground, and keeps a picture of each card, wide and narrow.

Run `make playground`; the pictures are in the folder that it names, for somebody to look at.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

import aiohttp
from aiohttp import web
from playwright.async_api import Locator, Page, TimeoutError as NotYet, async_playwright

from bot.clock import StoppedClock
from bot.local.people import MEMBERS
from bot.local.teams.graph import OF_USERS
from bot.local.teams.server import Microsoft
from bot.operations.web import listen
from bot.teams.http import MESSAGES_PATH
from tests.chat import BEGINS_AT, Chat, Force, chatting
from tests.platforms import LINK, member_of, move_to_teams, organisation_of, settings_of_teams
from tests.playground.between import HEARD, Between
from tests.playground.client import playground

WIDTHS: Final = (1280, 390)
HEIGHT: Final = 1000
EVERYBODY: Final = tuple(each.name for each in MEMBERS)
PATIENCE: Final = 40
"""Rounds of a quarter of a second for which a card is waited for."""

_COPY: Final = """(card, width) => {
  const copy = card.cloneNode(true);
  const above = "position: fixed; top: 0; left: 0; z-index: 9999; background: white; box-sizing: border-box;";
  copy.style.cssText += `${above} width: ${width}px`;
  card.closest(".fui-FluentProvider").append(copy);
  return copy;
}"""

ANSWER: Final = "10618: the new assessment form went live on 21 November."


class Client:
    """Anna at the Playground's page; each card is kept as a picture in `folder`."""

    def __init__(self, page: Page, chat: Chat, folder: Path) -> None:
        """Use `page`, before the Reckoner of `chat`."""
        self._page, self._chat, self._folder, self._kept = page, chat, folder, 0

    async def goes_to(self, place: str) -> None:
        """Open a chat or a channel by its name in the list at the left."""
        await self._page.get_by_role("treeitem", name=place).first.click()

    async def says(self, words: str, *, mention: bool = False) -> None:
        """Write in the open conversation, perhaps with Reckoner named first."""
        field = self._page.get_by_role("textbox").last
        await field.click()
        if mention:
            await self._page.keyboard.type("@Reckoner", delay=30)
            await self._page.get_by_text("Reckoner", exact=True).last.click()
        await self._page.keyboard.type(words)
        await self._page.keyboard.press("Enter")

    async def presses(self, button: str) -> None:
        """Press a button of a card, the last one of that name."""
        await self._page.get_by_role("button", name=button, exact=True).last.click()

    async def sees(self, name: str, words: str) -> None:
        """Wait for a card with these words, and keep it as a picture at every width."""
        card = self._page.locator(".ac-adaptiveCard", has_text=words).last
        await self._comes(card, words)
        self._kept += 1
        for width in WIDTHS:
            path = self._folder / f"{self._kept:02}-{name}-{width}.png"
            # The page gives every card one width, whatever the window's: a copy is laid over it.
            copy = await card.evaluate_handle(_COPY, width)
            height = await copy.evaluate("copy => Math.ceil(copy.getBoundingClientRect().height)")
            await self._page.set_viewport_size({"width": width, "height": height})
            await self._page.screenshot(path=path)
            await copy.evaluate("copy => copy.remove()")
        await self._page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})

    async def _comes(self, card: Locator, words: str) -> None:
        for _ in range(PATIENCE):
            await self._chat.settles()
            try:
                await card.wait_for(timeout=250)
            except NotYet:
                continue
            return
        await self._page.screenshot(path=self._folder / "not-seen.png")
        raise SystemExit(f"No card came that says “{words}”: see not-seen.png.")


async def journey(client: Client, chat: Chat) -> None:
    """Anna is reminded, answers, takes it back, asks where the item stands; and the channel has its summary.

    The Playground has no dialogs, files and quotes: those are tried on the stand-in.
    """
    await client.goes_to("Personal Chat")
    await client.sees("home", "one a day at most")
    await client.says("hi")
    await client.sees("help", "What you can do")
    await chat.at("2022-12-01T09:00")
    await client.sees("reminder", "2 overdue, 2 reviews due soon")
    await client.says(ANSWER)
    await client.sees("recorded", "Undo")
    await client.says("status 10618")
    await client.sees("status", "Next review")
    await client.presses("Undo")
    await client.sees("undone", "taken back")
    await client.goes_to("General")
    # The answer is for her alone, which the Playground does not show; that it took it is all that is seen.
    await client.says(" status 10618", mention=True)
    await chat.at("2022-12-08T09:00")
    await client.sees("summary", "HMICFRS summary")


@asynccontextmanager
async def served_between(
    between: Between, microsoft: Microsoft, program: Path, folder: Path
) -> AsyncIterator[None]:
    """Serve what stands between, with the Playground beside it, until the context ends."""
    application = web.Application(client_max_size=2**20)
    application.add_routes(between.routes())
    listening = await listen(application, "127.0.0.1", 0)
    microsoft.start(f"{listening.address}/")
    organisation = microsoft.organisation
    user = member_of(organisation, "anna")
    try:
        async with playground(
            program, folder, organisation, user, f"{listening.address}{HEARD}"
        ) as between.playground:
            yield
    finally:
        await listening.close()


async def main(program: Path, pictures: Path) -> None:
    """Go through the journey with the Playground whose `program` is given; keep the `pictures`."""
    clock = StoppedClock(BEGINS_AT)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        organisation = organisation_of(clock, EVERYBODY)
        organisation.permissions.add(OF_USERS)
        microsoft = Microsoft(organisation, ())
        between = Between(microsoft, session)
        await stack.enter_async_context(served_between(between, microsoft, program, folder))
        settings = settings_of_teams(microsoft) | {"reckoner_committee_channel": LINK}
        force = Force(f"sqlite:///{folder / 'register.db'}", folder, sample=True, besides=settings)
        chat = await stack.enter_async_context(chatting(force, clock))
        move_to_teams(chat.database, ("anna",))
        between.app = next(each for each in chat.reckoner.addresses if each.endswith(MESSAGES_PATH))
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = await browser.new_page(viewport={"width": WIDTHS[0], "height": HEIGHT}, locale="en-GB")
        await page.goto(between.playground)
        try:
            await journey(Client(page, chat, pictures), chat)
        finally:
            await browser.close()
            for each in between.refused:
                sys.stderr.write(f"Not taken: {each}\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path, help="the Playground's cli.js")
    parser.add_argument("pictures", type=Path, help="the folder for the pictures")
    asked = parser.parse_args()
    asked.pictures.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(asked.program.resolve(), asked.pictures.resolve()))
    sys.stdout.write(f"Look at the pictures in {asked.pictures}.\n")
