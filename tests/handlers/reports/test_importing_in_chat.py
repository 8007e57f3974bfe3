"""A register sent as a file in chat: what would happen is shown, and nothing else is imported."""

import hashlib
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.documents.documents import Documents
from bot.worker.files import FileStore
from models.enums import DocumentKind
from models.imports.sent_register import SentRegister
from models.refusals.imports import (
    ImportNotOpen,
    NoMarkedCopy,
    NoSuchImport,
    OneRegisterFile,
    RegisterFileMissing,
)
from models.refusals.people import CoordinatorsOnly
from models.refusals.sheets import NoHeadings
from models.register.recommendation import Recommendation
from models.retention.tidying import erase_refused_registers
from models.statements.statement import FileState
from templates.messages.answers import Acknowledged, Refused
from templates.messages.documents import Document
from templates.messages.imports import LINES_OF_A_PAGE, AnswersForm, Imported, ImportFaults, RegisterForm
from tests.factories import Register
from tests.letterbox import Posted, expected
from tests.talk import Talk, Written, direct

HEADINGS = "Report,Report code,Published,Number,Text,Owner,Mandatory\n"


def row(number: int, owner: str = "Anna Clarke", mandatory: str = "") -> str:
    """Return a row of the file."""
    return f"Vetting,VETTING,02/11/2022,{number},Look again.,{owner},{mandatory}\n"


async def sends(talk: Talk, *rows: str, words: str = "import", who: str = "priya") -> Written:
    """Send a register of these rows in the direct conversation, and let it be read."""
    content = (HEADINGS + "".join(rows)).encode()
    written = await talk.writes(who, words, files=[("register.csv", content)])
    await talk.reads_reports()
    return written


async def presses(talk: Talk, button: str) -> None:
    """Press a button of the message that came last, and let be done what follows."""
    last = talk.last("priya")
    said = last.message
    assert isinstance(said, Imported | ImportFaults)
    await talk.presses("priya", button, str(said.sent), on=last)
    await talk.reads_reports()


def faulty(talk: Talk) -> Posted:
    """Return what was last said of a register with faults: a copy of the file with them comes after it."""
    *_, told, copy = talk.posts(direct("priya"))
    assert copy.says(Document).kind is DocumentKind.MARKED_REGISTER
    return told


def references(talk: Talk) -> list[str]:
    """Return what the register holds."""
    with talk.database.reading() as session:
        return sorted(each.reference for each in session.query(Recommendation))


@pytest.mark.every_database
async def test_what_would_happen_is_shown_and_imported_once_it_is_confirmed(
    talk: Talk, register: Register
) -> None:
    """The file is acknowledged at once, then shown, and nothing is in the register before *Import* is pressed."""
    written = await sends(talk, row(1), row(2, "Nora New"))
    assert written.answer(Acknowledged).what == "register_taken"
    shown = talk.last("priya").says(Imported)
    assert (shown.dry_run, shown.added, shown.new_people) == (True, ("VETTING-1", "VETTING-2"), ("Nora New",))
    assert references(talk) == []
    asked = talk.last("priya")
    await presses(talk, "import_confirm")
    assert asked.says(Acknowledged).what == "register_importing"
    done = talk.last("priya").says(Imported)
    assert (done.dry_run, done.effect) == (False, shown.effect)
    assert references(talk) == ["VETTING-1", "VETTING-2"]
    with talk.database.reading() as session:
        (sent,) = session.query(SentRegister)
        assert sent.file.state is FileState.ERASING
    await sends(talk, row(1), row(2, "Nora New"))
    nothing = talk.last("priya")
    assert nothing.says(Imported).unchanged == 2
    assert "Nothing to import" in nothing.text
    again = await talk.presses("priya", "import_confirm", str(shown.sent))
    assert expected(again, Refused).template == ImportNotOpen.template


