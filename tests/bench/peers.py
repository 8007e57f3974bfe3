"""`python -m tests.bench.peers`: what Reckoner is compared with, each on Bolt as its documentation has it.

The echo answers with what was asked. The afternoon bot is what somebody would write instead in an afternoon: it
looks an item up in Reckoner's own tables by one question, and answers with blocks. It knows nobody's rights, no
lists, no statements and no ledger.
"""

import argparse
from enum import StrEnum
from typing import Any

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


class Peer(StrEnum):
    """What can be started; in stock, Bolt's echo is without `process_before_response`."""

    ECHO = "echo"
    STOCK = "stock"
    AFTERNOON = "afternoon"


class Base(DeclarativeBase):
    """The afternoon bot's tables."""


class Report(Base):
    """A report."""

    __tablename__ = "inspection_report"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


class Owner(Base):
    """Who owns an item."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Item(Base):
    """A recommendation."""

    __tablename__ = "recommendation"
    id: Mapped[int] = mapped_column(primary_key=True)
    register_number: Mapped[str]
    text: Mapped[str]
    status: Mapped[str]
    deadline_on: Mapped[str | None]
    report_id: Mapped[int] = mapped_column(ForeignKey("inspection_report.id"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    report: Mapped[Report] = relationship(lazy="joined")
    owner: Mapped[Owner | None] = relationship(lazy="joined")


def echo(app: AsyncApp) -> None:
    """Have `app` answer with what was asked."""

    async def answer(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(text=body.get("text", ""))

    app.command("/rec")(answer)


def afternoon(app: AsyncApp, url: str) -> None:
    """Have `app` answer with the item of the register at `url` that was asked for, as blocks."""
    engine = create_engine(url)

    async def answer(ack: AsyncAck, body: dict[str, Any]) -> None:
        wanted = body.get("text", "").removeprefix("status").strip()
        with Session(engine) as session:
            item = session.scalar(select(Item).where(Item.register_number == wanted))
            if item is None:
                await ack(text=f"There is no {wanted}.")
                return
            await ack(text=f"{item.register_number}: {item.status}", blocks=blocks_of(item))

    app.command("/rec")(answer)


def blocks_of(item: Item) -> list[dict[str, Any]]:
    """Return an item as Slack's blocks: what it says, how it stands, and two buttons."""
    fields = {
        "Status": item.status,
        "Deadline": item.deadline_on or "none",
        "Owner": item.owner.name if item.owner else "nobody",
        "Report": item.report.title,
    }
    return [
        {"type": "header", "text": {"type": "plain_text", "text": item.register_number}},
        {"type": "section", "text": {"type": "mrkdwn", "text": item.text}},
        {
            "type": "section",
            "fields": [{"type": "mrkdwn", "text": f"*{name}*\n{value}"} for name, value in fields.items()],
        },
        {
            "type": "actions",
            "elements": [
                {"type": "button", "text": {"type": "plain_text", "text": label}, "action_id": label}
                for label in ("Update", "Evidence")
            ],
        },
    ]


def serve(peer: Peer, api: str, port: int, secret: str, path: str, url: str) -> None:
    """Serve Slack's requests at `path`, until it is ended."""
    app = AsyncApp(
        client=AsyncWebClient(token="xoxb-local", base_url=api),
        signing_secret=secret,
        process_before_response=peer is not Peer.STOCK,
    )
    if peer is Peer.AFTERNOON:
        afternoon(app, url)
    else:
        echo(app)
    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    uvicorn.run(Starlette(routes=[Route(path, events, methods=["POST"])]), port=port, log_level="critical")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peer", type=Peer)
    for name in ("api", "port", "secret", "path", "url"):
        parser.add_argument(name, type=int if name == "port" else str)
    serve(**vars(parser.parse_args()))
