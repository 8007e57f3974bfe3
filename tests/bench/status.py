"""Times `/rec status` over signed HTTP with a large register, against a bare Bolt echo in the same run.

    .venv/bin/python tests/bench/status.py [--items 100000] [--requests 2000] [--database URL]

Both answer on one machine, in processes of their own, and are asked in turn, so that the ratio holds when the
machine's speed drifts. Prints p50 and p99 in milliseconds, the ratios, and the memory at rest.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier
from sqlalchemy import insert

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bot.clock import SystemClock
from bot.local.installation import Installation
from bot.local.people import TEAM_ID
from bot.local.server import serve
from bot.local.workspace import Workspace
from bot.manifest import EVENTS, SCOPES
from models.database import Database
from models.deadline import DeadlineBasis
from models.kinds import Addressee, ItemKind, ReportKind, Role, Status
from models.person import Person
from models.recommendation import Recommendation
from models.report import InspectionReport

SECRET = "bench"
ECHO = """
import sys, uvicorn
from slack_bolt.async_app import AsyncApp
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.routing import Route
api, port, flag = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "flag"
app = AsyncApp(client=AsyncWebClient(token="xoxb-local", base_url=api), signing_secret="bench",
               process_before_response=flag)
@app.command("/rec")
async def echo(ack, body):
    await ack(text=body.get("text", ""))
handler = AsyncSlackRequestHandler(app)
async def events(request):
    return await handler.handle(request)
uvicorn.run(Starlette(routes=[Route("/slack/events", events, methods=["POST"])]), port=port, log_level="critical")
"""


def fill(url: str, items: int) -> None:
    """Fill a new register with `items` open items of a hundred owners."""
    database = Database(url)
    database.migrate()
    published = date(2022, 1, 1)
    with database.writing() as session:
        session.add_all(
            Person(name=f"Owner {n}", account=f"U{n:04}", role=Role.COORDINATOR if n == 0 else Role.OWNER)
            for n in range(100)
        )
        session.add_all(
            InspectionReport(code=f"R{n}", title=f"Report {n}", kind=ReportKind.OTHER, published_on=published)
            for n in range(1 + items // 50)
        )
        session.flush()
        rows = (_row(n, published) for n in range(items))
        while batch := [row for _, row in zip(range(5000), rows, strict=False)]:
            session.execute(insert(Recommendation), batch)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    database.close()


def _row(number: int, published: date) -> dict[str, object]:
    due = published + timedelta(days=number % 3000)
    return {
        "report_id": 1 + number // 50,
        "number": str(number % 50),
        "register_number": str(100_000 + number),
        "kind": list(ItemKind)[number % 2],
        "text": f"Chief constables should make sure that matter {number} is put right and kept right.",
        "addressed_to": frozenset({Addressee.ALL_FORCES}),
        "for_force": True,
        "deadline_on": due,
        "deadline_basis": DeadlineBasis.STATED_DAY,
        "owner_id": 1 + number % 100,
        "status": Status.IN_PROGRESS,
        "status_since": published,
        "added_on": published,
        "tracked_on": published,
        "review_anchor_on": published,
        "review_due_on": due,
        "pressing_on": due,
        "is_open": True,
    }


class Asked:
    """One server, and how long it took to answer."""

    def __init__(self, name: str, address: str, text: str, session: aiohttp.ClientSession) -> None:
        self.name, self.address, self.text, self.session = name, address, text, session
        self.took: list[float] = []

    async def ask(self) -> None:
        """Send one signed command and note the time that its answer took."""
        body = urlencode(
            {
                "command": "/rec",
                "text": self.text,
                "user_id": "U0000",
                "channel_id": "C1",
                "channel_name": "general",
                "team_id": TEAM_ID,
                "trigger_id": "1.2.3",
                "response_url": "http://127.0.0.1/",
            }
        )
        stamp = str(int(SystemClock().now().timestamp()))
        signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body) or ""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature,
        }
        begun = perf_counter()
        async with self.session.post(self.address, data=body, headers=headers) as answer:
            said = await answer.read()
        self.took.append((perf_counter() - begun) * 1000)
        if answer.status != 200 or not said:
            raise SystemExit(f"{self.name} answered {answer.status}: {said[:200]!r}")


async def measure(arguments: argparse.Namespace) -> None:
    """Start the three servers, ask them in turn and print what was seen."""
    folder = Path(tempfile.mkdtemp())
    url = arguments.database or f"sqlite:///{folder / 'bench.db'}"
    begun = perf_counter()
    fill(url, arguments.items)
    print(f"{arguments.items} items filled in {perf_counter() - begun:.1f} s")
    installation = Installation(scopes=frozenset(SCOPES), events=frozenset(EVENTS))
    workspace = Workspace(SystemClock(), installation)
    served = await serve(workspace)
    api = f"{served.base_url}/api/"
    environment = os.environ | {
        "SLACK_BOT_TOKEN": installation.bot_token,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": api,
        "RECKONER_DATABASE_URL": url,
        "RECKONER_DATA": str(folder),
        "RECKONER_HTTP_PORT": "38801",
    }
    processes = [
        subprocess.Popen([sys.executable, "-m", "bot", "run"], cwd=ROOT, env=environment),  # noqa: ASYNC220
        subprocess.Popen([sys.executable, "-c", ECHO, api, "38802", "flag"]),  # noqa: S603, ASYNC220
        subprocess.Popen([sys.executable, "-c", ECHO, api, "38803", "stock"]),  # noqa: S603, ASYNC220
    ]
    try:
        await _ask_in_turn(arguments, processes[0].pid)
    finally:
        for process in processes:
            process.terminate()
            process.wait()
        await served.close()
        workspace.close()


async def _ask_in_turn(arguments: argparse.Namespace, pid: int) -> None:
    async with aiohttp.ClientSession() as session:
        address = "http://127.0.0.1:{}/slack/events"
        reference = str(100_000 + arguments.items // 2)
        servers = [
            Asked("echo with the flag", address.format(38802), "status", session),
            Asked("stock Bolt's echo", address.format(38803), "status", session),
            Asked("status of one item", address.format(38801), f"status {reference}", session),
            Asked("my list", address.format(38801), "", session),
            Asked("status (totals)", address.format(38801), "status", session),
            Asked("status overdue", address.format(38801), "status overdue", session),
            Asked("status red", address.format(38801), "status red", session),
            Asked("status by words", address.format(38801), f"status matter {arguments.items // 3}", session),
        ]
        for server in servers:
            await _until_up(server)
        print(f"memory at rest: {_resident(pid):.0f} MiB")
        for _ in range(arguments.requests):
            for server in servers:
                await server.ask()
        base, stock = median(servers[0].took), median(servers[1].took)
        for server in servers:
            p50, p99 = median(server.took), quantiles(server.took, n=100)[98]
            print(
                f"{server.name:<20} p50 {p50:7.2f} ms  p99 {p99:7.2f} ms"
                f"  {p50 / base:6.2f}x the echo  {p50 / stock:6.2f}x stock"
            )
        print(f"memory after: {_resident(pid):.0f} MiB")


async def _until_up(server: Asked) -> None:
    for _ in range(300):
        try:
            await server.ask()
        except aiohttp.ClientError:
            await asyncio.sleep(0.1)
        else:
            break
    server.took.clear()


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--database")
    asyncio.run(measure(parser.parse_args()))