async def test_every_fault_can_be_read_a_page_at_a_time(talk: Talk, register: Register) -> None:
    """Nothing of a faulty file is imported; the faults that one message does not hold are on its next pages."""
    await sends(talk, *(row(n, mandatory=f"perhaps {n}") for n in range(1, 21)))
    first = faulty(talk)
    assert len(first.says(ImportFaults).faults) == 20
    assert f"1 to {LINES_OF_A_PAGE} of 20" in first.text
    assert "Row 21" not in first.text
    sent = first.says(ImportFaults).sent
    await talk.presses("priya", "import_next", f"{sent}:16", on=first)
    assert "16 to 20 of 20" in first.text
    assert "Row 21" in first.text
    await sends(talk, *(row(n, mandatory="yes" if n == 3 else "perhaps") for n in range(1, 21)))
    assert "Rows 2 to 3, 5 to 21, Mandatory: “perhaps”" in faulty(talk).text
    assert references(talk) == []


async def test_what_was_not_shown_is_not_imported(talk: Talk, register: Register) -> None:
    """Where the register has changed since, what would happen now is shown, to be confirmed anew."""
    await sends(talk, row(1), row(2))
    first = talk.last("priya")
    await sends(talk, row(1))
    await presses(talk, "import_confirm")
    sent = first.says(Imported).sent
    await talk.presses("priya", "import_confirm", str(sent), on=first)
    await talk.reads_reports()
    now = talk.last("priya").says(Imported)
    assert (now.dry_run, now.changed_since, now.added) == (True, True, ("VETTING-2",))
    assert references(talk) == ["VETTING-1"]
    await presses(talk, "import_confirm")
    assert references(talk) == ["VETTING-1", "VETTING-2"]


async def test_an_import_can_tell_nobody(talk: Talk, register: Register) -> None:
    """Once something is in the register, owners are told of an import, unless another button is pressed."""
    register.item("1")
    await sends(talk, row(1))
    assert talk.last("priya").says(Imported).tells
    await presses(talk, "import_quietly")
    assert references(talk) == ["OLDER-1", "VETTING-1"]
    assert (talk.last("priya").says(Imported).told, talk.posts("D0ANNA001")) == (None, [])
    await sends(talk, row(2))
    await presses(talk, "import_confirm")
    assert len(talk.posts("D0ANNA001")) == 1


async def test_what_is_no_register_is_refused_with_what_would_be_right(
    talk: Talk, register: Register
) -> None:
    """A file that cannot be read at all says so where it was sent; what is shown can be discarded."""
    await talk.writes("priya", "import", files=[("notes.csv", b"one;two\n1;2\n")])
    await talk.reads_reports()
    assert talk.last("priya").says(Refused).template == NoHeadings.template
    await sends(talk, row(1))
    await presses(talk, "import_discard")
    assert talk.last("priya").says(Acknowledged).what == "register_discarded"
    assert references(talk) == []


async def test_only_who_sent_a_register_and_keeps_the_register_imports_it(
    talk: Talk, register: Register
) -> None:
    """An owner's spreadsheet is no register; another coordinator cannot press what the first was shown."""
    refused = await sends(talk, row(1), who="anna")
    assert refused.answer(Refused).template == CoordinatorsOnly.template
    bare = await sends(talk, row(1), words="", who="anna")
    assert bare.answer(Acknowledged).what == "not_understood"
    await sends(talk, row(1), words="")
    sent = talk.last("priya").says(Imported).sent
    other = await talk.presses("tom", "import_confirm", str(sent))
    assert expected(other, Refused).template == NoSuchImport.template
    assert references(talk) == []


async def test_a_register_can_be_sent_in_a_form(talk: Talk, register: Register) -> None:
    """The command opens a form for one file; without a file, or with two, it says what would be right."""
    await talk.says("priya", "/rec import", RegisterForm)
    file = ("register.csv", (HEADINGS + row(1)).encode())
    for files, refusal in (((), RegisterFileMissing), ((file, file), OneRegisterFile)):
        answer = expected(await talk.submits("priya", "import", "", {}, files=files), Refused)
        assert (answer.template, answer.field_name) == (refusal.template, "files")
    await talk.submits("priya", "import", "", {}, files=[file])
    await talk.reads_reports()
    assert talk.last("priya").says(Imported).added == ("VETTING-1",)


TRACKER = "Report,Published,Number,Text,Owner,Status\n"


