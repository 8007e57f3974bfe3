"""A whole report at once: its recommendations are proposed, looked through, corrected and added."""

from datetime import date

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from jobs.fetching import NotStored
from models.database import Database
from models.deadlines.deadline import DeadlineBasis
from models.enums import Addressee, Status
from models.policy import Policy
from models.refusals.people import CoordinatorsOnly
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from templates.messages.answers import Acknowledged, Refused
from templates.messages.drafts import ReportDraft, ReportForm
from templates.slack import renderer
from tests.factories import Register
from tests.handlers.reporting import DESCRIBED, VETTING, begins, counted, filled, item
from tests.letterbox import expected
from tests.reading.printing import national_pdf, pdf, thematic_word
from tests.talk import Talk, direct, sentence, talking


async def test_a_pasted_report_becomes_a_draft_to_look_through(talk: Talk, register: Register) -> None:
    """What was read comes as one message, and nothing is in the register before somebody adds it."""
    assert await talk.says("priya", "/rec report", ReportForm) == ReportForm()
    posted = await begins(talk)
    draft = posted.says(ReportDraft)
    assert [row.number for row in draft.rows] == ["33", "34", "35", "38", "39"]
    assert (draft.to_add, draft.there, draft.left_out, draft.blocked) == (5, 0, 0, 0)
    assert draft.gaps == ("1 to 32", "36", "37")
    assert "I found 5 proposals, and 1 passage I could not read that might be one." in posted.text
    assert "“4 The force should review how it manages sex offenders" in posted.text
    assert "due Fri 31 Mar 2023 (“By 31 March 2023”)" in posted.text
    assert counted(talk.database) == (1, 0, 0)


async def test_a_draft_is_added_at_once_and_only_once(talk: Talk, register: Register) -> None:
    """*Add* enters every proposal with its deadline and addressees; pressed twice it adds nothing more."""
    posted = await begins(talk)
    number = str(posted.says(ReportDraft).draft)
    assert await talk.presses("priya", "draft_add", number, posted) is None
    added = talk.last("priya").says(ReportDraft)
    assert (added.state, added.added) == ("added", tuple(f"VETTING-{each}" for each in (33, 34, 35, 38, 39)))
    before = counted(talk.database)
    await talk.presses("priya", "draft_add", number, posted)
    await talk.presses("priya", "draft_add", number)
    assert counted(talk.database) == before
    assert len(talk.sees("priya", ReportDraft)) == 1
    with talk.database.reading() as session:
        one = session.scalars(select(Recommendation).where(Recommendation.number == "33")).one()
        assert (one.deadline_on, one.deadline_basis) == (date(2023, 3, 31), DeadlineBasis.STATED_DAY)
        assert (one.addressed_to, one.status) == (
            frozenset({Addressee.ALL_FORCES}),
            Status.AWAITING_ALLOCATION,
        )
        assert (one.report.title, one.report.published_on) == (DESCRIBED["title"], date(2022, 11, 2))
        assert one.text.count("\n• ") == 3


async def test_what_the_register_has_is_shown_and_not_added_again(talk: Talk, register: Register) -> None:
    """An item with the same report code and number stays as it is, and so does what is known of the report."""
    register.report("VETTING", "The vetting report", date(2022, 11, 2))
    register.item("33", report="VETTING", text="As it was entered.")
    posted = await begins(talk, title="Another title", published="2022-11-03")
    draft = posted.says(ReportDraft)
    assert (draft.to_add, draft.there, draft.title) == (4, 1, "The vetting report")
    assert "already in the register as VETTING-33" in posted.text
    await talk.presses("priya", "draft_add", str(draft.draft), posted)
    assert talk.last("priya").says(ReportDraft).added == (
        "VETTING-34",
        "VETTING-35",
        "VETTING-38",
        "VETTING-39",
    )
    with talk.database.reading() as session:
        report = session.scalars(select(InspectionReport)).one()
        assert (report.title, report.published_on) == ("The vetting report", date(2022, 11, 2))
        one = session.scalars(select(Recommendation).where(Recommendation.number == "33")).one()
        assert one.text == "As it was entered."


