"""Answering at a terminal what is asked about a register."""

from collections.abc import Callable, Sequence

from models.imports.cells import FaultyCell, spelled
from models.imports.questions import Meanings, Question, answer_to
from models.refusals.imports import NoAnswer, NotAsked
from models.register.fields import Column
from templates.messages.imports import AskedOfFile, Imported, ImportFaults

Outcome = Imported | ImportFaults


def answers_to(attempt: Callable[[Meanings], Outcome], said: Sequence[str], *, proposed: bool) -> Meanings:
    """Return the answers that were `said` to what a trial `attempt` asks, and what is `proposed` for the rest.

    Each is written `words = meaning`, or `Column: words = meaning` where two columns have the same words. What was
    answered before can be answered anew. Raises NotAsked or NoAnswer.
    """
    left, answers = list(said), dict[tuple[Column, str], str]()
    while True:
        outcome = attempt(answers)
        asked = outcome.questions if isinstance(outcome, ImportFaults) else outcome.answered
        more = {}
        for question in asked:
            words = next((each for each in left if _is_about(each, question)), None)
            if words is not None:
                left.remove(words)
                more[_question(question).key] = _read(question, words.rpartition("=")[2].strip())
            elif proposed and isinstance(outcome, ImportFaults) and question.proposal:
                more[_question(question).key] = question.proposal
        if not more:
            break
        answers |= more
    if left:
        raise NotAsked(words=left[0].rpartition("=")[0].strip() or left[0])
    return answers


def _question(asked: AskedOfFile) -> Question:
    return Question(asked.column, asked.words, asked.rows, asked.proposal, asked.choices)


def _is_about(said: str, asked: AskedOfFile) -> bool:
    about = said.rpartition("=")[0]
    return spelled(about) in (spelled(asked.words), spelled(f"{asked.column} {asked.words}"))


def _read(asked: AskedOfFile, answer: str) -> str:
    try:
        return answer_to(_question(asked), answer)
    except FaultyCell as fault:
        raise NoAnswer(words=asked.words, wrong=fault.wrong, right=fault.right) from None
