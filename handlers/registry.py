"""What happens when a person speaks: the tables of commands, buttons and forms."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from sqlalchemy.orm import Session

from handlers.committee import (
    actions as committee_actions,
    boards,
    committee,
    documents,
    meetings,
    printed_form,
    quotations,
    why,
)
from handlers.completion import check, finish, submit
from handlers.deadlines import extend, section_55, snooze
from handlers.handler import Handler
from handlers.home import failed, first_hour, home, settings
from handlers.items import (
    add,
    browse,
    change,
    correct,
    evidence,
    history,
    hold,
    marked_files,
    search,
    statement,
)
from handlers.people import (
    account_form,
    assign,
    leave,
    leavers,
    not_mine,
    people,
    person_form,
    preferences,
    teams,
)
from handlers.replies import actions, held
from handlers.reports import (
    draft_items,
    drafts,
    inspection_forms,
    inspections,
    particulars,
    peel,
    peel_forms,
    register_file,
)
from handlers.request import Request
from handlers.reviews import liaison, rag, review
from handlers.roles import coordinators_only
from models.enums import Role
from models.policies.fields import PolicyGroup
from models.queries.items import slip_of
from models.queries.named_lists import NAMED_LISTS, spelled
from models.refusals.commands import NoLongerKnown, NoSuchCommand, UnknownCommand, WordsNotTaken
from models.reply_parser.intents import ItemIntent
from templates.messages import Message
from templates.messages.help import MORE, Help, Topic

LONG_WORD = 5
"""Letters of a word in which two slips still leave no doubt which was meant."""

_PREFIX = re.compile(r"\s*/?rec\b\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Command:
    """What answers a command word; `writes` if it changes the register; `role` where not everybody may.

    `role` is OWNER for whoever answers for what is named, as the handler's `check_may_record` asks, and COORDINATOR
    for coordinators alone, as `coordinators_only` does.
    `usage` is what is written after what the surface has people write before every command.
    It is `for_lead` too if HMICFRS's Force Liaison Lead may use it besides. `subcommands` are the words that may
    follow it with a meaning of their own: with one of them it is no sentence.
    """

    handler: Handler
    usage: tuple[str, ...]
    writes: bool = False
    role: Role | None = None
    for_lead: bool = False
    subcommands: frozenset[str] = frozenset()

    @property
    def takes_words(self) -> bool:
        """Whether anything can be written after it."""
        return any(" " in usage for usage in self.usage)


@dataclass(frozen=True)
class ButtonAction:
    """What answers a button or a form; `writes` if it changes the register, `shows_home` if it shows one's page.

    `role` is for whom, as of a command. What takes long to `reckon` is reckoned first, from the register as it was
    at one moment, while others write: what that returns answers in the place of `handler`, which does both.
    """

    handler: Handler
    writes: bool = False
    shows_home: bool = False
    role: Role | None = None
    reckon: Callable[[Session, Request], Handler] | None = None


@dataclass(frozen=True, kw_only=True)
class Shortcut(ButtonAction):
    """What is called on a message, by its `label` in the message's menu; `does` says in a line what that brings."""

    handler: Handler = field(kw_only=False)
    label: str
    does: str


def help_(session: Session, request: Request) -> Message:
    """Return what the asker can do, every command that they may use, or the one that is asked about at length."""
    del session
    word = without_prefix(request.words).casefold()
    if word not in COMMANDS and word != MORE:
        raise unknown_command(word)
    topics = tuple(
        Topic(each, command.usage, command.role)
        for each, command in COMMANDS.items()
        if (word and each == word)
        or request.who.may_be(command.role)
        or (command.for_lead and request.who.is_liaison_lead)
    )
    return Help(topics, word or None, keeps_register=request.who.is_coordinator)


def without_prefix(words: str) -> str:
    """Return a command without what some surfaces have people write before it."""
    written = _PREFIX.match(words)
    return words[written.end() if written else 0 :].strip()


