"""Refusals to run."""

from models.refusals.base import Refusal


class NoSuchJob(Refusal):
    """There is no job called “{name}”. The jobs are: {jobs}."""


class HeadsUnreadable(Refusal):
    """Line {line} of {file} is not one that Reckoner wrote. Put back the file as it was, or move it away."""


class NothingFailedThere(Refusal):
    """That message has been seen to already, or never failed. “{prefix} failed” shows what could not be
    sent.
    """


class SlackRefused(Refusal):
    """Slack refused the app's token: “{error}”. Check SLACK_BOT_TOKEN, and that the app is installed."""


class SlackBusy(Refusal):
    """Slack has no time at present: too much was asked of it. Start Reckoner again in {seconds} seconds."""


class SlackUnwell(Refusal):
    """{address} answers, but not as Slack does: {error}. Wait a little, or look at a proxy on the way there."""


class SlackUnreachable(Refusal):
    """Slack cannot be reached at {address}. Check the network and SLACK_API_URL."""


class PortTaken(Refusal):
    """Port {port} is in use: perhaps Reckoner runs already. Stop it, or set RECKONER_LOCAL_PORT to another port."""


class DatabaseUnreachable(Refusal):
    """The database does not answer ({error}). Look at RECKONER_DATABASE_URL, and whether its server runs."""


class RegisterHeld(Refusal):
    """Another Reckoner runs on {file}: process {process} on {machine}. Stop that one first, or use PostgreSQL for
    several at once.
    """


class RegisterDamaged(Refusal):
    """The database is damaged: “{error}”. Stop Reckoner, keep the file aside, and restore the last backup into an
    empty data folder.
    """


class TrialNotAskedFor(Refusal):
    """No tokens are set here, so this would be the trial register in {folder}. Set the tokens as for Reckoner
    itself, or write --trial to back up the trial.
    """


class TablesNewer(Refusal):
    """The database's tables are of a newer version of Reckoner ({revision}). Start that, or restore a backup."""


class NoTeamsApp(Refusal):
    """TEAMS_APP_ID is not set. Register the app in Microsoft Entra first; docs/connecting-to-teams.md says how."""


class NoWebsite(Refusal):
    """Teams asks for a page about the app. Give its https address: --website https://www.example.police.uk."""
