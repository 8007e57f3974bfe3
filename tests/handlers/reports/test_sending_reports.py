"""A report that is sent to the bot in a message, as a file or as its text."""

from datetime import date

from templates.messages.drafts import ReportDraft, ReportForm
from tests.factories import Register
from tests.handlers.reporting import VETTING
from tests.letterbox import expected
from tests.talk import Talk, direct


async def test_a_file_sent_to_the_bot_waits_for_title_and_date(talk: Talk, register: Register) -> None:
    """“report CODE” with a file begins a draft; once the report is described, it is read."""
    written = await talk.writes("priya", "report vetting", files=[("vetting.txt", VETTING.encode())])
    waiting = written.answer(ReportDraft)
    assert (waiting.state, waiting.code) == ("undescribed", "VETTING")
    await talk.reads_reports()
    assert len(talk.posts(direct("priya"))) == 1
    form = expected(await talk.presses("priya", "draft_describe", str(waiting.draft)), ReportForm)
    assert (form.draft, form.code) == (waiting.draft, "VETTING")
    described = {"title": "Vetting", "kind": "national thematic", "published": "2022-11-02"}
    await talk.submits("priya", "report", str(waiting.draft), described)
    assert written.answer(ReportDraft).state == "reading"
    await talk.reads_reports()
    assert written.answer(ReportDraft).state == "ready"
    assert talk.last("priya").says(ReportDraft).to_add == 5


async def test_a_long_message_to_the_bot_is_a_report_and_a_sentence_is_not(
    talk: Talk, register: Register
) -> None:
    """Text after “report CODE” is read; a sentence that happens to begin so is a reply like any other."""
    register.report("VETTING", "The vetting report", date(2022, 11, 2))
    written = await talk.writes("priya", f"report VETTING {VETTING}")
    assert written.answer(ReportDraft).state == "reading"
    await talk.reads_reports()
    assert written.answer(ReportDraft).to_add == 5
    other = await talk.writes("priya", "report vetting is late, as I said")
    assert not isinstance(other.answers[0].message, ReportDraft)
