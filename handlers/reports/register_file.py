"""A register that is sent as a file: what would happen is shown first, then it is imported or discarded."""

from sqlalchemy.orm import Session

from handlers.replies.record import attach
from handlers.reports.import_register import asked_of
from handlers.request import Request
from handlers.roles import coordinators_only
from models.imports import sent_register
from models.imports.cells import FaultyCell
from models.imports.questions import Meanings, answer_to, proposals
from models.imports.sent_register import SentRegister, sent_by_id
from models.queries.numbered import whole
from models.refusals.commands import NoLongerKnown
from models.refusals.forms import NotAccepted
from models.refusals.imports import ImportNotOpen, NoSuchImport, OneRegisterFile, RegisterFileMissing
from models.reply_parser.intents import SentRegisterFile
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.imports import MOST_ASKED, AnswersForm, RegisterForm
from templates.redrawing import register_answered, register_page
from templates.serialization import content_of


def import_(session: Session, request: Request) -> Message:
    """Return the form that takes a register. Raises CoordinatorsOnly."""
    coordinators_only(session, request)
    return RegisterForm()


def take_form(session: Session, request: Request) -> Message:
    """Have the register of the form read. Raises CoordinatorsOnly, RegisterFileMissing or OneRegisterFile."""
    coordinators_only(session, request)
    if not request.files:
        raise RegisterFileMissing
    return _begun(session, request)


def from_message(session: Session, request: Request, sent: SentRegisterFile) -> Message:
    """Have the register read that came with a message. Raises CoordinatorsOnly or OneRegisterFile."""
    del sent
    coordinators_only(session, request)
    return _begun(session, request)


def confirm(session: Session, request: Request, *, quiet: bool = False) -> Message:
    """Have imported what was shown of the register that the button names; `quiet`, so that nobody else is told.

    Raises CoordinatorsOnly, NoSuchImport or ImportNotOpen.
    """
    sent = _theirs(session, request, request.words)
    sent_register.confirm(sent, request.at, quiet=quiet)
    return Acknowledged("register_importing", {"name": sent.file.name})


def discard(session: Session, request: Request) -> Message:
    """Import nothing of the register that the button names. Raises as `confirm` does."""
    sent = _theirs(session, request, request.words)
    sent_register.discard(sent, request.at)
    return Acknowledged("register_discarded", {"name": sent.file.name})


def open_answers(session: Session, request: Request) -> Message:
    """Return the form in which what is asked about the register is answered. Raises as `confirm` does."""
    sent = _theirs(session, request, request.words)
    if not sent.questions:
        raise ImportNotOpen(name=sent.file.name, state=str(sent.state))
    return AnswersForm(sent.id, sent.file.name, asked_of(sent.questions))


def take_answers(session: Session, request: Request) -> Message:
    """Take the answers of the form. Raises as `confirm` does, or NotAccepted at the field of what is no answer."""
    sent = _theirs(session, request, request.words)
    answers = {}
    for place, question in enumerate(sent.questions[:MOST_ASKED]):
        field = f"answer_{place}"
        said = request.filled(field)
        number = whole(said)
        if number is not None and number < len(question.choices):
            said = question.choices[number]
        try:
            answers[question.key] = answer_to(question, said)
        except FaultyCell as fault:
            raise NotAccepted(
                at_field=field, wrong=fault.wrong.rstrip("."), right=fault.right.rstrip(".")
            ) from None
    return _answered(session, request, sent, answers)


def take_proposals(session: Session, request: Request) -> Message:
    """Take what is proposed for the answers about the register that the button names. Raises as `confirm` does."""
    sent = _theirs(session, request, request.words)
    return _answered(session, request, sent, proposals(sent.questions))


def ask_again(session: Session, request: Request) -> Message:
    """Ask anew what was answered about words of the register that the button names. Raises as `confirm` does."""
    sent = _theirs(session, request, request.words)
    sent_register.ask_again(session, sent, request.act)
    return Acknowledged("register_asked_again", {"name": sent.file.name})


def _answered(session: Session, request: Request, sent: SentRegister, answers: Meanings) -> Message:
    if sent_register.answer(session, sent, answers, request.act) or sent.shown is None:
        return Acknowledged("register_answered", {"name": sent.file.name})
    faults = register_answered(sent.shown)
    sent.shown = content_of(faults)
    return faults


def turn_page(session: Session, request: Request) -> Message:
    """Return the page of what was said of a register that the button names; `words` read `number:line`."""
    key, _, first = request.words.partition(":")
    sent = _theirs(session, request, key)
    if sent.shown is None:
        raise NoLongerKnown
    return register_page(sent.shown, whole(first) or 1)


def _begun(session: Session, request: Request) -> Acknowledged:
    if len(request.files) > 1:
        raise OneRegisterFile
    sent = sent_register.begin(session, attach(request.files[0], request), request.source, request.act)
    return Acknowledged("register_taken", {"name": sent.file.name})


def _theirs(session: Session, request: Request, key: str) -> SentRegister:
    coordinators_only(session, request)
    sent = sent_by_id(session, key)
    if sent.by is not request.who:
        raise NoSuchImport
    return sent
