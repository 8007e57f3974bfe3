"""Listening for HTTP within the event loop."""

import asyncio
import signal
import socket
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from aiohttp import web

from bot.operations.web import listen


async def hello(request: web.Request) -> web.Response:
    return web.Response(text=f"hello {request.path}")


def serving(answer: Callable[[web.Request], Awaitable[web.Response]]) -> web.Application:
    """Return an application that answers every path alike."""
    application = web.Application()
    application.router.add_get("/{rest:.*}", answer)
    return application


async def test_an_application_is_served_where_it_says() -> None:
    """Port 0 takes a free port; the address is where it answers, until it is closed."""
    listening = await listen(serving(hello), "127.0.0.1", 0)
    assert listening.address.startswith("http://127.0.0.1:")
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{listening.address}/status") as answer:
            assert (answer.status, await answer.text()) == (200, "hello /status")
        await listening.close()
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(f"{listening.address}/status")


async def test_a_port_that_is_taken_is_told_at_once() -> None:
    """A port that another program listens on is an error when listening begins."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(OSError, match="in use"):
            await listen(serving(hello), "127.0.0.1", other.getsockname()[1])


async def test_a_port_can_be_listened_on_again_at_once() -> None:
    """After it was closed, the same port can be taken again without waiting."""
    first = await listen(serving(hello), "127.0.0.1", 0)
    port = int(first.address.rpartition(":")[2])
    async with aiohttp.ClientSession() as session, session.get(first.address) as answer:
        assert answer.status == 200
    await first.close()
    second = await listen(serving(hello), "127.0.0.1", port)
    assert second.address == first.address
    await second.close()


async def test_the_signals_of_the_process_are_left_alone() -> None:
    """What happens on an interruption is decided by whoever runs Reckoner, not by its web server."""
    before = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)]
    listening = await listen(serving(hello), "127.0.0.1", 0)
    assert [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)] == before
    await listening.close()


async def test_a_request_under_way_is_answered_before_listening_ends() -> None:
    """Closing waits for an answer that has been begun."""
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        begun.set()
        await go_on.wait()
        return web.Response(text="done")

    listening = await listen(serving(slow), "127.0.0.1", 0)

    async def ask() -> str:
        async with aiohttp.ClientSession() as session, session.get(listening.address) as answer:
            return await answer.text()

    asked = asyncio.create_task(ask())
    await begun.wait()
    closing = asyncio.create_task(listening.close())
    go_on.set()
    assert await asked == "done"
    await closing
