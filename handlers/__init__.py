"""What happens when a person speaks: the tables of commands, buttons and forms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from handlers import (
    assign,
    browse,
    checking,
    committee,
    dates,
    documents,
    evidence,
    failed,
    finishing,
    inspections,
    record,
    reply,
    submitting,
    why,
)
from handlers.ask import Ask
from models.kinds import Role
from models.queries import nearest
from models.refusals import NoSuchCommand, UnknownCommand
from templates.messages import Help, Message, Topic

Handler = Callable[[Session, Ask], Message]


@dataclass(frozen=True)
class Command:
    """What answers a command word; `writes` if it changes the register; `role` where not everybody may."""

    handler: Handler
    usage: tuple[str, ...]
    writes: bool = False
    role: Role | None = None


@dataclass(frozen=True)
class Button:
    """What answers a button or a form; `writes` if it changes the register."""

    handler: Handler
    writes: bool = False


def help_(session: Session, ask: Ask) -> Message:
    """Return every command in a line each, or the one that is asked about at length."""
    del session
    word = ask.words.strip().casefold().removeprefix("/rec").strip()
    if word not in COMMANDS:
        raise unknown_command(word)
    topics = tuple(Topic(each, command.usage, command.role) for each, command in COMMANDS.items())
    return Help(topics, word or None)


def find_command(words: str) -> tuple[Command, str]:
    """Return the command that `words` begin with, and the rest of them.

    What begins with a reference or with one of the lists of `status` is taken as a status. Raises
    NoSuchCommand or UnknownCommand.
    """
    word, _, rest = words.strip().partition(" ")
    command = COMMANDS.get(word.casefold())
    if command is not None:
        return command, rest.strip()
    if browse.reads_like_status(word):
        return COMMANDS["status"], words.strip()
    raise unknown_command(word)


def unknown_command(word: str) -> NoSuchCommand | UnknownCommand:
    """Return the refusal of a word that is no command, with the nearest that is."""
    near = nearest(word, [each for each in COMMANDS if each])
    return NoSuchCommand(word=word, nearest=near) if near else UnknownCommand(word=word)


COMMANDS: Mapping[str, Command] = {
    "": Command(browse.my_list, ("/rec",)),
    "status": Command(
        browse.status,
        ("/rec status [reference | @person | report code | overdue | due | red | unallocated | words]",),
    ),
    "show": Command(browse.show, ("/rec show REF",)),
    "evidence": Command(
        record.evidence, ("/rec evidence REF[, REF ...] text",), writes=True, role=Role.OWNER
    ),
    "submit": Command(submitting.submit, ("/rec submit REF [words]",), writes=True, role=Role.OWNER),
    "extend": Command(dates.extend, ("/rec extend REF DATE reason",), writes=True, role=Role.OWNER),
    "withdraw": Command(dates.withdraw, ("/rec withdraw REF",), writes=True, role=Role.OWNER),
    "check": Command(checking.check, ("/rec check [REF]",), role=Role.COORDINATOR),
    "approve": Command(checking.approve, ("/rec approve REF",), writes=True, role=Role.COORDINATOR),
    "return": Command(checking.return_, ("/rec return REF reason",), writes=True, role=Role.COORDINATOR),
    "signoff": Command(
        finishing.sign_off,
        ("/rec signoff REF[, REF …] [date] basis",),
        writes=True,
        role=Role.COORDINATOR,
    ),
    "end": Command(finishing.end, ("/rec end REF status reason",), writes=True, role=Role.COORDINATOR),
    "reopen": Command(finishing.reopen, ("/rec reopen REF reason",), writes=True, role=Role.COORDINATOR),
    "agree": Command(dates.agree, ("/rec agree REF",), writes=True, role=Role.COORDINATOR),
    "refuse": Command(dates.refuse, ("/rec refuse REF reason",), writes=True, role=Role.COORDINATOR),
    "move": Command(dates.move, ("/rec move REF DATE reason",), writes=True, role=Role.COORDINATOR),
    "assign": Command(assign.assign, ("/rec assign REF @person",), writes=True, role=Role.COORDINATOR),
    "committee": Command(committee.committee, ("/rec committee",)),
    "summary": Command(committee.summary, ("/rec summary [date]",)),
    "changes": Command(committee.changes, ("/rec changes",)),
    "why": Command(why.why, ("/rec why FIGURE [kind] [date]",)),
    "digest": Command(committee.digest, ("/rec digest",), writes=True, role=Role.COORDINATOR),
    "paper": Command(documents.paper, ("/rec paper [date]",), writes=True, role=Role.COORDINATOR),
    "export": Command(documents.workbook, ("/rec export",), writes=True, role=Role.COORDINATOR),
    "calendar": Command(documents.calendar, ("/rec calendar",), writes=True),
    "pack": Command(documents.pack, ("/rec pack REF [REF ...]",), writes=True, role=Role.OWNER),
    "inspections": Command(inspections.inspections, ("/rec inspections",)),
    "peel": Command(inspections.peel, ("/rec peel",)),
    "failed": Command(failed.failed, ("/rec failed",), role=Role.COORDINATOR),
    "help": Command(help_, ("/rec help [command]",)),
}

BUTTONS: Mapping[str, Button] = {
    "show": Button(browse.show),
    "page_next": Button(browse.turn_page),
    "page_previous": Button(browse.turn_page),
    "help": Button(help_),
    "update": Button(record.open_update_form),
    "add_evidence": Button(record.open_evidence_form),
    "submit": Button(submitting.open_submit_form),
    "approve": Button(checking.approve, writes=True),
    "return": Button(checking.return_),
    "sign_off": Button(finishing.sign_off),
    "end": Button(finishing.end),
    "reopen": Button(finishing.reopen),
    "extend": Button(dates.extend),
    "move": Button(dates.move),
    "agree": Button(dates.agree, writes=True),
    "refuse": Button(dates.refuse),
    "unask": Button(dates.withdraw, writes=True),
    "why": Button(why.open_number),
    "publish": Button(committee.publish, writes=True),
    "undo": Button(record.undo, writes=True),
    "also_for": Button(evidence.also_for, writes=True),
    "new_version": Button(evidence.open_version_form),
    "withdraw": Button(evidence.open_withdrawal),
    "place": Button(reply.place, writes=True),
    "send_again": Button(failed.send_again, writes=True),
    "let_be": Button(failed.let_be, writes=True),
}

FORMS: Mapping[str, Button] = {
    "record": Button(record.take_form, writes=True),
    "submit": Button(submitting.take_submit_form, writes=True),
    "sign_off": Button(finishing.take_sign_off_form, writes=True),
    "reason": Button(finishing.take_reason, writes=True),
    "date": Button(dates.take_date_form, writes=True),
    "version": Button(evidence.take_version, writes=True),
    "withdraw": Button(evidence.take_withdrawal, writes=True),
}

SHORTCUTS: Mapping[str, Button] = {}
"""What is called on a message: its words are what was written there. Each answers with a form."""
