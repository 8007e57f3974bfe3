"""Posts requests to a running Reckoner as Slack does, and looks for what nobody has caught."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from io import BytesIO

import aiohttp

from bot.local.slack.signed_http import signature
from tests.chat import Chat


@dataclass
class Posting:
    """A way to the address at which Reckoner listens; `uncaught` is what broke where nobody looked."""

    address: str
    secret: str
    session: aiohttp.ClientSession
    uncaught: list[str] = field(default_factory=list)

    async def post(
        self, content_type: str, body: bytes, *, age: int = 0, secret: str | None = None
    ) -> tuple[int, str]:
        """Post a body that was signed `age` seconds ago; return the status and what was answered."""
        stamp = str(int(time.time()) - age)
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature(secret or self.secret, stamp, body),
        }
        return await self.raw(headers, body)

    async def raw(self, headers: dict[str, str], body: bytes) -> tuple[int, str]:
        """Post a body under any headers; return the status and what was answered."""
        async with self.session.post(self.address, data=BytesIO(body), headers=headers) as answer:
            return answer.status, await answer.text()


class _Uncaught(logging.Handler):
    """Notes tracebacks that libraries log: what is ours is logged without one."""

    def __init__(self, uncaught: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._uncaught = uncaught

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info or record.levelno >= logging.ERROR:
            self._uncaught.append(f"{record.name}: {record.getMessage()} {record.exc_info}")


@contextmanager
def noting_uncaught(uncaught: list[str]) -> Iterator[None]:
    """Add to `uncaught` what breaks in the background, or in a library, for as long as the block lasts."""
    loop, handler = asyncio.get_running_loop(), _Uncaught(uncaught)
    before = loop.get_exception_handler()
    loop.set_exception_handler(lambda _, told: uncaught.append(repr(told)))
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        loop.set_exception_handler(before)


@asynccontextmanager
async def posting(chat: Chat) -> AsyncIterator[Posting]:
    """Give a way to the address of a chat's Reckoner."""
    installation = chat.workspace.installation
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as session:
        way = Posting(str(installation.request_url), installation.signing_secret, session)
        with noting_uncaught(way.uncaught):
            yield way