async def test_what_only_a_person_knows_is_asked_in_chat_once(talk: Talk, register: Register) -> None:
    """Answers in the form lead to what would happen; the next file is read so, and says so, and can ask anew."""
    content = (TRACKER + "Vetting,02/11/2022,1,Look again.,Anna Clarke,Paused\n").encode()
    await talk.writes("priya", "import", files=[("tracker.csv", content)])
    await talk.reads_reports()
    asked = talk.last("priya")
    questions = asked.says(ImportFaults).questions
    assert [(each.words, each.proposal) for each in questions] == [
        ("Vetting", "VETTING"),
        ("Paused", "in progress"),
    ]
    about = str(asked.says(ImportFaults).sent)
    form = expected(await talk.presses("priya", "import_answer", about), AnswersForm)
    assert form.questions == questions
    filled = {"answer_0": "a b", "answer_1": str(questions[1].choices.index("in progress"))}
    refused = expected(await talk.submits("priya", "import_answers", about, filled), Refused)
    assert refused.field_name == "answer_0"
    await talk.submits("priya", "import_answers", about, {**filled, "answer_0": "vetting"})
    await talk.reads_reports()
    shown = talk.last("priya")
    assert shown.says(Imported).added == ("VETTING-1",)
    assert "“Paused” is in progress" in shown.text
    await presses(talk, "import_ask_again")
    again = talk.last("priya").says(ImportFaults).questions
    assert [each.words for each in again] == ["Paused"], "the code is no word that was read otherwise"
    await presses(talk, "import_proposals")
    await presses(talk, "import_confirm")
    assert references(talk) == ["VETTING-1"]
    late = await talk.presses("priya", "import_proposals", about)
    assert expected(late, Refused).template == ImportNotOpen.template


async def test_answers_to_a_faulty_register_hold_for_the_corrected_one(
    talk: Talk, register: Register
) -> None:
    """Faults and questions come together; what was answered is not asked again of the file that is sent next."""

    async def sends_tracker(published: str) -> None:
        content = (TRACKER + f"Vetting,{published},1,Look again.,Anna Clarke,Paused\n").encode()
        await talk.writes("priya", "import", files=[("tracker.csv", content)])
        await talk.reads_reports()

    await sends_tracker("30/02/2022")
    told = faulty(talk)
    found = told.says(ImportFaults)
    assert (len(found.faults), len(found.questions)) == (1, 2)
    await talk.presses("priya", "import_proposals", str(found.sent), on=told)
    kept = told.says(ImportFaults)
    assert (kept.faults, kept.questions, kept.is_answered) == (found.faults, (), True)
    await sends_tracker("02/11/2022")
    assert talk.last("priya").says(Imported).added == ("VETTING-1",)


async def test_a_faulty_register_comes_back_with_each_fault_in_its_cell(
    talk: Talk, register: Register, tmp_path: Path
) -> None:
    """The copy is made from the file, which is kept for a week for that, and then erased."""
    content = (TRACKER + "=1+1,30/02/2022,1,Look again.,Anna Clarke,Paused\n").encode()
    await talk.writes("priya", "import", files=[("tracker.csv", content)])
    await talk.reads_reports()
    document = talk.last("priya").says(Document)
    assert document.file_name == "tracker-faults.xlsx"
    store = FileStore(tmp_path / "files")
    (tmp_path / "tracker.csv").write_bytes(content)
    store.keep(tmp_path / "tracker.csv", hashlib.sha256(content).hexdigest())
    documents = Documents(talk.database, talk.policy, None, store)
    sheet = load_workbook(BytesIO(documents.make(document, talk.clock.now()))).active
    assert sheet is not None
    cells = {
        cell.coordinate: (cell.value, cell.comment.text) for row in sheet for cell in row if cell.comment
    }
    assert set(cells) == {"A2", "B2", "F2"}
    assert cells["B2"][0] == "30/02/2022"
    assert "not in the calendar" in cells["B2"][1]
    assert sheet["A2"].data_type == "s", "what begins like a formula is none"
    with talk.database.writing() as session:
        erase_refused_registers(session, talk.clock.now() + timedelta(days=8))
        (sent,) = session.query(SentRegister)
        assert sent.file.state is FileState.ERASING
    with pytest.raises(NoMarkedCopy):
        documents.make(document, talk.clock.now())
