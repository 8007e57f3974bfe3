"""The Playground as a process: set up with one person of the sample force, and heard on this machine alone."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from bot.local.teams.organisation import Member, Organisation
from tests.platforms import CHANNEL, GROUP

ONLY_HERE: Final = Path(__file__).parent / "loopback.cjs"
PERSONAL: Final = "a:personal"
OTHERS: Final = 5
"""How many there are besides whoever uses it: it takes no other number."""

_LISTENING: Final = "Listening on "


@asynccontextmanager
async def playground(
    program: Path, folder: Path, organisation: Organisation, user: Member, endpoint: str
) -> AsyncIterator[str]:
    """Run the Playground whose `program` is given, with `user` before it, until the context ends.

    It tells what they do to `endpoint`, and keeps its files in `folder`. Gives its address, without a slash.
    """
    (folder / ".m365agentsplayground.yml").write_text(json.dumps(_setting(organisation, user)))
    surroundings = {"NODE_OPTIONS": f"--require {ONLY_HERE}", "TEAMSAPPTESTER_BROWSER": "none"}
    arguments = ("--app-endpoint", endpoint, "--channel-id", "msteams", "--disable-telemetry")
    process = await asyncio.create_subprocess_exec(
        "node",
        str(program),
        *arguments,
        cwd=folder,
        env={**os.environ, **surroundings},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        line = (await process.stdout.readline()).decode().strip()
        if not line.startswith(_LISTENING):
            raise RuntimeError(f"The Playground did not start: {line or 'it said nothing'}.")
        yield f"http://127.0.0.1:{line.removeprefix(_LISTENING)}"
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def _setting(organisation: Organisation, user: Member) -> dict[str, object]:
    """Return the Playground's setting, in JSON, which is YAML too."""
    others = [each for each in organisation.members.values() if each is not user]
    return {
        "version": "0.1.1",
        "tenantId": organisation.tenant,
        "bot": {"id": f"28:{organisation.app}", "name": "Reckoner"},
        "currentUser": _person(user),
        "users": [_person(each) for each in others[:OTHERS]],
        "personalChat": {"id": PERSONAL},
        "groupChat": {"id": "19:group@thread.v2", "name": "Group"},
        "team": {"id": CHANNEL, "name": "Committee", "aadGroupId": GROUP, "channels": []},
    }


def _person(member: Member) -> dict[str, str]:
    given, _, surname = member.name.partition(" ")
    return {
        "id": member.id,
        "name": member.name,
        "userPrincipleName": member.email,
        "aadObjectId": member.account,
        "givenName": given,
        "surname": surname,
        "email": member.email,
    }
