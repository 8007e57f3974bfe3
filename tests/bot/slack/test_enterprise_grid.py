"""Enterprise Grid, where Slack names a member by another workspace of the organisation, or by the organisation."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.local.people import Member
from bot.slack.directory import SlackTeam
from tests.chat import Chat, Force, chatting, text_of
from tests.factories import Register

ORGANISATION = "E0FORCES1"
OUTSIDE = "Only members of the force can use"


@pytest.fixture(params=[False, True], ids=["one workspace", "the organisation"])
async def grid(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> AsyncIterator[Chat]:
    """A running Reckoner on an organisation, to which the workspace belongs."""
    force = Force(database_url, tmp_path, enterprise=ORGANISATION, is_enterprise_install=request.param)
    async with chatting(force) as chat:
        yield chat


def member(name: str, team: str, enterprise: str) -> Member:
    """Return somebody whom Slack names by `team`, and who belongs to `enterprise`."""
    user = f"U0{name.upper():0<7}"
    return Member(
        user, name, name.title(), "Inspector", f"{name}@x.example", team=team, enterprise=enterprise
    )


def joins(chat: Chat, who: Member) -> None:
    """Let somebody join the workspace, and take the place of anna in the register, who owns 10618."""
    chat.workspace.add_member(who)
    register = Register(chat.database, chat.clock, chat.policy)
    register.item("1a", register_number="10618", reviews_from=date(2022, 9, 5))
    register.set_person("anna", account=who.id)


@pytest.mark.parametrize("team", ["T0OTHER01", ORGANISATION])
async def test_a_member_of_another_workspace_is_one_of_the_force(grid: Chat, team: str) -> None:
    """Buttons, forms and messages are taken of whom Slack names by another workspace, or the organisation."""
    joins(grid, member("kay", team, ORGANISATION))
    await grid.at("2022-12-05T09:00")
    (reminder,) = grid.sees("kay")
    assert OUTSIDE not in await grid.says("kay", "/rec status 10618")
    assert (await grid.clicks("kay", reminder, "update")).ok
    assert (await grid.fills("kay", {"text": "The audit shows 94%."})).ok
    await grid.writes("kay", "10618: and the training has begun")
    assert OUTSIDE not in await grid.says("priya", "/rec status 10618")
    said = [text_of(each) for each in grid.sees("kay")]
    assert sum("Saved for 10618" in each for each in said) == 2
    assert not [each for each in said if OUTSIDE in each]


async def test_a_stranger_of_a_shared_channel_is_refused(grid: Chat) -> None:
    """Whoever belongs to another organisation is refused, and so is whom Slack does not tell of."""
    joins(grid, member("lee", "T0STRANGE", "E0OTHERS1"))
    await grid.at("2022-12-05T09:00")
    await grid.writes("lee", "10618: done")
    assert OUTSIDE in text_of(grid.sees("lee")[-1])
    grid.workspace.add_member(member("max", "T0OTHER01", ORGANISATION))
    grid.workspace.faults.refuse("users.info", "user_not_found")
    await grid.writes("max", "10618: done")
    assert OUTSIDE in text_of(grid.sees("max")[-1])


@pytest.mark.parametrize(
    ("identity", "home"),
    [
        ({"team_id": "T1"}, SlackTeam("T1")),
        ({"team_id": "T1", "enterprise_id": None, "is_enterprise_install": False}, SlackTeam("T1")),
        ({"team_id": "T1", "enterprise_id": "E1"}, SlackTeam("T1", "E1")),
        ({"team_id": None, "enterprise_id": "E1", "is_enterprise_install": True}, SlackTeam("E1", "E1")),
    ],
)
def test_where_the_app_is_installed_is_read(identity: dict[str, Any], home: SlackTeam) -> None:
    """Slack names the workspace, and on Enterprise Grid the organisation too, or that alone."""
    assert SlackTeam.of(identity) == home
