"""Settings, from the environment or from `.env`. All that is wrong with them is listed at once, in words."""

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import settings_sentences as says
from bot.settings_values import (
    UNFIT,
    Days,
    Levels,
    Listed,
    Named,
    Rungs,
    account,
    conversation,
    is_email,
    levels,
    listed,
    named,
)
from bot.teams.addresses import channel_in, is_guid
from bot.teams.cloud import Cloud, cloud_at
from models.address import Account
from models.calendar import WorkingCalendar, is_zone
from models.enums import BoardRhythm, Marking, MoveAgreement
from models.policies.kinds import is_no_ladder
from models.policy import UNNAMED_FORCE, Policy

SLACK_API = "https://slack.com/api/"
FILES_HOSTS = {"slack.com": "files.slack.com", "slack-gov.com": "files.slack-gov.com"}
"""Where the workspaces of each of Slack's own domains keep files; the second is GovSlack's."""


class SettingsWrong(Exception):  # noqa: N818 - it is read by a person, who is told what to set
    """The settings cannot be used; `faults` are sentences that say what to do."""

    def __init__(self, faults: list[str]) -> None:
        """Hold one sentence for each fault."""
        self.faults = faults
        super().__init__("\n".join(faults))


class Mode(StrEnum):
    """How Slack is reached."""

    SOCKET = "Socket Mode"
    HTTP = "HTTP"


class Environment(StrEnum):
    """Where Reckoner runs. In production the local workspace cannot be started."""

    TRIAL = "trial"
    PRODUCTION = "production"


