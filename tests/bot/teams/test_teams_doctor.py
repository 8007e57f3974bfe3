"""The doctor at Teams: each thing that the connection needs is looked at, and what is not well is said."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from bot.clock import StoppedClock
from bot.local.teams.graph import OF_CHANNELS, OF_CHATS, OF_USERS
from bot.local.teams.organisation import Organisation
from bot.local.teams.server import served
from bot.settings import Settings
from bot.teams.accounts import TeamsAccounts
from bot.teams.connection import teams_client
from bot.teams.doctor import Contact, TeamsExamination
from models.register.same_name import as_compared
from templates import plain
from templates.messages.operations import Examination
from tests.bot.teams.connector import PRIYA, link_to
from tests.bot.teams.hearing import CHANNEL
from tests.bot.teams.serving import GROUP, organisation, settings_for

COORDINATOR = Contact("Priya Nair", PRIYA)


class Doctor:
    """A doctor called to the force's Teams; what it says is told by the place it looked at."""

    def __init__(self, force: Organisation, settings: Settings, session: aiohttp.ClientSession) -> None:
        """Look at what stands there, by `settings`, at Microsoft's own time."""
        self.force, self.settings, self.session = force, settings, session
        self.clock = StoppedClock(force.clock.now())
        self.coordinators = [COORDINATOR]

    async def finds(self) -> dict[str, tuple[str, str]]:
        """Return the state of each place, and what is said of it."""
        client = teams_client(self.settings, self.session)
        looks = TeamsExamination(self.settings, self.clock, client, self.session, self.coordinators)
        return {
            each.place: (each.state, plain.render(Examination((each,)), width=None))
            async for each in looks.findings()
        }


@pytest.fixture
async def doctor(tmp_path: Path, clock: StoppedClock) -> AsyncIterator[Doctor]:
    """A doctor where everything is granted and installed."""
    force = organisation(clock)
    force.permissions |= {OF_CHATS, OF_USERS}
    async with served(force) as microsoft, aiohttp.ClientSession() as session:
        force.permissions.add(OF_CHANNELS)
        given = {"reckoner_committee_channel": link_to(CHANNEL, GROUP)}
        yield Doctor(
            force, settings_for("sqlite:///unused.db", tmp_path, microsoft.address, **given), session
        )


async def test_all_is_well_where_everything_was_set_up(doctor: Doctor) -> None:
    """Every step of the page on connecting is looked at, and nobody is shown anything by it."""
    found = await doctor.finds()
    assert {place: state for place, (state, _) in found.items()} == dict.fromkeys(
        ("keys", "app", "chats", "channel", "channel_messages", "messages", "directory"), "well"
    )
    assert not list(doctor.force.seen())


async def test_a_clock_that_is_off_is_said(doctor: Doctor) -> None:
    """What Teams signs holds for minutes, so six of them are said with their number."""
    doctor.clock = StoppedClock(doctor.clock.now() + timedelta(minutes=6))
    state, words = (await doctor.finds())["keys"]
    assert state == "look"
    assert any(f"{seconds} seconds off" in words for seconds in range(358, 363))


async def test_a_wrong_secret_ends_the_looking(doctor: Doctor) -> None:
    """Without the app's secret nothing more can be asked: the settings to look at are named."""
    doctor.settings = doctor.settings.model_copy(update={"teams_app_secret": SecretStr("wrong")})
    found = await doctor.finds()
    assert set(found) == {"keys", "app"}
    state, words = found["app"]
    assert (state, "invalid_client" in words, "TEAMS_APP_SECRET" in words) == ("broken", True, True)


async def test_microsoft_that_cannot_be_reached_is_no_fault_of_the_settings(doctor: Doctor) -> None:
    """A network that is down is said as such: nobody is sent to look for a secret."""
    doctor.settings = doctor.settings.model_copy(update={"teams_cloud": "http://127.0.0.1:1/"})
    found = await doctor.finds()
    assert found["keys"][0] == "broken"
    assert (found["app"][0], "TEAMS_APP_SECRET" in found["app"][1]) == ("look", False)


async def test_a_coordinator_who_has_not_the_app_is_named(doctor: Doctor) -> None:
    """Reckoner begins no chat where the app is not installed: the setup policy does that."""
    doctor.force.chat(PRIYA).is_installed = False
    state, words = (await doctor.finds())["chats"]
    assert (state, "Priya Nair" in words, "setup policy" in words) == ("broken", True, True)


async def test_what_graph_may_tell_is_asked_of_somebody_who_is_reached(doctor: Doctor) -> None:
    """One coordinator without the app does not make a permission look as if it were missing."""
    doctor.coordinators = [Contact("Tom Reed", "0a1b2c3d-0000-4000-8000-00000000dead"), COORDINATOR]
    found = await doctor.finds()
    assert (found["chats"][0], "Tom Reed" in found["chats"][1]) == ("broken", True)
    assert (found["messages"][0], found["directory"][0]) == ("well", "well")


async def test_that_no_coordinator_is_in_teams_is_said(doctor: Doctor) -> None:
    """What can only be asked of somebody's chat is not asked; the channel answers all the same."""
    doctor.coordinators = []
    found = await doctor.finds()
    assert set(found) == {"keys", "app", "chats", "channel", "channel_messages"}
    assert (found["chats"][0], found["channel"][0]) == ("look", "well")


async def test_a_channel_whose_team_has_not_the_app_is_said(doctor: Doctor) -> None:
    """The summary would never arrive; so would it not for an id that is mistyped."""
    doctor.force.rooms[CHANNEL].is_installed = False
    assert (await doctor.finds())["channel"][0] == "broken"
    doctor.settings = doctor.settings.model_copy(
        update={"reckoner_committee_channel": "19:mistyped@thread.tacv2"}
    )
    assert (await doctor.finds())["channel"][0] == "broken"


@pytest.mark.parametrize(
    ("permission", "place"),
    [(OF_CHATS, "messages"), (OF_USERS, "directory"), (OF_CHANNELS, "channel_messages")],
    ids=["chats", "users", "channels"],
)
async def test_a_permission_that_is_not_granted_is_said_with_what_it_means(
    doctor: Doctor, permission: str, place: str
) -> None:
    """Reckoner works without either, and says what it cannot do then."""
    doctor.force.permissions.remove(permission)
    found = await doctor.finds()
    assert (found[place][0], permission in found[place][1]) == ("look", True)
    assert [name for name, (state, _) in found.items() if state != "well"] == [place]


async def test_that_the_team_of_the_channel_is_not_known_is_said(doctor: Doctor) -> None:
    """Its id alone does not tell the team, of which Graph has to be asked whether a summary has arrived."""
    doctor.settings = doctor.settings.model_copy(update={"reckoner_committee_channel": CHANNEL})
    found = await doctor.finds()
    assert (found["channel"][0], found["channel_messages"][0]) == ("well", "look")
    assert "full link" in found["channel_messages"][1]


async def test_accounts_are_found_by_name_where_the_directory_may_be_asked(doctor: Doctor) -> None:
    """Guests and closed accounts are nobody's; without the permission nobody is found, and it is asked again."""
    accounts = TeamsAccounts(teams_client(doctor.settings, doctor.session))
    name = next(each.name for each in doctor.force.members.values() if each.role != "guest")
    found = await accounts.named({as_compared(name), "o'nobody"})
    assert found is not None
    assert {who: len(there) for who, there in found.items()} == {as_compared(name): 1, "o'nobody": 0}
    doctor.force.permissions.remove(OF_USERS)
    assert await accounts.named({as_compared(name)}) is None