def find_command(words: str) -> tuple[Command, str]:
    """Return the command that `words` begin with, and the rest of them.

    What begins with a reference or with one of the lists of `status` is taken as a status. Raises
    NoSuchCommand, UnknownCommand, or WordsNotTaken for words after a command that takes none.
    """
    word, _, rest = words.strip().partition(" ")
    command = COMMANDS.get(word.casefold())
    if command is not None:
        if rest.strip() and not command.takes_words:
            raise WordsNotTaken(word=word.casefold(), rest=rest.strip())
        return command, rest.strip()
    if browse.reads_like_status(word):
        return COMMANDS["status"], words.strip()
    raise unknown_command(word)


def unknown_command(word: str) -> NoSuchCommand | UnknownCommand:
    """Return the refusal of a word that is no command, with the nearest that is."""
    near = slip_of(word, [each for each in COMMANDS if each], 1 if len(word) < LONG_WORD else 2)
    return NoSuchCommand(word=word, nearest=near) if near else UnknownCommand(word=word)


def answering(table: Mapping[str, ButtonAction], name: str) -> ButtonAction:
    """Return what answers `name` in one of the tables below. Raises NoLongerKnown.

    What an earlier version has drawn stays where it is and can be pressed.
    """
    if name not in table:
        raise NoLongerKnown
    return table[name]


