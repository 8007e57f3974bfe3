"""A draft is looked through: proposals are corrected, left out, put in, and the report is described."""

from datetime import date

import pytest
from sqlalchemy import select

from models.deadlines.deadline import DeadlineBasis
from models.enums import Addressee, ItemKind, ReportKind
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from templates.messages.answers import Acknowledged, Refused
from templates.messages.drafts import DraftItemForm, NotReadList, ReportDraft, ReportForm
from templates.messages.items import ItemList
from templates.parts import TextInput
from templates.slack.markup import SLACK
from tests.factories import Register
from tests.handlers.reporting import BY_MARCH, LAYOUTS, begins, counted, filled, item
from tests.letterbox import expected
from tests.talk import Talk, sentence

PEEL = (LAYOUTS / "peel.txt").read_text("utf-8")
SUPER = (LAYOUTS / "super-complaint.txt").read_text("utf-8").replace("Local Government", "Local Walking")
LINK = "https://example.org/report"
MANY = "\n\n".join(
    f"Recommendation {each}\n\nBy March 2023, forces should do part {each}." for each in range(1, 13)
)


async def test_a_proposal_is_corrected_in_a_form_with_every_field(talk: Talk, register: Register) -> None:
    """*Correct* shows all that was read; what is saved stands in the list, by whom, and its doubts are settled."""
    posted = await begins(talk, SUPER, code="SC", published="2022-11-02")
    fourth = item(posted, "4")
    assert "Correct it first" in posted.text
    form = expected(await talk.presses("priya", "draft_correct", fourth, posted), DraftItemForm)
    assert (form.number, form.wording, form.deadline_on) == ("4", "by 31 May 2024", date(2024, 5, 31))
    assert form.doubts == (("unknown body", "to the Local Walking Association"),)
    assert form.sentence is not None
    changed = filled(
        number="4", text=form.text, addressed_to="PCC\nother", deadline_wording="", deadline_on="2024-04-30"
    )
    await talk.submits("priya", "draft_item", f"item:{fourth}", changed)
    (row,) = (each for each in posted.says(ReportDraft).rows if each.number == "4")
    assert row.addressed_to == (Addressee.PCC, Addressee.OTHER)
    assert (row.deadline_on, row.wording, row.doubts, row.blocked) == (date(2024, 4, 30), None, (), False)
    assert "Corrected by Priya Shah." in posted.text
    assert posted.changes == 1
    await talk.presses("priya", "draft_add", str(posted.says(ReportDraft).draft), posted)
    with talk.database.reading() as session:
        added = session.scalars(select(Recommendation).where(Recommendation.number == "4")).one()
        assert added.deadline_basis is DeadlineBasis.LOCAL
        assert not added.for_force


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"number": "34"}, "number"),
        ({"number": "thirty-three"}, "number"),
        ({"text": " "}, "text"),
        ({"addressed_to": ""}, "addressed_to"),
        ({"deadline_wording": "In the 12 months ending 30 June 2022"}, "deadline_wording"),
        ({"deadline_wording": "By spring 2023"}, "deadline_wording"),
        ({"deadline_on": "2023-04-30"}, "deadline_on"),
        ({"deadline_wording": "", "deadline_on": "2022-11-01"}, "deadline_on"),
        ({"register_number": "10618x"}, "register_number"),
        ({"register_number": "10618"}, "register_number"),
        ({"parent": "COC9"}, "parent"),
    ],
)
async def test_a_correction_is_refused_at_the_field_at_fault(
    talk: Talk, register: Register, changed: dict[str, str], field: str
) -> None:
    """A number twice, no addressee, a look-back for a deadline and the like are said where they stand."""
    register.item("1a", report="OLDER", register_number="10618")
    posted = await begins(talk)
    answer = await talk.submits("priya", "draft_item", f"item:{item(posted, '33')}", filled(**changed))
    assert expected(answer, Refused).field_name == field
    assert posted.changes == 0


async def test_a_long_text_comes_back_from_its_fields_word_for_word(talk: Talk, register: Register) -> None:
    """A text longer than a field holds stands in several, and is the same when nothing was changed."""
    text = "By March 2023, forces should do all this: " + " ".join(f"word{each}" for each in range(900))
    posted = await begins(talk, f"Recommendation 1\n\n{text}\n\n• and then stop.", code="LONG")
    first = item(posted, "1")
    form = expected(await talk.presses("priya", "draft_correct", first, posted), DraftItemForm)
    fields = {part.name: part.given for part in form.layout(SLACK) if isinstance(part, TextInput)}
    assert {"text", "text_more_2", "text_more_3"} <= set(fields)
    await talk.submits(
        "priya",
        "draft_item",
        f"item:{first}",
        {**fields, "kind": "recommendation", "addressed_to": "all forces"},
    )
    assert posted.says(ReportDraft).rows[0].text == form.text