@pytest.mark.parametrize(
    ("name", "content", "numbers"),
    [
        ("national.pdf", national_pdf(), ["1", "2", "3", "5"]),
        ("thematic.docx", thematic_word(), ["1", "2", "3", "COC1", "4", "7"]),
        ("vetting.txt", VETTING.encode("utf-16"), ["33", "34", "35", "38", "39"]),
    ],
)
async def test_a_file_is_fetched_and_then_read(
    talk: Talk, register: Register, name: str, content: bytes, numbers: list[str]
) -> None:
    """A Word file, a PDF or a text file in the form is read once it has been fetched."""
    await talk.submits("priya", "report", "", DESCRIBED, files=[(name, content)])
    await talk.reads_reports()
    assert [row.number for row in talk.last("priya").says(ReportDraft).rows] == numbers


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("scan.pdf", pdf([[], []]), "contains scanned pages"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a file of Office's old kind"),
        ("broken.pdf", b"%PDF-1.7 and no more", "is damaged or incomplete"),
        ("page.txt", b"<!DOCTYPE html><p>Recommendation 1", "is really a web page"),
    ],
)
async def test_what_cannot_be_read_is_said_with_what_to_do(
    talk: Talk, register: Register, name: str, content: bytes, said: str
) -> None:
    """A scan, an old or damaged file gets one sentence that says what to do; another draft can then be begun."""
    await talk.submits("priya", "report", "", DESCRIBED, files=[(name, content)])
    await talk.reads_reports()
    told = talk.last("priya")
    assert told.says(ReportDraft).state == "unreadable"
    assert said in told.text
    assert f"“{name}”" in told.text
    assert (await begins(talk)).says(ReportDraft).state == "ready"


async def test_a_file_that_cannot_be_fetched_is_told_of(talk: Talk, register: Register) -> None:
    """A file that Slack does not give closes the draft, and whoever began it is told why."""
    talk.shelf.ordered.append(NotStored("Slack answered 404.", final=True))
    await talk.submits("priya", "report", "", DESCRIBED, files=[("gone.pdf", national_pdf())])
    await talk.reads_reports()
    told = talk.last("priya")
    assert told.says(ReportDraft).state == "unreadable"
    assert "“gone.pdf” could not be fetched from Slack. Slack answered 404." in told.text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"code": "V 33"}, "code"),
        ({"code": ""}, "code"),
        ({"title": " "}, "title"),
        ({"published": ""}, "published"),
        ({"published": "2023-11-02"}, "published"),
        ({"text": "  "}, "text"),
    ],
)
async def test_a_form_is_refused_at_the_field_at_fault(
    talk: Talk, register: Register, changed: dict[str, str], field: str
) -> None:
    """What is missing or wrong in the form is said at its field, and no draft is begun."""
    answer = await talk.submits("priya", "report", "", {**DESCRIBED, "text": VETTING, **changed})
    assert expected(answer, Refused).field_name == field
    assert counted(talk.database)[0] == 0


async def test_a_file_and_a_text_together_are_refused(talk: Talk, register: Register) -> None:
    """Given both, Reckoner does not choose; and of several files it takes none."""
    both = await talk.submits(
        "priya", "report", "", {**DESCRIBED, "text": VETTING}, files=[("a.txt", b"Recommendation 1")]
    )
    assert sentence(expected(both, Refused)).startswith("Send either a file or pasted text")
    two = await talk.submits("priya", "report", "", DESCRIBED, files=[("a.txt", b"x"), ("b.txt", b"y")])
    assert sentence(expected(two, Refused)).startswith("One file at a time")
    assert counted(talk.database)[0] == 0


async def test_a_long_text_goes_on_from_field_to_field(talk: Talk, register: Register) -> None:
    """What is pasted into several fields is read as one text."""
    cut = VETTING.index("to identify potentially")
    posted = await begins(talk, VETTING[:cut], text_more_2=VETTING[cut:])
    assert [row.number for row in posted.says(ReportDraft).rows] == ["33", "34", "35", "38", "39"]


async def test_the_same_form_sent_twice_is_one_draft(talk: Talk, register: Register) -> None:
    """A form that Slack delivers again begins no second draft."""
    for _ in range(2):
        answer = await talk.submits("priya", "report", "", {**DESCRIBED, "text": VETTING}, view="V1")
        assert expected(answer, Acknowledged).what == "report_taken"
    await talk.reads_reports()
    assert counted(talk.database)[0] == 1
    assert len(talk.sees("priya", ReportDraft)) == 1


async def test_a_second_draft_for_a_report_is_refused_by_name(talk: Talk, register: Register) -> None:
    """There is one open draft for a report; who has begun it is said, and how to see it."""
    await begins(talk)
    answer = await talk.submits("tom", "report", "", {**DESCRIBED, "text": VETTING})
    assert sentence(expected(answer, Refused)).startswith(
        "Priya Shah has already started a draft for VETTING"
    )


