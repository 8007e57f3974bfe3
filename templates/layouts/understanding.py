"""The shape of what a reply was understood to want, and of questions that are passed on."""

from models.reply_parser.intents import ItemIntent
from templates.messages.replies import Recorded
from templates.messages.understanding import Fate, Proposal, Question, QuestionAnswered
from templates.parts import Button, Buttons, Note, Parts, Quote, Text
from templates.translator import Translator, button

ACTIONS = {
    ItemIntent.DONE: "submit_read",
    ItemIntent.MORE_TIME: "ask_time_read",
    ItemIntent.NOT_MINE: "disown_read",
    ItemIntent.ASK: "pass_on",
}
"""The button by which each thing that was read is taken up."""


def understood(message: Recorded, translator: Translator) -> Parts:
    """Return what was read in the words of a record: what was done, and what waits for a press."""
    counts = not (message.undone_at or message.deleted_at)
    judged = [Text(translator.say("understood", "judged", judged=message.judged))] if message.judged else []
    shown = [each for each in message.proposals if counts or each.fate is Fate.TAKEN_UP]
    texts = [Text(_words(each, message, translator)) for each in shown]
    if texts and not counts:
        texts.append(Text(translator.say("understood", "stands")))
    waiting = [each for each in shown if each.fate is Fate.OPEN]
    buttons = tuple(one for each in waiting for one in _buttons(each, message.statement, translator))
    if buttons:
        buttons = (*buttons, button("only_record", str(message.statement)))
    return (*judged, *texts, *([Buttons(buttons)] if buttons else ()))


def question(message: Question, translator: Translator) -> Parts:
    """Return a colleague's words, and how to answer them."""
    return (
        Text(translator.say("question", "title", question=message)),
        Quote(translator.lines(message.text), f"/rec show {message.row.reference}"),
        Text(translator.say("question", "body", question=message)),
        Note(translator.say("question", "footer", question=message)),
    )


def question_answered(message: QuestionAnswered, translator: Translator) -> Parts:
    """Return what the person who was asked has answered."""
    more = f"/rec show {message.row.reference}"
    return (
        Text(translator.say("question_answered", "title", answer=message)),
        *((Quote(translator.lines(message.text), more),) if message.text and message.text.strip() else ()),
        Note(translator.say("question_answered", "footer", answer=message)),
    )


def _words(proposal: Proposal, message: Recorded, translator: Translator) -> str:
    what = proposal.intent.replace(" ", "_")
    match proposal.fate:
        case Fate.DECLINED:
            return translator.say("understood", "declined")
        case Fate.TAKEN_UP:
            return translator.say("understood", f"{what}_taken_up", now=proposal.now)
        case Fate.CANNOT:
            return translator.say("understood", f"{what}_cannot", rag=proposal.rag, asked=proposal.asked)
        case Fate.OPEN if proposal.intent is ItemIntent.MORE_TIME and not proposal.days:
            return translator.say("understood", "more_time_open")
        case _:
            return translator.say(
                "understood",
                what,
                days=proposal.days,
                reason=proposal.reason,
                asked=proposal.asked,
                today=message.today,
            )


def _buttons(proposal: Proposal, statement: int, translator: Translator) -> tuple[Button, ...]:
    action = ACTIONS[proposal.intent]
    if proposal.intent is ItemIntent.ASK:
        return (button(action, f"{statement}:{proposal.asked_number}"),)
    if len(proposal.days) <= 1:
        day = proposal.days[0].isoformat() if proposal.days else ""
        return (button(action, f"{statement}:{day}"),)
    # Slack wants each button of a row to have a name of its own: what follows the colon makes it one.
    return tuple(
        button(
            f"{action}:{number}",
            f"{statement}:{day.isoformat()}",
            label=translator.bare.say("understood", "by_day", day=day),
        )
        for number, day in enumerate(proposal.days)
    )
