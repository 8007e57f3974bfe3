"""What an administrator is given to install, from the terminal."""

import json
import zipfile
from pathlib import Path

import pytest

from bot.slack.manifest import manifest
from tests.bot.terminal_session import Terminal, terminal

APP = "11111111-2222-4333-8444-555555555555"
WEBSITE = "https://www.westshire.police.uk/reckoner"


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Terminal:
    return terminal(monkeypatch, tmp_path)


@pytest.fixture
def teams_is_set(give: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """After `terminal`, which takes every setting away."""
    del give
    monkeypatch.setenv("TEAMS_APP_ID", APP)
    monkeypatch.setenv("TEAMS_TENANT_ID", APP)
    monkeypatch.setenv("TEAMS_APP_SECRET", "secret")
    monkeypatch.setenv("RECKONER_FORCE", "Westshire Police")


def test_slacks_manifest_is_printed_for_either_mode(give: Terminal) -> None:
    """What is printed is the manifest alone, as JSON, for Socket Mode or for the address that is given."""
    address = "https://reckoner.force.example/slack/events"
    assert json.loads(give("manifest").printed) == manifest()
    assert json.loads(give("manifest", "--request-url", address).printed) == manifest(address)


@pytest.mark.usefixtures("teams_is_set")
def test_teams_package_is_written_into_a_file(give: Terminal, tmp_path: Path) -> None:
    """The file has the manifest and both icons, and says who stands behind the app; its place is told."""
    answer = give("manifest", "--teams", "reckoner.zip", "--website", WEBSITE)
    assert answer.code == 0
    assert "reckoner.zip" in answer.printed
    with zipfile.ZipFile(tmp_path / "reckoner.zip") as packed:
        assert sorted(packed.namelist()) == ["color.png", "manifest.json", "outline.png"]
        written = json.loads(packed.read("manifest.json"))
    assert written["bots"][0]["botId"] == APP
    assert written["developer"]["name"] == "Westshire Police"
    assert written["developer"]["privacyUrl"] == WEBSITE


@pytest.mark.usefixtures("teams_is_set")
@pytest.mark.parametrize("website", [(), ("--website", "http://westshire.police.uk")])
def test_a_package_needs_a_page_over_https(give: Terminal, tmp_path: Path, website: tuple[str, ...]) -> None:
    """Without a page about the app, or with one that is not https, nothing is written."""
    answer = give("manifest", "--teams", "reckoner.zip", *website)
    assert answer.code == 1
    assert "--website https://" in answer.words
    assert not (tmp_path / "reckoner.zip").exists()


def test_a_package_needs_the_registration(give: Terminal, tmp_path: Path) -> None:
    """Before the app is registered there is nothing to upload, and the sentence says what comes first."""
    answer = give("manifest", "--teams", "reckoner.zip", "--website", WEBSITE)
    assert answer.code == 1
    assert "TEAMS_APP_ID" in answer.words
    assert not (tmp_path / "reckoner.zip").exists()


@pytest.mark.usefixtures("teams_is_set")
def test_a_file_that_cannot_be_written_is_said(give: Terminal) -> None:
    """A folder that does not exist ends in a sentence, not in a traceback."""
    answer = give("manifest", "--teams", "nowhere/reckoner.zip", "--website", WEBSITE)
    assert answer.code != 0
    assert "nowhere" in answer.told