COMMANDS: Mapping[str, Command] = {
    "": Command(first_hour.unless_begun(browse.my_list), ("",)),
    "status": Command(
        browse.status,
        (f"status [reference | @person | report code | {' | '.join(map(spelled, NAMED_LISTS))} | words]",),
    ),
    "show": Command(browse.show, ("show REF",)),
    "history": Command(history.history, ("history REF",)),
    "search": Command(search.search, ("search words",)),
    "evidence": Command(statement.evidence, ("evidence REF[, REF ...] text",), writes=True, role=Role.OWNER),
    "pack": Command(documents.pack, ("pack REF [REF ...]",), writes=True, role=Role.OWNER),
    "review": Command(review.review, ("review REF [outcome, RAG: narrative]",), writes=True, role=Role.OWNER),
    "rag": Command(rag.rag, ("rag REF red|amber|green because …",), writes=True, role=Role.OWNER),
    "submit": Command(submit.submit, ("submit REF [words]",), writes=True, role=Role.OWNER),
    "extend": Command(extend.extend, ("extend REF DATE reason",), writes=True, role=Role.OWNER),
    "withdraw": Command(extend.withdraw, ("withdraw REF",), writes=True, role=Role.OWNER),
    "snooze": Command(snooze.snooze, ("snooze REF until DATE",), writes=True, role=Role.OWNER),
    "notmine": Command(not_mine.not_mine, ("notmine REF why",), writes=True, role=Role.OWNER),
    "ask-fll": Command(liaison.ask_fll, ("ask-fll REF [words]",), writes=True, role=Role.OWNER),
    "met": Command(liaison.met, ("met [REF, REF DATE words]",), writes=True, role=Role.OWNER, for_lead=True),
    "liaison": Command(liaison.liaison, ("liaison",), role=Role.OWNER, for_lead=True),
    "leave": Command(leave.leave, ("leave [2022-12-19 to 2023-01-06] [deputy @person]",), writes=True),
    "preferences": Command(
        preferences.preferences, ("preferences [08:00-16:00 quiet Friday zone Europe/London]",), writes=True
    ),
    "calendar": Command(documents.calendar, ("calendar",), writes=True),
    "help": Command(help_, ("help [command]",)),
    "committee": Command(
        meetings.committee,
        ("committee [add DATE | move DATE to DATE | cancel DATE]",),
        writes=True,
        subcommands=frozenset({"add", "move", "cancel"}),
    ),
    "board": Command(boards.board, ("board [name]",)),
    "action": Command(
        committee_actions.action,
        ("action [A3 answer | @person by DATE: what was asked]",),
        writes=True,
    ),
    "summary": Command(committee.summary, ("summary [date]",)),
    "changes": Command(committee.changes, ("changes",)),
    "why": Command(why.why, ("why FIGURE [kind] [date]",)),
    "reviews": Command(review.reviews, ("reviews [month | last]",)),
    "inspections": Command(inspections.inspections, ("inspections",)),
    "peel": Command(peel.peel, ("peel [[cycle] QUESTION grade | internal GRADE [on DATE]]",), writes=True),
    "reports": Command(particulars.reports, ("reports [code or words of the title]",)),
    "section55": Command(section_55.section_55, ("section55 [report code DATE]",), writes=True),
    "team": Command(teams.team, ("team [name | add]",), writes=True, subcommands=frozenset({"add"})),
    "start": Command(first_hour.start, ("start",), role=Role.COORDINATOR),
    "add": Command(add.add, ("add [report code]",), writes=True, role=Role.COORDINATOR),
    "report": Command(drafts.report, ("report [code]",), writes=True, role=Role.COORDINATOR),
    "import": Command(register_file.import_, ("import",), writes=True, role=Role.COORDINATOR),
    "assign": Command(
        assign.assign,
        ("assign REF[, REF ...] @person | team [deputy @person]",),
        writes=True,
        role=Role.COORDINATOR,
    ),
    "check": Command(check.check, ("check [REF]",), role=Role.COORDINATOR),
    "approve": Command(check.approve, ("approve REF [on date] [words]",), writes=True, role=Role.COORDINATOR),
    "return": Command(check.return_, ("return REF reason",), writes=True, role=Role.COORDINATOR),
    "signoff": Command(
        finish.sign_off,
        ("signoff REF[, REF …] [date] basis",),
        writes=True,
        role=Role.COORDINATOR,
    ),
    "end": Command(finish.end, ("end REF status reason",), writes=True, role=Role.COORDINATOR),
    "reopen": Command(finish.reopen, ("reopen REF reason",), writes=True, role=Role.COORDINATOR),
    "agree": Command(extend.agree, ("agree REF",), writes=True, role=Role.COORDINATOR),
    "refuse": Command(extend.refuse, ("refuse REF reason",), writes=True, role=Role.COORDINATOR),
    "move": Command(extend.move, ("move REF DATE reason",), writes=True, role=Role.COORDINATOR),
    "keep": Command(not_mine.keep, ("keep REF why",), writes=True, role=Role.COORDINATOR),
    "shared": Command(review.shared, ("shared REF [evidence]",), writes=True, role=Role.COORDINATOR),
    "hold": Command(hold.hold, ("hold REF reason",), writes=True, role=Role.COORDINATOR),
    "release": Command(hold.release, ("release REF reason",), writes=True, role=Role.COORDINATOR),
    "people": Command(
        person_form.listed,
        ("people [name | add | change NAME]",),
        writes=True,
        role=Role.COORDINATOR,
        subcommands=frozenset({"add", "change"}),
    ),
    "handover": Command(
        leavers.hand_over, ("handover LEAVER [to @person]",), writes=True, role=Role.COORDINATOR
    ),
    "settings": Command(
        settings.settings,
        ("settings [committee | reminders | escalation | completion | paper | channels | here [board]]",),
        writes=True,
        role=Role.COORDINATOR,
        subcommands=frozenset({*PolicyGroup, "here"}),
    ),
    "failed": Command(failed.failed, ("failed",), role=Role.COORDINATOR),
    "digest": Command(committee.digest, ("digest",), writes=True, role=Role.COORDINATOR),
    "paper": Command(
        documents.paper, ("paper [date] [without appendix]",), writes=True, role=Role.COORDINATOR
    ),
    "export": Command(documents.workbook, ("export",), writes=True, role=Role.COORDINATOR),
}


def open_command(session: Session, request: Request) -> Message:
    """Answer a command that a button of a coordinator names, without any words. Raises NoLongerKnown."""
    coordinators_only(session, request)
    if request.words not in OPENED:
        raise NoLongerKnown
    return COMMANDS[request.words].handler(session, replace(request, words=""))