async def test_leaving_out_is_taken_back(talk: Talk, register: Register) -> None:
    """A proposal that is left out is not added; it can be taken after all."""
    posted = await begins(talk)
    which = f"{item(posted, '34')}:1"
    assert await talk.presses("priya", "draft_leave_out", which, posted) is None
    assert "VETTING-34 · left out" in posted.text
    assert posted.says(ReportDraft).to_add == 4
    await talk.presses("priya", "draft_put_back", which, posted)
    assert posted.says(ReportDraft).to_add == 5


async def test_words_that_were_not_read_are_made_into_an_item(talk: Talk, register: Register) -> None:
    """What could not be read is listed word for word, and a button opens a form that holds the words."""
    posted = await begins(talk)
    draft = str(posted.says(ReportDraft).draft)
    listed = expected(await talk.presses("priya", "draft_not_read", draft, posted), NotReadList)
    assert [words[:20] for words, _ in listed.words] == ["4 The force should r"]
    assert ("footnote", 3) in listed.left_out
    form = expected(await talk.presses("priya", "draft_take", f"{draft}:0"), DraftItemForm)
    assert form.text == listed.words[0][0]
    made = filled(
        number="AFI1",
        kind="area for improvement",
        text=form.text,
        addressed_to="this force",
        deadline_wording="",
    )
    await talk.submits("priya", "draft_item", f"new:{draft}:0", made)
    now = posted.says(ReportDraft)
    assert (now.rows[-1].number, now.rows[-1].kind, now.unread) == ("AFI1", ItemKind.AREA_FOR_IMPROVEMENT, ())


async def test_an_item_is_put_in_by_hand(talk: Talk, register: Register) -> None:
    """What is not in the text at all can be added to the draft; a fault leaves nothing behind."""
    posted = await begins(talk)
    draft = str(posted.says(ReportDraft).draft)
    expected(await talk.presses("priya", "draft_new", draft, posted), DraftItemForm)
    refused = await talk.submits("priya", "draft_item", f"new:{draft}:", filled(number="40", addressed_to=""))
    assert expected(refused, Refused).field_name == "addressed_to"
    assert posted.says(ReportDraft).total == 5
    await talk.submits("priya", "draft_item", f"new:{draft}:", filled(number="40"))
    assert posted.says(ReportDraft).rows[-1].text == BY_MARCH


async def test_a_cause_of_concern_is_added_with_its_recommendations(talk: Talk, register: Register) -> None:
    """Children are added under their cause; one whose cause is left out cannot be added by itself."""
    posted = await begins(talk, PEEL, code="PEEL2325", kind="PEEL", published="2022-11-30")
    draft = posted.says(ReportDraft)
    # The text names a force by a name that the settings do not have: to whom it is addressed is asked.
    first = filled(number="COC1.1", addressed_to="this force", parent="coc1")
    await talk.submits("priya", "draft_item", f"item:{item(posted, 'COC1.1')}", first)
    cause = f"{item(posted, 'COC1')}:1"
    await talk.presses("priya", "draft_leave_out", cause, posted)
    answer = await talk.presses("priya", "draft_add", str(draft.draft), posted)
    assert "PEEL2325-COC1.1, PEEL2325-COC1.2" in sentence(expected(answer, Refused))
    assert counted(talk.database)[1] == 0
    await talk.presses("priya", "draft_put_back", cause, posted)
    await talk.presses("priya", "draft_add", str(draft.draft), posted)
    with talk.database.reading() as session:
        parent = session.scalars(select(Recommendation).where(Recommendation.number == "COC1")).one()
        assert [child.number for child in parent.children] == ["COC1.1", "COC1.2"]


async def test_a_number_that_comes_twice_holds_up_the_draft(talk: Talk, register: Register) -> None:
    """Two proposals with one number are named; correcting or leaving out one of them settles it."""
    text = (LAYOUTS / "joint.txt").read_text("utf-8").replace("NHS", "Nursing Guild")
    posted = await begins(talk, text, code="CUSTODY")
    draft = posted.says(ReportDraft)
    # One has a body that is not known, two have the number 6.
    assert draft.blocked == 3
    sixes = [row.item for row in draft.rows if row.number == "6"]
    await talk.presses("priya", "draft_leave_out", f"{sixes[1]}:1", posted)
    assert posted.says(ReportDraft).blocked == 1


async def test_pages_are_turned_in_place_and_stay(talk: Talk, register: Register) -> None:
    """A long draft has pages, which are turned where it stands; what is done on a page shows that page again."""
    posted = await begins(talk, MANY, code="MANY")
    draft = posted.says(ReportDraft)
    assert ([row.number for row in draft.rows], draft.to_add) == ([str(each) for each in range(1, 9)], 12)
    assert draft.next_page is not None
    await talk.presses("priya", "draft_next", draft.next_page, posted)
    second = posted.says(ReportDraft)
    assert [row.number for row in second.rows] == ["9", "10", "11", "12"]
    await talk.presses("priya", "draft_leave_out", f"{item(posted, '10')}:9", posted)
    assert [row.left_out for row in posted.says(ReportDraft).rows] == [False, True, False, False]
    await talk.submits("priya", "draft_item", f"item:{item(posted, '11')}", filled(number="11"))
    assert posted.says(ReportDraft).rows[2].text == BY_MARCH
    await talk.presses("priya", "draft_previous", second.previous_page or "", posted)
    assert posted.says(ReportDraft).first == 1
    assert len(talk.sees("priya", ReportDraft)) == 1


