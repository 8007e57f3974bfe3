"""Settings: what contradicts itself is said in words, all at once, and no secret is ever shown."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from bot.settings import Environment, Mode, Settings, SettingsWrong
from bot.slack import addresses
from models.address import Account, Conversation
from models.enums import Audience, MoveAgreement, Surface
from models.policy import CheckLevel
from models.reminders.cadence import FULL_LADDER, PLAIN_LADDER
from tests.bot.teams.connector import link_to

BOT, APP, SECRET = "xoxb-1-hidden", "xapp-1-hidden", "signing-hidden"
SOCKET = {"slack_bot_token": BOT, "slack_app_token": APP}
HTTP = {"slack_bot_token": BOT, "slack_signing_secret": SECRET}
APP_ID, TENANT = "0a1b2c3d-0000-4000-8000-00000000000a", "0a1b2c3d-0000-4000-8000-00000000000b"
TEAMS = {"teams_app_id": APP_ID, "teams_tenant_id": TENANT, "teams_app_secret": SECRET}
CHANNEL = "19:abc@thread.tacv2"
ON_THIS_MACHINE = "http://127.0.0.1:8766/"


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Begin without any setting in the environment, in a folder without `.env`."""
    for field in Settings.model_fields:
        monkeypatch.delenv(field.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def faults(**given: Any) -> list[str]:
    """Return what is wrong with these settings; nothing if they can be used."""
    try:
        Settings.read(**given)
    except SettingsWrong as wrong:
        return wrong.faults
    return []


def test_nothing_set_is_the_local_workspace() -> None:
    """Without any token Reckoner runs on its own workspace, on SQLite in a folder of its own."""
    settings = Settings.read()
    assert (settings.is_local, settings.reckoner_env) == (True, Environment.TRIAL)
    assert settings.data == Path("data/local")
    assert settings.database_url == "sqlite:///data/local/reckoner.db"


@pytest.mark.parametrize(("given", "mode"), [(SOCKET, Mode.SOCKET), (HTTP, Mode.HTTP)])
@pytest.mark.parametrize("environment", list(Environment))
def test_the_tokens_say_how_slack_is_reached(
    given: dict[str, str], mode: Mode, environment: Environment
) -> None:
    """An app-level token means Socket Mode, a signing secret HTTP, on trial and in production."""
    settings = Settings.read(**given, reckoner_env=environment)
    assert settings.mode is mode
    assert settings.database_url == "sqlite:///data/reckoner.db"


@pytest.mark.parametrize(
    ("given", "served"),
    [
        ({}, "the local workspace"),
        (SOCKET, "Slack over Socket Mode"),
        (TEAMS, "Teams over HTTP"),
        ({**HTTP, **TEAMS}, "Slack over HTTP and Teams over HTTP"),
    ],
)
def test_each_platform_is_served_that_is_set(given: dict[str, str], served: str) -> None:
    """Slack, Teams or both are served, and the local workspace where neither is set."""
    settings = Settings.read(**given)
    assert settings.served == served
    assert settings.is_local is (given == {})


def test_addresses_in_settings_say_their_platform() -> None:
    """People and channels of either platform are named by their ids, and coordinators by e-mail addresses too."""
    settings = Settings.read(
        **TEAMS,
        reckoner_coordinators=f"U0123456, {APP_ID.upper()}, kim@example.police.uk",
        reckoner_committee_channel=CHANNEL,
        reckoner_board_channels=f"Custody Board={link_to(CHANNEL, APP_ID)}, Vetting Board=C0123456",
        reckoner_fll="U0123457",
    )
    assert settings.policy.board_channels == {
        "Custody Board": Conversation(Surface.TEAMS, CHANNEL),
        "Vetting Board": Conversation(Surface.SLACK, "C0123456"),
    }
    assert settings.teams_of_channels == {CHANNEL: APP_ID}
    assert settings.coordinators == (Account(Surface.SLACK, "U0123456"), Account(Surface.TEAMS, APP_ID))
    assert settings.coordinators_by_email == ("kim@example.police.uk",)
    assert settings.policy.committee_channel == Conversation(Surface.TEAMS, CHANNEL)
    assert settings.policy.lead_account == Account(Surface.SLACK, "U0123457")


@pytest.mark.parametrize(
    ("given", "sentences"),
    [
        ({**SOCKET, **HTTP}, ["SLACK_APP_TOKEN (Socket Mode) and SLACK_SIGNING_SECRET (HTTP) are both set."]),
        ({"slack_bot_token": BOT}, ["SLACK_BOT_TOKEN is set, but not how Slack reaches Reckoner."]),
        ({"slack_app_token": APP}, ["SLACK_BOT_TOKEN is missing."]),
        ({"slack_signing_secret": SECRET}, ["SLACK_BOT_TOKEN is missing."]),
        (
            {"slack_app_token": APP, "slack_signing_secret": SECRET},
            [
                "SLACK_APP_TOKEN (Socket Mode) and SLACK_SIGNING_SECRET (HTTP) are both set.",
                "SLACK_BOT_TOKEN is missing.",
            ],
        ),
        ({**SOCKET, "slack_bot_token": "xoxp-1"}, ["SLACK_BOT_TOKEN is not a bot token"]),
        ({**SOCKET, "slack_app_token": BOT}, ["SLACK_APP_TOKEN is not an app-level token"]),
        ({"reckoner_env": "production"}, ["RECKONER_ENV is production, where the local workspace"]),
        ({"reckoner_env": "production", "slack_app_token": APP}, ["SLACK_BOT_TOKEN is missing."]),
        ({"teams_app_id": APP_ID}, ["Teams needs TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_SECRET."]),
        ({**TEAMS, "teams_tenant_id": "contoso.com"}, ["TEAMS_TENANT_ID must be an id"]),
        ({**TEAMS, "teams_cloud": "https://login.example.org/"}, ["TEAMS_CLOUD must be public"]),
        (
            {**TEAMS, "teams_cloud": ON_THIS_MACHINE, "reckoner_env": "production"},
            ["TEAMS_CLOUD names a server on this machine"],
        ),
        ({**TEAMS, "teams_service_url": "https://teams.example.org/"}, ["TEAMS_SERVICE_URL must be"]),
        ({"reckoner_zone": "Europe/Londres"}, ["RECKONER_ZONE: there is no time zone “Europe/Londres”."]),
        ({"reckoner_zone": "../../etc/passwd"}, ["RECKONER_ZONE: there is no time zone"]),
        ({"reckoner_zone": "1" * 5000}, ["RECKONER_ZONE: there is no time zone"]),
        ({"reckoner_database_url": "postgres://db/reckoner"}, ["RECKONER_DATABASE_URL must begin"]),
        ({"reckoner_log_level": "LOUD"}, ["RECKONER_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR."]),
        ({"slack_files_host": "https://files.slack.com/"}, ["SLACK_FILES_HOST must be only a host"]),
        ({"reckoner_http_port": 70000}, ["RECKONER_HTTP_PORT cannot be “70000”: input should be less than"]),
        ({"reckoner_largest_file_mb": 0}, ["RECKONER_LARGEST_FILE_MB cannot be “0”"]),
        ({"reckoner_days_off": "28/12/2022"}, ["RECKONER_DAYS_OFF cannot be “28/12/2022”"]),
        (
            {"reckoner_env": "prod"},
            ["RECKONER_ENV cannot be “prod”: input should be 'trial' or 'production'."],
        ),
    ],
)
def test_every_contradiction_has_its_sentence(given: dict[str, Any], sentences: list[str]) -> None:
    """What is missing, contradictory or out of bounds is told in one sentence each, which says what to do."""
    found = faults(**given)
    assert len(found) == len(sentences)
    for sentence, begins in zip(sorted(found), sorted(sentences), strict=True):
        assert sentence.startswith(begins)
        assert sentence.endswith(".")


def test_all_faults_are_listed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Values that cannot be read and settings that contradict each other are told together."""
    for name, value in {
        "SLACK_APP_TOKEN": "wrong",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": "slack.com/api",
        "RECKONER_HTTP_PORT": "many",
        "RECKONER_DAYS_OFF": "soon, 2022-12-28, later",
        "RECKONER_ZONE": "Mars",
        "RECKONER_LOG_LEVEL": "loud",
    }.items():
        monkeypatch.setenv(name, value)
    told = "\n".join(faults())
    for part in (
        "RECKONER_HTTP_PORT cannot be “many”",
        "RECKONER_DAYS_OFF cannot be “soon”",
        "RECKONER_DAYS_OFF cannot be “later”",
        "are both set",
        "SLACK_BOT_TOKEN is missing",
        "SLACK_APP_TOKEN is not an app-level token",
        "SLACK_API_URL must be",
        "RECKONER_ZONE",
        "RECKONER_LOG_LEVEL",
    ):
        assert part in told
    assert "wrong" not in told


@pytest.mark.parametrize(
    "url",
    [
        "http://slack.com/api/",
        "https://slack.com/api",
        "slack.com/api/",
        "https:///api/",
        "ftp://slack.com/api/",
        "https://[::1/api/",
        "https://slack.com/api/?to=/",
        "https://me:hidden@slack.com/api/",
        "http://127.0.0.1.example/api/",
        "http://localhost@slack.com/api/",
        "http://10.0.0.1/api/",
    ],
)
def test_an_api_address_that_would_leak_or_fail_is_refused(url: str) -> None:
    """The API's address is https, or http on this machine alone, ends with a slash, and has nothing behind it."""
    (fault,) = faults(slack_api_url=url, **SOCKET)
    assert fault.startswith("SLACK_API_URL must be an https address")
    assert "hidden" not in fault


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://slack.com/api/", ("https", "files.slack.com")),
        ("https://slack-gov.com/api/", ("https", "files.slack-gov.com")),
        ("http://127.0.0.1:8765/api/", ("http", "127.0.0.1:8765")),
        ("http://localhost:8765/api/", ("http", "localhost:8765")),
        ("https://chat.force.example/api/", ("https", "chat.force.example")),
    ],
)
def test_files_are_fetched_from_the_one_place_that_fits_the_api(url: str, origin: tuple[str, str]) -> None:
    """The token goes to Slack's own host for files, GovSlack's, or the server that the API itself is on."""
    assert Settings.read(slack_api_url=url, **SOCKET).files_origin == origin


