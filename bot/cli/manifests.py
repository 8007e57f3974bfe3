"""What an administrator installs: Slack's manifest as text, Teams' as a file."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.terminal import acknowledge, refusals_said, to_write
from bot.clock import SystemClock
from bot.product import NAME
from bot.settings import Settings
from bot.slack import manifest as slack
from bot.teams import manifest as teams
from models.policy import UNNAMED_FORCE
from models.refusals.running import NoTeamsApp, NoWebsite


def print_manifest(
    request_url: Annotated[
        str | None,
        typer.Option(help="The address for Slack, ending in /slack/events; without it, Socket Mode."),
    ] = None,
    teams_file: Annotated[
        Path | None,
        typer.Option(
            "--teams",
            help="Write the package for Teams into this file instead: `reckoner.zip`.",
            callback=to_write,
        ),
    ] = None,
    website: Annotated[
        str | None,
        typer.Option(help="With `--teams`: the https address that Teams links to for support and privacy."),
    ] = None,
) -> None:
    """Print the manifest from which the Slack app is made, or write the package of the Teams app."""
    if teams_file is None:
        typer.echo(json.dumps(slack.manifest(request_url), indent=2))
        return
    with refusals_said():
        settings = Settings.read()
        if settings.teams_app_id is None:
            raise NoTeamsApp
        if website is None or not website.startswith("https://"):
            raise NoWebsite
        force = settings.policy.force
        named = NAME if force == UNNAMED_FORCE else force
        teams_file.write_bytes(teams.package(settings.teams_app_id, website, SystemClock().now(), named))
        acknowledge("teams_package", file=str(teams_file))
