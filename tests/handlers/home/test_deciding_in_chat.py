"""What the force decides for itself, in chat: it holds at once, over the environment's, and is seen to."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from models.database import Database
from models.enums import Audience
from models.ledger.event import Event, EventKind
from models.policies.deciding import Origin, decided
from models.policy import Policy
from models.queries import items
from models.refusals.base import Refusal
from models.refusals.commands import NoLongerKnown
from models.refusals.committee import NoSuchBoard
from models.refusals.people import NoSuchPerson
from models.refusals.policies import (
    CountUnfit,
    CutOffTooLate,
    DaysUnfit,
    LadderUnfit,
    NoAccountYet,
    NoSuchSettings,
    PairUnfit,
    StepsUnfit,
    WriteItThere,
)
from templates.messages.answers import Acknowledged, Refused
from templates.messages.first_hour import FirstHour
from templates.messages.meetings import CommitteeCalendar, MeetingNews
from templates.messages.reminders import Reminder
from templates.messages.settings import ChannelNamed, Settings, SettingsChanged, SettingsForm
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk, talking

BOARD = "C0GOV0001"
pytestmark = [pytest.mark.every_database, pytest.mark.usefixtures("register")]


async def opened(talk: Talk, group: str) -> SettingsForm:
    """Open the form of a group."""
    return expected(await talk.presses("priya", "change_settings", group), SettingsForm)


async def saves(talk: Talk, form: SettingsForm, **changed: str) -> object:
    """Send the form as it was opened, with these fields changed."""
    fields = {line.name: line.value for line in form.lines} | changed
    return await talk.submits("priya", "settings", f"{form.group}:{form.latest}", fields)


async def line(talk: Talk, name: str) -> tuple[str, Origin, str | None]:
    """Return how a policy stands in the list."""
    listed = await talk.says("priya", "/rec settings", Settings)
    found = next(each for each in listed.lines if each.name == name)
    return found.value, found.origin, found.by


async def test_what_is_decided_in_chat_holds_at_once_and_is_told(talk: Talk) -> None:
    """The next meeting follows it, the other coordinators and the ledger know, and the list says whose it is."""
    form = await opened(talk, "committee")
    changed = expected(
        await saves(talk, form, paper_working_days="8", digest_working_days="3"), SettingsChanged
    )
    assert [(each.name, each.was, each.now) for each in changed.changes] == [
        ("paper_working_days", "10", "8"),
        ("digest_working_days", "5", "3"),
    ]
    assert talk.sees("tom", SettingsChanged) == [changed]
    assert await line(talk, "paper_working_days") == ("8", Origin.CHAT, "Priya Shah")
    assert await line(talk, "preview_working_days") == ("3", Origin.USUAL, None)
    fields = {"held_on": "2023-03-23", "cut_off_on": "", "paper_due_on": ""}
    news = expected(await talk.submits("priya", "committee_meeting", "new", fields), MeetingNews)
    assert (news.dates.paper_due_on, news.dates.digest_on) == (date(2023, 3, 13), date(2023, 3, 20))
    with talk.database.reading() as session:
        facts = session.scalars(select(Event).where(Event.kind == EventKind.POLICY_DECIDED)).all()
        assert [each.facts["to"] for each in facts] == ["8", "3"]


async def test_an_empty_field_goes_back_to_what_those_who_run_it_have_set(
    database: Database, clock: StoppedClock, policy: Policy
) -> None:
    """Chat holds over the environment, which holds over what is usual; emptied, the environment's holds again."""
    set_ = replace(policy, snooze_days=21, set_where_it_runs=frozenset({"snooze_days"}))
    async with talking(database, clock, set_) as talk:
        assert await line(talk, "snooze_days") == ("21", Origin.ENVIRONMENT, None)
        await saves(talk, await opened(talk, "reminders"), snooze_days="7")
        assert await line(talk, "snooze_days") == ("7", Origin.CHAT, "Priya Shah")
        form = await opened(talk, "reminders")
        assert next(each.otherwise for each in form.lines if each.name == "snooze_days") == "21"
        await saves(talk, form, snooze_days="")
        assert await line(talk, "snooze_days") == ("21", Origin.ENVIRONMENT, None)
        assert await saves(talk, await opened(talk, "reminders")) == Acknowledged("settings_same")


async def test_two_coordinators_do_not_undo_each_other(talk: Talk) -> None:
    """Only what somebody has changed in their form is decided: what another changed meanwhile stays."""
    early = await opened(talk, "committee")
    await saves(talk, await opened(talk, "committee"), paper_working_days="9")
    await saves(talk, early, preview_working_days="4")
    assert (await line(talk, "paper_working_days"))[0] == "9"
    assert (await line(talk, "preview_working_days"))[0] == "4"


@pytest.mark.parametrize(
    ("group", "field", "typed", "refused"),
    [
        ("committee", "paper_working_days", "many", CountUnfit),
        ("committee", "paper_working_days", "61", CountUnfit),
        ("committee", "cut_off_working_days", "5", CutOffTooLate),
        ("reminders", "remind_days_before", "soon", StepsUnfit),
        ("reminders", "remind_days_before", "0", StepsUnfit),
        ("reminders", "calendar", "2022-02-30", DaysUnfit),
        ("reminders", "section_55_tell", "Nobody Here", NoSuchPerson),
        ("escalation", "escalation", "board, owner", LadderUnfit),
        ("escalation", "portfolio_leads", "Anna Clarke", PairUnfit),
        ("completion", "check_levels", "Chief Officer lead: Ruth", NoAccountYet),
        ("completion", "most_moves", "101", CountUnfit),
    ],
)
async def test_what_cannot_be_is_said_at_its_field(
    talk: Talk, register: Register, group: str, field: str, typed: str, refused: type[Refusal]
) -> None:
    """Nothing is changed, and the form stays open with everything that was typed."""
    register.set_person("ruth", account=None)
    form = await opened(talk, group)
    answer = expected(await saves(talk, form, **{field: typed}), Refused)
    assert (answer.template, answer.field_name) == (refused.template, field)
    assert await opened(talk, group) == form