@pytest.mark.parametrize("who", ["anna", "helen"])
async def test_drafts_are_for_coordinators_on_every_path(talk: Talk, register: Register, who: str) -> None:
    """Neither command, form, button nor message lets others begin, see or change a draft."""
    posted = await begins(talk)
    draft = str(posted.says(ReportDraft).draft)
    first = item(posted, "33")
    before = counted(talk.database)
    commands = [await talk.says(who, f"/rec report{rest}", Refused) for rest in ("", " VETTING")]
    forms = [
        await talk.submits(who, "report", "", {**DESCRIBED, "code": "OTHER", "text": VETTING}),
        await talk.submits(who, "report", draft, DESCRIBED),
        await talk.submits(who, "draft_item", f"item:{first}", filled()),
        await talk.submits(who, "draft_item", f"new:{draft}:", filled()),
    ]
    drafts = ("draft_add", "draft_discard", "draft_describe", "draft_not_read", "draft_new", "draft_next")
    items = ("draft_correct", "draft_leave_out", "draft_put_back")
    pressed = [
        *[await talk.presses(who, button, draft) for button in (*drafts, "draft_previous", "draft_take")],
        *[await talk.presses(who, button, first) for button in items],
    ]
    told = {expected(answer, Refused).template for answer in (*commands, *forms, *pressed)}
    assert told == {CoordinatorsOnly.template}
    assert counted(talk.database) == before
    written = await talk.writes(who, "report OTHER", files=[("a.txt", VETTING.encode())])
    assert written.answer(Refused).template == CoordinatorsOnly.template


async def test_two_coordinators_see_one_draft(talk: Talk, register: Register) -> None:
    """What one corrects or leaves out, the other sees where the draft stands before their eyes."""
    posted = await begins(talk)
    shown = await talk.says("tom", "/rec report vetting", Acknowledged)
    assert shown.what == "draft_shown"
    (toms,) = [each for each in talk.posts(direct("tom")) if isinstance(each.message, ReportDraft)]
    await talk.presses("tom", "draft_leave_out", f"{item(toms, '34')}:1", toms)
    for place in (toms, posted):
        rows = {row.number: row.left_out for row in place.says(ReportDraft).rows}
        assert rows == {"33": False, "34": True, "35": False, "38": False, "39": False}
    await talk.presses("tom", "draft_add", str(toms.says(ReportDraft).draft), toms)
    assert posted.says(ReportDraft).state == toms.says(ReportDraft).state == "added"
    assert "Tom" in posted.text
    told = talk.last("priya").says(Acknowledged)
    assert (told.what, told.facts["number"]) == ("draft_added", "4")


async def test_a_draft_survives_a_restart(
    database: Database, clock: StoppedClock, policy: Policy, register: Register
) -> None:
    """What was begun, read and corrected is there after a restart, and reading goes on where it was."""
    async with talking(database, clock, policy) as talk:
        await talk.submits("priya", "report", "", {**DESCRIBED, "text": VETTING})
    async with talking(database, clock, policy) as talk:
        await talk.reads_reports()
        posted = talk.last("priya")
        await talk.presses("priya", "draft_leave_out", f"{item(posted, '34')}:1", posted)
    async with talking(database, clock, policy) as talk:
        await talk.says("priya", "/rec report VETTING", Acknowledged)
        draft = talk.last("priya").says(ReportDraft)
        assert (draft.to_add, draft.left_out) == (4, 1)


async def test_hostile_text_notifies_nobody(talk: Talk, register: Register) -> None:
    """What a report says is shown as text, whatever it means to Slack or to a template."""
    text = "Recommendation 1\n\nBy March 2023, forces should tell <!channel> & {{ 7 * 7 }} *now*."
    posted = await begins(talk, text, code="HOSTILE")
    drawn = renderer.render(posted.message)
    assert "<!channel>" not in str(drawn.blocks) + drawn.text
    assert "{{ 7" in posted.text


async def test_a_report_without_any_recommendation_says_so(talk: Talk, register: Register) -> None:
    """A text in which nothing is found leaves an empty draft, to which items can be put by hand."""
    posted = await begins(talk, "We visited eight forces and were given tea.")
    draft = posted.says(ReportDraft)
    assert (draft.state, draft.total, draft.to_add) == ("ready", 0, 0)
    assert "I found 0 proposals" in posted.text
    answer = await talk.presses("priya", "draft_add", str(draft.draft), posted)
    assert sentence(expected(answer, Refused)).startswith("The draft for VETTING")