def test_a_files_host_that_is_set_is_the_only_one() -> None:
    """A host for files that is set is used, always over https."""
    settings = Settings.read(slack_files_host="files.force.example:8443", **SOCKET)
    assert settings.files_origin == ("https", "files.force.example:8443")


def test_secrets_are_never_shown() -> None:
    """Neither tokens nor the database's password appear when settings are printed or logged."""
    url = "postgresql+psycopg://reckoner:hidden@db/reckoner"
    for tokens in (SOCKET, HTTP):
        settings = Settings.read(reckoner_database_url=url, **tokens)
        assert (
            "hidden"
            not in f"{settings!r} {settings!s} {settings.model_dump(mode='python')['slack_bot_token']}"
        )
        assert settings.database_url == url


def test_no_fault_repeats_a_secret() -> None:
    """A token that is wrong is described and not repeated, and so is a database's address."""
    told = faults(
        slack_bot_token="bot-hidden",
        slack_app_token="app-hidden",
        slack_signing_secret=SECRET,
        reckoner_database_url="mysql://me:hidden@db/reckoner",
        reckoner_http_port="many",
    )
    assert len(told) == 5
    assert "hidden" not in "\n".join(told)


def test_the_file_is_read_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`.env` is read; what the environment says, and what is given, goes before it; other lines are passed over."""
    (tmp_path / ".env").write_text(
        f"SLACK_BOT_TOKEN={BOT}\nSLACK_APP_TOKEN='{APP}'\n# a remark\n"
        "RECKONER_HTTP_PORT=3001\nRECKONER_ZONE=Europe/Dublin\nSOMETHING_ELSE=1\n"
        "RECKONER_DAYS_OFF=2022-12-28, 2022-12-29\nRECKONER_COORDINATORS= U1 ,,U2\n"
    )
    monkeypatch.setenv("RECKONER_HTTP_PORT", "3002")
    monkeypatch.setenv("RECKONER_ZONE", "")
    settings = Settings.read(reckoner_local_port=0)
    assert settings.mode is Mode.SOCKET
    assert (settings.reckoner_http_port, settings.reckoner_local_port) == (3002, 0)
    assert settings.policy.zone.key == "Europe/Dublin"
    assert settings.reckoner_coordinators == ("U1", "U2")
    assert settings.reckoner_days_off == (date(2022, 12, 28), date(2022, 12, 29))
    assert not settings.policy.calendar.is_working_day(date(2022, 12, 28))


def test_the_policy_is_what_the_settings_say() -> None:
    """Zone, channel and the two counts of working days reach the policy."""
    policy = Settings.read(
        reckoner_zone="Europe/Paris",
        reckoner_committee_channel="C1",
        reckoner_digest_working_days=3,
        reckoner_paper_working_days=7,
    ).policy
    assert (policy.zone.key, policy.committee_channel) == (
        "Europe/Paris",
        addresses.conversation("C1"),
    )
    assert (policy.digest_working_days, policy.paper_working_days) == (3, 7)


@given(url=st.text(max_size=30) | st.from_regex(r"https?://[\[\]:@/a-z.]{0,12}", fullmatch=True))
@settings(deadline=None)
def test_no_address_at_all_breaks_the_reading(url: str) -> None:
    """Whatever stands in SLACK_API_URL is either used or told to be wrong in a sentence."""
    told = faults(slack_api_url=url)
    assert told == [] or told[0].startswith("SLACK_API_URL must be")


def test_every_setting_says_what_it_is_for() -> None:
    """Each setting has a description that ends like a sentence, for the reference."""
    for name, field in Settings.model_fields.items():
        assert (name, bool(field.description and field.description.endswith("."))) == (name, True)


def test_the_ladder_goes_to_leads_and_boards_once_they_are_named() -> None:
    """Unless it is set, it is two nudges, the lead and the board where any is named; else the coordinators'."""
    leads = {"reckoner_portfolio_leads": "Public Protection=U0123, Custody = U0456"}
    named = Settings.read(_env_file=None, **leads).policy
    assert (named.ladder, Settings.read(_env_file=None).policy.ladder) == (FULL_LADDER, PLAIN_LADDER)
    assert (named.lead_of("public  protection"), named.lead_of("Roads"), named.lead_of(None)) == (
        addresses.account("U0123"),
        None,
        None,
    )
    own = Settings.read(_env_file=None, reckoner_escalation="owner, board", **leads).policy
    assert own.escalation == (Audience.OWNER, Audience.BOARD)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"reckoner_escalation": "board, owner"}, "RECKONER_ESCALATION must begin with owner"),
        ({"reckoner_escalation": "owner, owner"}, "RECKONER_ESCALATION must begin with owner"),
        ({"reckoner_escalation": "owner, board, board"}, "RECKONER_ESCALATION must begin with owner"),
        ({"reckoner_escalation": "owner, chief"}, "RECKONER_ESCALATION cannot be"),
        ({"reckoner_portfolio_leads": "U0123"}, "must be a name and an id"),
        ({"reckoner_board_channels": "Board=C1, board=C2"}, "is there twice"),
        ({"reckoner_snooze_days": "0"}, "RECKONER_SNOOZE_DAYS cannot be"),
    ],
)
def test_a_ladder_that_nobody_can_climb_is_refused_in_words(given: dict[str, str], says: str) -> None:
    """The owner comes first, then others, each once; names and ids go in pairs."""
    with pytest.raises(SettingsWrong) as wrong:
        Settings.read(_env_file=None, **given)
    assert says in str(wrong.value)