async def test_everything_can_be_decided_and_reads_back_as_it_was_typed(talk: Talk) -> None:
    """Each kind is kept so that it means the same again, people by their accounts."""
    typed = {
        "reminders": {
            "remind_days_before": "60, 14, 3",
            "remind_every_days": "14",
            "calendar": "2022-12-28, 2022-12-29",
            "section_55_tell": "Anna Clarke, Dev Patel",
        },
        "escalation": {
            "escalation": "owner, portfolio lead, board, coordinators",
            "portfolio_leads": "Public Protection = Anna Clarke\nCustody = Dev Patel",
            "board_rhythm": "monthly",
        },
        "completion": {
            "most_moves": "2",
            "moves_agreed_by": "anyone",
            "check_levels": "Chief Officer lead: Anna Clarke, Dev Patel",
            "demonstration_days": "30",
        },
        "paper": {"force": "West Mercia Police", "contact_name": "Kim Lee"},
    }
    for group, fields in typed.items():
        await saves(talk, await opened(talk, group), **fields)
        kept = {each.name: each.value for each in (await opened(talk, group)).lines}
        assert {name: kept[name] for name in fields} == fields
    with talk.database.reading() as session:
        policy = decided(session, talk.policy)
    assert policy.ladder[1:] == (Audience.PORTFOLIO_LEAD, Audience.BOARD, Audience.COORDINATORS)
    assert policy.lead_of("custody") == policy.section_55_tell[1]
    assert not policy.calendar.is_working_day(date(2022, 12, 28))


async def test_another_rhythm_of_reminders_holds_from_its_day_and_makes_up_for_nothing(
    talk: Talk, register: Register
) -> None:
    """Who was reminded a month ahead hears on the new day, and not at once of a day that has passed."""
    register.item("10618", owner="anna", deadline_on=date(2022, 12, 28))
    await talk.at("2022-12-01T10:00")
    before = len(talk.sees("anna", Reminder))
    await saves(talk, await opened(talk, "reminders"), remind_days_before="40, 20")
    await talk.at("2022-12-02T10:00")
    assert len(talk.sees("anna", Reminder)) == before
    await talk.at("2022-12-08T10:00")
    assert len(talk.sees("anna", Reminder)) == before + 1
    await talk.at("2022-12-21T10:00")
    assert len(talk.sees("anna", Reminder)) == before + 1


async def test_a_channel_is_named_from_within_and_told_so(talk: Talk, register: Register) -> None:
    """There Reckoner knows which it is; a line posted to it shows that it is reached. It can be forgotten again."""
    register.item("10618")
    with talk.database.writing() as session:
        items.item_by_reference(session, "OLDER-10618").board = "Vulnerability Board"
    assert (await talk.says("priya", "/rec settings here", Refused)).template == WriteItThere.template
    for words in ("here", "here vulnerability board", "here executive"):
        await talk.says("priya", f"/rec settings {words}", Acknowledged, channel=BOARD)
    posted = [post.message for post in talk.posts(BOARD)]
    assert [each.what for each in posted if isinstance(each, ChannelNamed)] == [
        "committee_channel",
        "board_channels",
        "executive_channel",
    ]
    again = await talk.says("priya", "/rec settings here", Acknowledged, channel=BOARD)
    assert again.what == "channel_same"
    assert (await line(talk, "board_channels"))[0] == "Vulnerability Board"
    refused = await talk.says("priya", "/rec settings here Nobody's Board", Refused, channel=BOARD)
    assert refused.template == NoSuchBoard.template
    form = await opened(talk, "channels")
    await talk.submits(
        "priya", "settings", f"channels:{form.latest}", {"forget": "committee_channel\nboard_channels"}
    )
    kept = await talk.says("priya", "/rec settings", Settings)
    assert [each.name for each in kept.lines if each.origin is Origin.CHAT] == ["executive_channel"]


async def test_the_first_hour_takes_the_channel_in_chat(
    database: Database, clock: StoppedClock, policy: Policy
) -> None:
    """Nobody has to set anything where Reckoner runs."""
    async with talking(database, clock, replace(policy, committee_channel=None)) as talk:
        assert not (await talk.says("priya", "/rec start", FirstHour)).is_channel
        await talk.says("priya", "/rec settings here", Acknowledged, channel=BOARD)
        assert (await talk.says("priya", "/rec start", FirstHour)).is_channel


async def test_settings_are_answered_in_words_and_by_group(talk: Talk) -> None:
    """A group's name opens its form; another word is answered with what there is."""
    assert (await talk.says("priya", "/rec settings reminders", SettingsForm)).group == "reminders"
    assert (await talk.says("priya", "/rec settings colours", Refused)).template == NoSuchSettings.template
    answer = expected(await talk.presses("priya", "change_settings", "colours"), Refused)
    assert answer.template == NoLongerKnown.template
    await talk.says("priya", "/rec committee", CommitteeCalendar)
