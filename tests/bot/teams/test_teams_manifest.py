"""The Teams app's package: what Microsoft's schemas take, with the least permissions."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from PIL import Image

from bot.teams.manifest import CHANNEL_PERMISSIONS, COMMANDS, manifest, package
from bot.teams.typed import HOME, bare_command
from handlers.registry import SHORTCUTS

APP = "11111111-2222-4333-8444-555555555555"
WEBSITE = "https://www.westshire.police.uk/reckoner"
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
SCHEMAS = Path(__file__).parent / "schemas"


@pytest.fixture
def made() -> dict[str, Any]:
    return manifest(APP, WEBSITE, NOON, "Westshire Police")


@pytest.mark.parametrize("version", ["1.29", "1.30"])
def test_microsofts_schemas_take_it(made: dict[str, Any], version: str) -> None:
    """The manifest is valid by the schema that it names, and by the next one; a wrong one is not."""
    schema = json.loads((SCHEMAS / f"manifest-{version}.json").read_text("utf-8"))
    valid = fastjsonschema.compile(schema)
    valid(made | {"manifestVersion": version})
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        valid(made | {"manifestVersion": version, "bots": [{"botId": "none", "scopes": ["personal"]}]})


def test_the_file_holds_manifest_and_icons_of_the_sizes_asked_for() -> None:
    """Colour is 192 pixels wide and high, the outline 32, and all that is not white in it is see-through."""
    with zipfile.ZipFile(io.BytesIO(package(APP, WEBSITE, NOON))) as packed:
        assert json.loads(packed.read("manifest.json")) == manifest(APP, WEBSITE, NOON)
        colour = Image.open(io.BytesIO(packed.read("color.png")))
        outline = Image.open(io.BytesIO(packed.read("outline.png"))).convert("RGBA")
    assert colour.size == (192, 192)
    assert outline.size == (32, 32)
    seen = [outline.getpixel((x, y)) for x in range(32) for y in range(32)]
    assert {pixel[:3] for pixel in seen if isinstance(pixel, tuple) and pixel[3]} == {(255, 255, 255)}


def test_the_same_app_is_made_again() -> None:
    """A package that is made anew updates the app that is there; that of another registration is another."""
    again, other = manifest(APP, WEBSITE, NOON), manifest(APP.replace("5", "6"), WEBSITE, NOON)
    assert manifest(APP, WEBSITE, NOON) == again
    assert other["id"] != again["id"]
    assert again["id"] != APP


def test_a_package_that_is_made_later_takes_the_place_of_the_one_that_is_there() -> None:
    """Teams takes only a higher version: a minute, an hour, a day and a year later it is one."""
    later = [NOON + timedelta(minutes=minutes) for minutes in (0, 1, 60, 1440, 525_600)]
    made = [manifest(APP, WEBSITE, at)["version"] for at in later]
    versions = [tuple(map(int, each.split("."))) for each in made]
    assert made[0] == "1.20260105.720"
    assert versions == sorted(set(versions))


def test_commands_that_are_offered_are_understood() -> None:
    """Each is what is taken for a command without a prefix, and says what it brings in what Teams shows of it."""
    for words, brings in COMMANDS:
        assert words == HOME or bare_command(words) == words
        assert len(brings) <= 128
    in_chat, in_channels = manifest(APP, WEBSITE, NOON)["bots"][0]["commandLists"]
    assert [each["title"] for each in in_chat["commands"]] == [words for words, _ in COMMANDS]
    assert HOME not in [each["title"] for each in in_channels["commands"]]
    assert in_channels["triggers"] == ["mention", "slash"]


def test_what_is_called_on_a_message_is_offered(made: dict[str, Any]) -> None:
    """The menu of a message has what the registry answers, within what Teams shows: 32 and 128 characters."""
    (extension,) = made["composeExtensions"]
    assert [each["id"] for each in extension["commands"]] == list(SHORTCUTS)
    for each in extension["commands"]:
        assert each["context"] == ["message"]
        assert each["fetchTask"] is True
        assert len(each["title"]) <= 32
        assert len(each["description"]) <= 128


def test_it_asks_for_no_more_than_it_needs(made: dict[str, Any]) -> None:
    """It finds its own messages in the channel, and reads nobody's mail, files, calendar or presence."""
    permissions = made["authorization"]["permissions"]["resourceSpecific"]
    assert (
        [each["name"] for each in permissions] == list(CHANNEL_PERMISSIONS) == ["ChannelMessage.Read.Group"]
    )
    assert not {"devicePermissions", "staticTabs", "configurableTabs", "connectors"} & set(made)
    assert made["bots"][0]["supportsFiles"] is True


def test_a_long_name_of_a_force_is_shortened() -> None:
    """Teams takes 32 characters for who stands behind an app."""
    named = manifest(APP, WEBSITE, NOON, "Police of the Very Long Name of Westshire")["developer"]["name"]
    assert len(named) <= 32
