"""A register that begins: its coordinator is led from nothing to owners who know what is theirs."""

from datetime import date

from sqlalchemy import select

from models.outbox.message import OutboxMessage
from models.queries.first_hour import INVITATION
from models.refusals.people import CoordinatorsOnly
from templates.messages.allocation import Allocation
from templates.messages.answers import Refused
from templates.messages.first_hour import FirstHour
from templates.messages.help import Help
from templates.messages.home import Home
from templates.messages.imports import Imported
from templates.messages.items import ItemList
from templates.messages.meetings import MeetingNews
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk

REGISTER = """Report,Report code,Published,Number,Text,Owner,Deputy
Vetting,VETTING,02/11/2022,1,Look again.,Anna Clarke,Sofia Novak
Vetting,VETTING,02/11/2022,2,Look again.,Anna Clarke,
Vetting,VETTING,02/11/2022,3,Look again.,Nora New,
"""


async def test_a_coordinator_is_led_through_the_first_hour_step_by_step(
    talk: Talk, register: Register
) -> None:
    """Their own list and page of an empty register show the steps; each is taken up where it was left."""
    for line in ("/rec", "/rec start"):
        begun = await talk.says("priya", line, FirstHour)
        assert begun.done == (True, False, False, talk.policy.committee_channel is not None, False)
    home = await talk.home("priya", Home)
    assert home.picture is not None
    assert home.picture.first_hour == begun
    await talk.writes("priya", "", files=[("register.csv", REGISTER.encode())])
    await talk.reads_reports()
    shown = talk.last("priya")
    await talk.presses("priya", "import_confirm", str(shown.says(Imported).sent), on=shown)
    await talk.reads_reports()
    after = expected(await talk.presses("priya", "open", "start"), FirstHour)
    assert (after.items, after.owners, after.unreachable, after.waiting) == (3, 3, ("Nora New",), 2)
    fields = {"held_on": "2022-12-15", "cut_off_on": "", "paper_due_on": ""}
    expected(await talk.submits("priya", "committee_meeting", "new", fields), MeetingNews)
    invited = expected(await talk.presses("priya", "invite", "owners"), FirstHour)
    assert (invited.next_meeting, invited.waiting) == (date(2022, 12, 15), 0)
    await talk.presses("priya", "invite", "owners")
    await talk.at("2022-12-01T10:00")
    (anna,) = talk.sees("anna", Allocation)
    (sofia,) = talk.sees("sofia", Allocation)
    assert ([each.reference for each in anna.owned], anna.deputised) == (["VETTING-1", "VETTING-2"], ())
    assert ([each.reference for each in sofia.deputised], sofia.owned) == (["VETTING-1"], ())
    with talk.database.reading() as session:
        told = session.scalars(select(OutboxMessage).where(OutboxMessage.topic == INVITATION)).all()
        assert len(told) == 2


async def test_others_are_not_led_and_a_register_that_has_begun_answers_as_usual(
    talk: Talk, register: Register
) -> None:
    """Nobody but a coordinator begins a register, and once there is an item the usual answers come."""
    await talk.says("anna", "/rec", ItemList)
    assert (await talk.says("anna", "/rec start", Refused)).template == CoordinatorsOnly.template
    register.item("1")
    await talk.says("priya", "/rec", ItemList)
    await talk.says("priya", "/rec help", Help)
    assert (await talk.says("priya", "/rec start", FirstHour)).items == 1