OPENED: frozenset[str] = frozenset(
    {
        "add",
        "report",
        "import",
        "people",
        "committee",
        "inspections",
        "reports",
        "failed",
        "section55",
        "team",
        "start",
        "settings",
    }
)
"""What buttons of coordinators open as if it were typed."""

HOME = Command(home.home, ("home",))
"""What answers whoever asks for their own page by words: a command only where a surface has no place for it."""

BUTTONS: Mapping[str, ButtonAction] = {
    "show": ButtonAction(browse.show),
    "list": ButtonAction(browse.status),
    "search": ButtonAction(search.turn),
    "history": ButtonAction(history.turn),
    "page_next": ButtonAction(browse.turn_page),
    "page_previous": ButtonAction(browse.turn_page),
    "help": ButtonAction(help_),
    "update": ButtonAction(statement.open_update_form, role=Role.OWNER),
    "add_evidence": ButtonAction(statement.open_evidence_form, role=Role.OWNER),
    "review": ButtonAction(review.open_form, role=Role.OWNER),
    "review_as": ButtonAction(review.review_as, writes=True, role=Role.OWNER),
    "undo_review": ButtonAction(review.undo, writes=True, role=Role.OWNER),
    "for_committee": ButtonAction(
        partial(statement.for_committee, wanted=True), writes=True, role=Role.OWNER
    ),
    "not_for_committee": ButtonAction(
        partial(statement.for_committee, wanted=False), writes=True, role=Role.OWNER
    ),
    "review_shared": ButtonAction(review.shared, writes=True, role=Role.COORDINATOR),
    "ask_fll": ButtonAction(liaison.ask_fll, role=Role.OWNER),
    "met_fll": ButtonAction(liaison.met, role=Role.OWNER),
    "help_given": ButtonAction(liaison.help_given, writes=True, role=Role.OWNER),
    "help_met": ButtonAction(liaison.open_meeting_form, role=Role.OWNER),
    "submit": ButtonAction(submit.open_submit_form, role=Role.OWNER),
    "approve": ButtonAction(check.open_approval, role=Role.COORDINATOR),
    "return": ButtonAction(check.return_, role=Role.COORDINATOR),
    "sign_off": ButtonAction(finish.sign_off, role=Role.COORDINATOR),
    "end": ButtonAction(finish.end, role=Role.COORDINATOR),
    "reopen": ButtonAction(finish.reopen, role=Role.COORDINATOR),
    "extend": ButtonAction(extend.extend, role=Role.OWNER),
    "move": ButtonAction(extend.move, role=Role.COORDINATOR),
    "agree": ButtonAction(extend.agree, writes=True, role=Role.COORDINATOR),
    "refuse": ButtonAction(extend.refuse, role=Role.COORDINATOR),
    "unask": ButtonAction(extend.withdraw, writes=True, role=Role.OWNER),
    "why": ButtonAction(why.open_number),
    "summary": ButtonAction(committee.summary),
    "summary_whole": ButtonAction(committee.whole),
    "freeze": ButtonAction(
        committee.freeze_figures, writes=True, role=Role.COORDINATOR, reckon=committee.reckon_freeze
    ),
    "paper": ButtonAction(documents.paper, writes=True, role=Role.COORDINATOR),
    "publish": ButtonAction(
        committee.publish, writes=True, role=Role.COORDINATOR, reckon=committee.reckon_publish
    ),
    "quotations": ButtonAction(quotations.listed, role=Role.COORDINATOR),
    "leave_out": ButtonAction(quotations.leave_out, writes=True, role=Role.COORDINATOR),
    "quote_again": ButtonAction(quotations.quote_again, writes=True, role=Role.COORDINATOR),
    "data_returned": ButtonAction(inspections.data_returned, writes=True, role=Role.COORDINATOR),
    "comments": ButtonAction(section_55.open_form),
    "new_action": ButtonAction(committee_actions.open_new, role=Role.COORDINATOR),
    "answer_action": ButtonAction(committee_actions.open_answer, role=Role.OWNER),
    "close_action": ButtonAction(committee_actions.close, writes=True, role=Role.COORDINATOR),
    "add_meeting": ButtonAction(meetings.open_form, role=Role.COORDINATOR),
    "change_meeting": ButtonAction(meetings.open_form, role=Role.COORDINATOR),
    "cancel_meeting": ButtonAction(meetings.open_cancel_form, role=Role.COORDINATOR),
    "undo": ButtonAction(statement.undo, writes=True, role=Role.OWNER),
    "also_for": ButtonAction(evidence.also_for, writes=True, role=Role.OWNER),
    "keep_marked": ButtonAction(marked_files.keep, writes=True, role=Role.OWNER),
    "leave_marked": ButtonAction(marked_files.leave, writes=True, role=Role.OWNER),
    "new_version": ButtonAction(evidence.open_version_form, role=Role.OWNER),
    "withdraw": ButtonAction(evidence.open_withdrawal, role=Role.OWNER),
    "place": ButtonAction(held.place, writes=True, role=Role.OWNER),
    "draft_correct": ButtonAction(draft_items.open_form, role=Role.COORDINATOR),
    "draft_new": ButtonAction(draft_items.open_new, role=Role.COORDINATOR),
    "draft_take": ButtonAction(draft_items.open_unread, role=Role.COORDINATOR),
    "draft_leave_out": ButtonAction(draft_items.leave_out, writes=True, role=Role.COORDINATOR),
    "draft_put_back": ButtonAction(draft_items.put_back, writes=True, role=Role.COORDINATOR),
    "draft_next": ButtonAction(drafts.turn_page, writes=True, role=Role.COORDINATOR),
    "draft_previous": ButtonAction(drafts.turn_page, writes=True, role=Role.COORDINATOR),
    "draft_not_read": ButtonAction(drafts.show_not_read, role=Role.COORDINATOR),
    "draft_describe": ButtonAction(drafts.open_description, role=Role.COORDINATOR),
    "draft_add": ButtonAction(drafts.add, writes=True, role=Role.COORDINATOR),
    "draft_discard": ButtonAction(drafts.discard, writes=True, role=Role.COORDINATOR),
    "open": ButtonAction(open_command, role=Role.COORDINATOR),
    "open_form": ButtonAction(open_command, writes=True, role=Role.COORDINATOR),
    "invite": ButtonAction(first_hour.invite, writes=True, role=Role.COORDINATOR),
    "import_confirm": ButtonAction(register_file.confirm, writes=True, role=Role.COORDINATOR),
    "import_quietly": ButtonAction(
        partial(register_file.confirm, quiet=True), writes=True, role=Role.COORDINATOR
    ),
    "import_answer": ButtonAction(register_file.open_answers, role=Role.COORDINATOR),
    "import_proposals": ButtonAction(register_file.take_proposals, writes=True, role=Role.COORDINATOR),
    "import_ask_again": ButtonAction(register_file.ask_again, writes=True, role=Role.COORDINATOR),
    "import_discard": ButtonAction(register_file.discard, writes=True, role=Role.COORDINATOR),
    "import_next": ButtonAction(register_file.turn_page, writes=True, role=Role.COORDINATOR),
    "import_previous": ButtonAction(register_file.turn_page, writes=True, role=Role.COORDINATOR),
    "send_again": ButtonAction(failed.send_again, writes=True, role=Role.COORDINATOR),
    "let_be": ButtonAction(failed.let_be, writes=True, role=Role.COORDINATOR),
    "home_own": ButtonAction(home.turn_own, writes=True, shows_home=True),
    "home_fold": ButtonAction(home.fold, writes=True, shows_home=True),
    "home_listed": ButtonAction(home.turn_listed, writes=True, shows_home=True, role=Role.COORDINATOR),
    "home_filter": ButtonAction(home.narrow, writes=True, shows_home=True, role=Role.COORDINATOR),
    "home_clear": ButtonAction(home.clear, writes=True, shows_home=True, role=Role.COORDINATOR),
    "add_to": ButtonAction(add.add_to, writes=True, role=Role.COORDINATOR),
    "add_under": ButtonAction(add.add_under, writes=True, role=Role.COORDINATOR),
    "assign": ButtonAction(change.open_assign, writes=True, role=Role.COORDINATOR),
    "change_all": ButtonAction(change.open_change_all, writes=True, role=Role.COORDINATOR),
    "correct": ButtonAction(correct.open_correct, writes=True, role=Role.COORDINATOR),
    "team": ButtonAction(teams.team),
    "snooze": ButtonAction(snooze.open_form, role=Role.OWNER),
    "wake": ButtonAction(snooze.wake, writes=True, role=Role.OWNER),
    "not_mine": ButtonAction(not_mine.open_form, role=Role.OWNER),
    "keep": ButtonAction(not_mine.open_keep_form, role=Role.COORDINATOR),
    "hold": ButtonAction(hold.hold, role=Role.COORDINATOR),
    "release": ButtonAction(hold.release, role=Role.COORDINATOR),
    "new_leave": ButtonAction(leave.open_form),
    "enter_leave": ButtonAction(leave.enter_named, writes=True),
    "cancel_leave": ButtonAction(leave.call_off, writes=True),
    "people": ButtonAction(people.turn_page, role=Role.COORDINATOR),
    "change_inspection": ButtonAction(inspection_forms.open_form, role=Role.COORDINATOR),
    "add_data_return": ButtonAction(inspection_forms.open_data_form, role=Role.COORDINATOR),
    "change_peel": ButtonAction(peel_forms.open_form, role=Role.COORDINATOR),
    "change_report": ButtonAction(particulars.open_form, role=Role.COORDINATOR),
    "printed": ButtonAction(printed_form.open_form, role=Role.COORDINATOR),
    "change_team": ButtonAction(teams.open_form, role=Role.COORDINATOR),
    "change_settings": ButtonAction(settings.open_form, role=Role.COORDINATOR),
    "choose_accounts": ButtonAction(account_form.open_form, role=Role.COORDINATOR),
    "change_person": ButtonAction(person_form.open_form, role=Role.COORDINATOR),
    "hand_over": ButtonAction(leavers.open_form, role=Role.COORDINATOR),
    "submit_read": ButtonAction(
        partial(actions.take_up, intent=ItemIntent.DONE), writes=True, role=Role.OWNER
    ),
    "ask_time_read": ButtonAction(
        partial(actions.take_up, intent=ItemIntent.MORE_TIME), writes=True, role=Role.OWNER
    ),
    "rag_read": ButtonAction(partial(actions.take_up, intent=ItemIntent.RAG), writes=True, role=Role.OWNER),
    "disown_read": ButtonAction(
        partial(actions.take_up, intent=ItemIntent.NOT_MINE), writes=True, role=Role.OWNER
    ),
    "only_record": ButtonAction(actions.decline, writes=True, role=Role.OWNER),
    "pass_on": ButtonAction(partial(actions.take_up, intent=ItemIntent.ASK), writes=True, role=Role.OWNER),
}