class Settings(BaseSettings):
    """Every setting; `docs/reference.md` is made from the fields and their descriptions."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    slack_bot_token: SecretStr | None = Field(None, description="Bot token of the Slack app, `xoxb-…`.")
    slack_app_token: SecretStr | None = Field(None, description="App-level token, `xapp-…`, for Socket Mode.")
    slack_signing_secret: SecretStr | None = Field(
        None, description="Signing secret, for HTTP at `/slack/events`."
    )
    slack_api_url: str = Field(
        SLACK_API, description="Base address of Slack's Web API, for GovSlack or a compatible server."
    )
    slack_files_host: str | None = Field(
        None,
        description="The only host files are fetched from with the token. Unless set, the one that fits the API.",
    )
    teams_app_id: str | None = Field(
        None,
        description="Id of the Teams app. If set, Reckoner serves Teams.",
    )
    teams_tenant_id: str | None = Field(
        None, description="Id of the force's own tenant. Nobody from another tenant gets an answer."
    )
    teams_app_secret: SecretStr | None = Field(None, description="Secret of the Teams app's registration.")
    teams_cloud: str = Field(
        "public",
        description="Microsoft's cloud: `public`, or the address of a compatible server on this machine.",
    )
    teams_service_url: str | None = Field(
        None,
        description="The address for starting a conversation with somebody new; Microsoft's own address "
        "for all regions unless set.",
    )
    reckoner_env: Environment = Field(
        Environment.TRIAL, description="In `production`, the local workspace does not start."
    )
    reckoner_data: Path = Field(
        Path("data"), description="Folder for files, and for SQLite unless set otherwise."
    )
    reckoner_database_url: str | None = Field(
        None,
        repr=False,  # It can hold a password.
        description="Where the register is kept: `sqlite:///…` or `postgresql+psycopg://…`.",
    )
    reckoner_zone: str = Field("Europe/London", description="The force's time zone.")
    reckoner_days_off: Days = Field(
        (), description="The force's own days off, besides bank holidays: `2022-12-28, 2022-12-29`."
    )
    reckoner_coordinators: Listed = Field(
        (),
        description="Ids of the coordinators in Slack or Teams, or their e-mail addresses, "
        "`U0123, kim@example.police.uk`. They are added at the start; whoever is removed stops being one.",
    )
    reckoner_committee_channel: str | None = Field(
        None,
        description="The channel for the digest: its id in Slack, `C0123456789`, or its link in "
        "Teams, `https://teams.microsoft.com/l/channel/…`.",
    )
    reckoner_escalation: Rungs = Field(
        (),
        description="Who is told in turn, a week apart, when nobody answers: `owner, owner, portfolio "
        "lead, board` once leads or boards are named; otherwise `owner, owner, owner, coordinators`.",
    )
    reckoner_portfolio_leads: Named = Field(
        {}, description="Ids of portfolio leads in Slack or Teams: `Public Protection=U0123, Custody=U0456`."
    )
    reckoner_board_channels: Named = Field(
        {}, description="The channels of governance boards, each as above: `Vulnerability Board=C0123`."
    )
    reckoner_executive_channel: str | None = Field(
        None,
        description="The channel of the Force Executive Team, as above, for a page of all boards.",
    )
    reckoner_board_rhythm: BoardRhythm = Field(
        BoardRhythm.NEVER,
        description="How often boards and the executive are sent their page: `never`, `monthly` or `quarterly`.",
    )
    reckoner_section_55_tell: Listed = Field(
        (),
        description="Ids in Slack or Teams of the people reminded of section 55; the coordinators unless set.",
    )
    reckoner_snooze_days: int = Field(14, ge=1, le=60, description="The most days a reminder can be snoozed.")
    reckoner_digest_working_days: int = Field(
        5, ge=0, le=60, description="Working days before a committee meeting when the digest is posted."
    )
    reckoner_paper_working_days: int = Field(
        10, ge=0, le=60, description="Working days before a committee meeting when its paper is due."
    )
    reckoner_cut_off_working_days: int = Field(
        12,
        ge=0,
        le=60,
        description="Working days before a committee meeting when its figures freeze; not fewer than the "
        "paper's.",
    )
    reckoner_preview_working_days: int = Field(
        3,
        ge=0,
        le=60,
        description="Working days before the freeze when coordinators get a preview of the figures.",
    )
    reckoner_last_call_working_days: int = Field(
        8,
        ge=0,
        le=60,
        description="Working days before the freeze when quiet owners get a last call.",
    )
    reckoner_check_levels: Levels = Field(
        (),
        description="Further checks after a coordinator's, in order, each with the ids of its checkers: "
        "`Chief Officer lead: U0123; Assurance board: U0456, U0789`.",
    )
    reckoner_demonstration_days: int = Field(
        0, ge=0, le=730, description="Days an approved change must last before it is complete."
    )
    reckoner_most_moves: int | None = Field(
        None,
        ge=0,
        le=100,
        description="How often owners can have a deadline moved; no limit unless set.",
    )
    reckoner_moves_agreed_by: MoveAgreement = Field(
        MoveAgreement.ANOTHER_IF_ANY,
        description="Who agrees to a new deadline: `another` coordinator than the one who asks, `another if "
        "any` (a coordinator on their own agrees alone, and the paper says so), or `anyone`.",
    )
    reckoner_retention_years: int | None = Field(
        None,
        ge=1,
        le=100,
        description="Years to keep records after an item closes, before they are erased; for ever unless set.",
    )
    reckoner_force: str = Field(UNNAMED_FORCE, description="The force's name, as printed in its papers.")
    reckoner_marking: str = Field("OFFICIAL", description="The protective marking of papers.")
    reckoner_highest_marking: Marking = Field(
        Marking.OFFICIAL,
        description="The highest protective marking that a file can have without a question.",
    )
    reckoner_contact_name: str | None = Field(None, description="The contact officer named in papers.")
    reckoner_contact_title: str | None = Field(None, description="The contact officer's title.")
    reckoner_fll: str | None = Field(
        None,
        description="Id in Slack or Teams of HMICFRS's Force Liaison Lead, who is told who asks for help, not the "
        "message.",
    )
    reckoner_fll_name: str = Field(
        "the Force Liaison Lead", description="The name of HMICFRS's Force Liaison Lead, for their meetings."
    )
    reckoner_paper_template: Path | None = Field(
        None, description="The force's own Word template for papers; the supplied one unless set."
    )
    reckoner_largest_file_mb: int = Field(
        100, ge=1, le=1024, description="The largest evidence file, in megabytes."
    )
    reckoner_http_host: str = Field(
        "127.0.0.1", description="Address to listen on, for Teams and Slack over HTTP."
    )
    reckoner_http_port: int = Field(3000, ge=0, le=65535, description="Port to listen on, for both.")
    reckoner_health_host: str = Field("127.0.0.1", description="Address for `/health`.")
    reckoner_health_port: int | None = Field(
        None, ge=0, le=65535, description="Port for `/health` and `/metrics`; none unless set."
    )
    reckoner_local_port: int = Field(
        8765, ge=0, le=65535, description="Port of the local workspace, on this machine only."
    )
    reckoner_local_empty: bool = Field(
        False,
        description="Whether the local workspace starts today with an empty register, in its own folder, "
        "instead of the sample of December 2022.",
    )
    reckoner_log_level: str = Field("INFO", description="`DEBUG`, `INFO`, `WARNING` or `ERROR`.")

    @field_validator(
        "reckoner_days_off",
        "reckoner_coordinators",
        "reckoner_section_55_tell",
        "reckoner_escalation",
        mode="before",
    )
    @classmethod
    def _listed(cls, value: object) -> object:
        return listed(value)

    @field_validator("reckoner_portfolio_leads", "reckoner_board_channels", mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        return named(value)

    @field_validator("reckoner_check_levels", mode="before")
    @classmethod
    def _levels(cls, value: object) -> object:
        return levels(value)

    @classmethod
    def read(cls, **given: Any) -> "Settings":
        """Return the settings as they are given here, in the environment and in `.env`, in that order.

        Raises SettingsWrong with every fault at once.
        """
        try:
            settings = cls(**given)
        except ValidationError as error:
            wrong = {str(each["loc"][0]) for each in error.errors()}
            usual = {name: cls.model_fields[name].default for name in wrong}
            raise SettingsWrong([*map(_fault, error.errors()), *cls(**given | usual).faults()]) from None
        except UnicodeError:
            raise SettingsWrong([says.NOT_IN_LETTERS]) from None
        if faults := settings.faults():
            raise SettingsWrong(faults)
        return settings

    @property
    def mode(self) -> Mode | None:
        """How Slack is reached, by what is set; None where it is not."""
        if self.slack_app_token:
            return Mode.SOCKET
        return Mode.HTTP if self.slack_signing_secret else None

    @property
    def served(self) -> str:
        """What is served, and how it is reached, for whoever runs it."""
        ways = (
            f"Slack over {self.mode}" if self.mode else "",
            "Teams over HTTP" if self.serves_teams else "",
        )
        return " and ".join(filter(None, ways)) or "the local workspace"

    @property
    def is_local(self) -> bool:
        """Whether no platform is set, so that the local workspace stands for one."""
        return self.mode is None and not self.serves_teams

    @property
    def serves_teams(self) -> bool:
        """Whether Teams is served."""
        return self.teams_app_id is not None

    @property
    def cloud(self) -> Cloud:
        """Where the parts of Teams are found."""
        found = cloud_at(self.teams_cloud)
        return replace(found, service=self.teams_service_url) if self.teams_service_url else found

    @property
    def teams_of_channels(self) -> dict[str, str]:
        """The ids of the teams that channels in Teams are of, by the channels' ids, where links name them."""
        named = (
            self.reckoner_committee_channel,
            self.reckoner_executive_channel,
            *self.reckoner_board_channels.values(),
        )
        links = (channel_in(each) for each in named if each)
        return {channel: team for channel, team in links if team is not None}

    @property
    def database_url(self) -> str:
        """The address of the register's database."""
        return self.reckoner_database_url or f"sqlite:///{self.data / 'reckoner.db'}"

    @property
    def data(self) -> Path:
        """The data folder; the local workspace has its own, so that a trial never mixes with the register."""
        if not self.is_local:
            return self.reckoner_data
        return self.reckoner_data / ("empty" if self.reckoner_local_empty else "local")

    @property
    def files_origin(self) -> tuple[str, str]:
        """Scheme and host (with port) of the only place to which the token is sent for files."""
        api = urlsplit(self.slack_api_url)
        if self.slack_files_host:
            return "https", self.slack_files_host
        if api.netloc in FILES_HOSTS:
            return "https", FILES_HOSTS[api.netloc]
        return api.scheme, api.netloc

    @property
    def coordinators(self) -> tuple[Account, ...]:
        """The accounts of those who are made coordinators at the start."""
        return tuple(account(each) for each in self.reckoner_coordinators if not is_email(each))

    @property
    def coordinators_by_email(self) -> tuple[str, ...]:
        """The e-mail addresses of those who are, whose accounts are learnt once they write."""
        return tuple(each for each in self.reckoner_coordinators if is_email(each))

    @property
    def policy(self) -> Policy:
        """What the force has decided for itself."""
        return Policy(
            zone=ZoneInfo(self.reckoner_zone),
            calendar=WorkingCalendar(frozenset(self.reckoner_days_off)),
            committee_channel=conversation(channel) if (channel := self.reckoner_committee_channel) else None,
            digest_working_days=self.reckoner_digest_working_days,
            paper_working_days=self.reckoner_paper_working_days,
            cut_off_working_days=self.reckoner_cut_off_working_days,
            preview_working_days=self.reckoner_preview_working_days,
            last_call_working_days=self.reckoner_last_call_working_days,
            check_levels=self.reckoner_check_levels,
            demonstration_days=self.reckoner_demonstration_days,
            most_moves=self.reckoner_most_moves,
            moves_agreed_by=self.reckoner_moves_agreed_by,
            retention_years=self.reckoner_retention_years,
            coordinators_are_set=bool(self.reckoner_coordinators),
            force=self.reckoner_force,
            marking=self.reckoner_marking,
            highest_marking=self.reckoner_highest_marking,
            contact_name=self.reckoner_contact_name,
            contact_title=self.reckoner_contact_title,
            lead_account=account(self.reckoner_fll) if self.reckoner_fll else None,
            lead_name=self.reckoner_fll_name,
            escalation=self.reckoner_escalation,
            portfolio_leads={name: account(each) for name, each in self.reckoner_portfolio_leads.items()},
            board_channels={name: conversation(each) for name, each in self.reckoner_board_channels.items()},
            executive_channel=conversation(executive)
            if (executive := self.reckoner_executive_channel)
            else None,
            board_rhythm=self.reckoner_board_rhythm,
            snooze_days=self.reckoner_snooze_days,
            section_55_tell=tuple(map(account, self.reckoner_section_55_tell)),
            set_where_it_runs=frozenset(name.removeprefix("reckoner_") for name in self.model_fields_set),
        )

    def faults(self) -> list[str]:
        """Return a sentence for everything that is missing or contradicts something else."""
        bot, app, secret = self.slack_bot_token, self.slack_app_token, self.slack_signing_secret
        teams = self.teams_app_id or self.teams_tenant_id or self.teams_app_secret
        checks = (
            (app and secret, says.BOTH_WAYS),
            (bot and not (app or secret), says.NO_WAY),
            ((app or secret) and not bot, says.NO_BOT_TOKEN),
            (bot and not bot.get_secret_value().startswith("xoxb-"), says.NOT_A_BOT_TOKEN),
            (app and not app.get_secret_value().startswith("xapp-"), says.NOT_AN_APP_TOKEN),
            (not _is_address(self.slack_api_url), says.NOT_AN_ADDRESS),
            (self.slack_files_host and not _HOST.fullmatch(self.slack_files_host), says.NOT_A_FILES_HOST),
            (not self.database_url.startswith(_DATABASES), says.NOT_A_DATABASE),
            (self.reckoner_log_level.upper() not in _LEVELS, says.NOT_A_LEVEL),
            (is_no_ladder(self.reckoner_escalation), UNFIT),
            (self.reckoner_cut_off_working_days < self.reckoner_paper_working_days, says.FREEZES_TOO_LATE),
            (
                self.reckoner_env is Environment.PRODUCTION and not (bot or app or secret or teams),
                says.NO_TRIAL,
            ),
            (
                not is_zone(self.reckoner_zone),
                f"RECKONER_ZONE: there is no time zone “{self.reckoner_zone}”.",
            ),
        )
        return [sentence for wrong, sentence in (*checks, *self._faults_of_teams()) if wrong]

    def _faults_of_teams(self) -> Iterator[tuple[object, str]]:
        """Yield whether each thing is wrong with what is set for Teams, and the sentence that says so."""
        given = {
            "TEAMS_APP_ID": self.teams_app_id,
            "TEAMS_TENANT_ID": self.teams_tenant_id,
            "TEAMS_APP_SECRET": self.teams_app_secret,
        }
        lacks = [name for name, value in given.items() if not value]
        yield any(given.values()) and lacks, says.TEAMS_INCOMPLETE.format(lacks=" and ".join(lacks))
        for name in ("TEAMS_APP_ID", "TEAMS_TENANT_ID"):
            value = given[name]
            yield isinstance(value, str) and not is_guid(value), says.NOT_A_GUID.format(name=name)
        try:
            cloud = cloud_at(self.teams_cloud)
        except ValueError:
            yield True, says.NOT_A_CLOUD
            return
        is_trial = self.reckoner_env is Environment.TRIAL
        yield self.teams_cloud != "public" and not is_trial, says.NO_CLOUD_FOR_TRIALS
        service = self.teams_service_url
        yield service and not (cloud.is_service(service) and service.endswith("/")), says.NOT_A_SERVICE


_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?")
_DATABASES = ("sqlite:///", "postgresql+psycopg://")
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    secure = parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
    )
    bare = not (parts.query or parts.fragment or parts.username)
    return bool(secure and bare and parts.netloc and url.endswith("/"))


def _fault(error: Any) -> str:
    name = str(error["loc"][0]).upper()
    return f"{name} cannot be “{error['input']}”: {error['msg'][0].lower()}{error['msg'][1:]}."