async def test_another_date_moves_what_counts_from_publication(talk: Talk, register: Register) -> None:
    """A corrected date of publication moves counted deadlines, and no printed days nor those set by hand."""
    text = "1. Within six months, forces should act.\n2. By March 2023, forces should act.\n3. Forces should act."
    posted = await begins(talk, text, code="DATES", published="2022-10-31")
    third = item(posted, "3")
    own = filled(number="3", deadline_wording="", deadline_on="2023-02-01")
    await talk.submits("priya", "draft_item", f"item:{third}", own)
    draft = str(posted.says(ReportDraft).draft)
    described = {
        "title": "Dates",
        "kind": "spotlight",
        "published": "2022-11-15",
        "source": LINK,
    }
    await talk.submits("priya", "report", draft, described)
    dues = [row.deadline_on for row in posted.says(ReportDraft).rows]
    assert dues == [date(2023, 5, 15), date(2023, 3, 31), date(2023, 2, 1)]
    await talk.presses("priya", "draft_add", draft, posted)
    with talk.database.reading() as session:
        report = session.scalars(select(InspectionReport)).one()
        assert (report.kind, report.source_link) == (ReportKind.SPOTLIGHT, LINK)


async def test_recommendations_of_a_super_complaint_are_not_mandatory(talk: Talk, register: Register) -> None:
    """What is added from a super-complaint is not mandatory, as its kind says."""
    posted = await begins(talk, "1. By March 2023, forces should act.", code="SC", kind="super-complaint")
    await talk.presses("priya", "draft_add", str(posted.says(ReportDraft).draft), posted)
    with talk.database.reading() as session:
        assert not session.scalars(select(Recommendation)).one().mandatory


async def test_a_draft_that_is_thrown_away_adds_nothing(talk: Talk, register: Register) -> None:
    """Thrown away, a draft says so, its buttons do nothing more, and another can be begun."""
    posted = await begins(talk)
    draft, first = str(posted.says(ReportDraft).draft), item(posted, "33")
    await talk.presses("priya", "draft_discard", draft, posted)
    assert posted.says(ReportDraft).state == "discarded"
    for button, value in (("draft_add", draft), ("draft_leave_out", f"{first}:1"), ("draft_correct", first)):
        answer = await talk.presses("priya", button, value)
        assert sentence(expected(answer, Refused)).startswith("The draft for VETTING was closed on")
    assert counted(talk.database)[1] == 0
    assert (await begins(talk)).says(ReportDraft).state == "ready"


async def test_a_code_without_a_draft_opens_the_form_with_what_is_known(
    talk: Talk, register: Register
) -> None:
    """A code without a draft opens the form, filled in for a report that the register has already."""
    register.report("VETTING", "The vetting report", date(2022, 11, 2))
    form = await talk.says("priya", "/rec report vetting", ReportForm)
    assert (form.code, form.title, form.published_on) == ("VETTING", "The vetting report", date(2022, 11, 2))
    assert (await talk.says("priya", "/rec report fresh", ReportForm)).code == "FRESH"
    refused = await talk.says("priya", "/rec report no code at all", Refused)
    assert sentence(refused).startswith("“no code at all” cannot be a report code")


@pytest.mark.parametrize("value", ["", "x", "99999", "9" * 30, "1:2:3"])
async def test_a_button_for_what_is_not_there_is_refused(talk: Talk, register: Register, value: str) -> None:
    """Made-up values of buttons and forms get a sentence and no crash."""
    buttons = ("draft_add", "draft_discard", "draft_correct", "draft_leave_out", "draft_take", "draft_next")
    for button in buttons:
        answer = await talk.presses("priya", button, value)
        assert sentence(expected(answer, Refused)).startswith("That draft no longer exists")


async def test_what_was_added_is_in_the_list_of_its_report(talk: Talk, register: Register) -> None:
    """The register lists what was added, waiting to be allocated, and the ledger names who added it."""
    posted = await begins(talk)
    await talk.presses("priya", "draft_add", str(posted.says(ReportDraft).draft), posted)
    listed = await talk.says("anna", "/rec status VETTING", ItemList)
    assert listed.total == 5
    shown = await talk.says("tom", "/rec report VETTING", ReportForm)
    assert shown.title == "An inspection of vetting, misconduct, and misogyny"
    assert isinstance(posted.message, ReportDraft)
    assert not talk.sees("anna", Acknowledged)