IN_PLACE: frozenset[str] = frozenset(
    {"page_next", "page_previous", "send_again", "let_be"}
    | {f"{what}:{way}" for what in ("history", "people", "search", "why") for way in ("next", "previous")}
)
"""Buttons, each with its way, whose answer takes the place of what they stand in, though they change nothing."""

FORMS: Mapping[str, ButtonAction] = {
    "record": ButtonAction(statement.take_form, writes=True, role=Role.OWNER),
    "version": ButtonAction(evidence.take_version, writes=True, role=Role.OWNER),
    "withdraw": ButtonAction(evidence.take_withdrawal, writes=True, role=Role.OWNER),
    "add_report": ButtonAction(add.take_report, writes=True, role=Role.COORDINATOR),
    "add_item": ButtonAction(add.take_item, writes=True, role=Role.COORDINATOR),
    "add_deadline": ButtonAction(add.take_deadline, writes=True, role=Role.COORDINATOR),
    "assign": ButtonAction(change.take_assign, writes=True, role=Role.COORDINATOR),
    "change_all": ButtonAction(change.take_change_all, writes=True, role=Role.COORDINATOR),
    "correct": ButtonAction(correct.take_correct, writes=True, role=Role.COORDINATOR),
    "correct_deadline": ButtonAction(correct.take_deadline, writes=True, role=Role.COORDINATOR),
    "report": ButtonAction(drafts.take_form, writes=True, role=Role.COORDINATOR),
    "draft_item": ButtonAction(draft_items.take_form, writes=True, role=Role.COORDINATOR),
    "import_answers": ButtonAction(register_file.take_answers, writes=True, role=Role.COORDINATOR),
    "import": ButtonAction(register_file.take_form, writes=True, role=Role.COORDINATOR),
    "review": ButtonAction(review.take_form, writes=True, role=Role.OWNER),
    "ask_fll": ButtonAction(liaison.take_help_form, writes=True, role=Role.OWNER),
    "met_fll": ButtonAction(liaison.take_meeting_form, writes=True, role=Role.OWNER),
    "snooze": ButtonAction(snooze.take_form, writes=True, role=Role.OWNER),
    "not_mine": ButtonAction(not_mine.take_form, writes=True, role=Role.OWNER),
    "keep": ButtonAction(not_mine.take_keep_form, writes=True, role=Role.COORDINATOR),
    "leave": ButtonAction(leave.take_form, writes=True),
    "committee_meeting": ButtonAction(meetings.take_form, writes=True, role=Role.COORDINATOR),
    "cancel_meeting": ButtonAction(meetings.take_cancel_form, writes=True, role=Role.COORDINATOR),
    "comments": ButtonAction(section_55.take_form, writes=True),
    "preferences": ButtonAction(preferences.take_form, writes=True),
    "inspection": ButtonAction(inspection_forms.take_form, writes=True, role=Role.COORDINATOR),
    "data_return": ButtonAction(inspection_forms.take_data_form, writes=True, role=Role.COORDINATOR),
    "peel_cycle": ButtonAction(peel_forms.take_cycle, writes=True, role=Role.COORDINATOR),
    "peel_grade": ButtonAction(peel_forms.take_grades, writes=True, role=Role.COORDINATOR),
    "particulars": ButtonAction(particulars.take_form, writes=True, role=Role.COORDINATOR),
    "printed": ButtonAction(printed_form.take_form, writes=True, role=Role.COORDINATOR),
    "team": ButtonAction(teams.take_form, writes=True, role=Role.COORDINATOR),
    "settings": ButtonAction(settings.take_form, writes=True, role=Role.COORDINATOR),
    "accounts": ButtonAction(account_form.take_form, writes=True, role=Role.COORDINATOR),
    "person": ButtonAction(person_form.take_form, writes=True, role=Role.COORDINATOR),
    "hand_over": ButtonAction(leavers.take_form, writes=True, role=Role.COORDINATOR),
    "submit": ButtonAction(submit.take_submit_form, writes=True, role=Role.OWNER),
    "sign_off": ButtonAction(finish.take_sign_off_form, writes=True, role=Role.COORDINATOR),
    "action": ButtonAction(committee_actions.take_new, writes=True, role=Role.COORDINATOR),
    "action_answer": ButtonAction(committee_actions.take_answer, writes=True, role=Role.OWNER),
    "sign_off_anyway": ButtonAction(finish.take_sign_off_anyway, writes=True, role=Role.COORDINATOR),
    "reason": ButtonAction(finish.take_reason, writes=True, role=Role.COORDINATOR),
    "date": ButtonAction(extend.take_date_form, writes=True, role=Role.OWNER),
}

SHORTCUTS: Mapping[str, Shortcut] = {
    "add": Shortcut(
        add.from_message,
        writes=True,
        role=Role.COORDINATOR,
        label="Add as recommendation",
        does="Takes the text into the form for a new recommendation",
    ),
}
"""What is called on a message: its words are what was written there. Each answers with a form."""