def test_further_checks_are_read_in_their_order() -> None:
    """Each check has its name and its people; without any, a coordinator's is the only one."""
    assert Settings.read().policy.check_levels == ()
    levels = "Chief Officer lead: U0123;  Assurance: the board : U0456, U0789;"
    assert Settings.read(reckoner_check_levels=levels).policy.check_levels == (
        CheckLevel("Chief Officer lead", (addresses.account("U0123"),)),
        CheckLevel("Assurance: the board", (addresses.account("U0456"), addresses.account("U0789"))),
    )


@pytest.mark.parametrize("wrong", ["Chief Officer lead", ": U0123", "Chief Officer lead:"])
def test_a_check_without_name_or_people_is_refused(wrong: str) -> None:
    """It is said how to write one, before anything runs."""
    (fault,) = faults(reckoner_check_levels=wrong)
    assert "a colon and ids of people, like “Chief Officer lead: U0123”" in fault


def test_finishing_and_dates_follow_the_settings() -> None:
    """Demonstrations and the limit of moves are the force's policy."""
    policy = Settings.read(reckoner_demonstration_days=90, reckoner_most_moves=0).policy
    assert (policy.demonstration_days, policy.most_moves) == (90, 0)
    read = Settings.read(reckoner_moves_agreed_by="another").policy
    assert read.moves_agreed_by is MoveAgreement.ANOTHER
    assert Settings.read().policy.moves_agreed_by is MoveAgreement.ANOTHER_IF_ANY
    assert (Settings.read().policy.demonstration_days, Settings.read().policy.most_moves) == (0, None)


def test_a_file_that_is_no_text_is_said_in_a_sentence(tmp_path: Path) -> None:
    """A `.env` that was saved in other letters than UTF-8 is named, with what to do."""
    (tmp_path / ".env").write_bytes("RECKONER_ZONE=Fürth".encode("latin-1"))
    with pytest.raises(SettingsWrong, match="save it as UTF-8"):
        Settings.read(_env_file=tmp_path / ".env")
