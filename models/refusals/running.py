"""Refusals to run."""

from models.refusals.base import Refusal


class NoSuchJob(Refusal):
    """There is no job called “{name}”. The jobs are: {jobs}."""


class HeadsUnreadable(Refusal):
    """Reckoner did not write line {line} of {file}. Restore the file or move it away."""


class NothingFailedThere(Refusal):
    """That message has already been dealt with, or never failed. “{prefix} failed” shows the messages that
    could not be sent.
    """


class SlackRefused(Refusal):
    """Slack refused the app's token: “{error}”. Check SLACK_BOT_TOKEN, and that the app is installed."""


class SlackBusy(Refusal):
    """Slack is too busy to answer. Start Reckoner again in {seconds} seconds."""


class SlackUnwell(Refusal):
    """{address} answers, but not like Slack: {error}. Wait a little, or check for a proxy in between."""


class SlackUnreachable(Refusal):
    """Reckoner cannot reach Slack at {address}. Check the network and SLACK_API_URL."""


class PortTaken(Refusal):
    """Port {port} is in use; Reckoner may already be running. Stop it, or set RECKONER_LOCAL_PORT to another
    port.
    """


class DatabaseUnreachable(Refusal):
    """The database does not answer ({error}). Check RECKONER_DATABASE_URL, and that its server is running."""


class RegisterHeld(Refusal):
    """Another Reckoner is already using {file}: process {process} on {machine}. Stop it first, or use
    PostgreSQL to run several.
    """


class RegisterDamaged(Refusal):
    """The database is damaged: “{error}”. Stop Reckoner, set the file aside, and restore the last backup into
    an empty data folder.
    """


class TrialNotAskedFor(Refusal):
    """No tokens are set here, so this would back up the trial register in {folder}. Set the same tokens as
    for Reckoner itself, or add --trial to back up the trial.
    """


class TablesNewer(Refusal):
    """The database's tables are from a newer version of Reckoner ({revision}). Start that version, or restore
    a backup.
    """


class NoTeamsApp(Refusal):
    """TEAMS_APP_ID is not set. Register the app in Microsoft Entra first; docs/connecting-to-teams.md
    explains how.
    """


class NoWebsite(Refusal):
    """Teams needs a web page about the app. Give its https address: --website https://www.example.police.uk."""
