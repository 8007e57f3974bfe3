"""Reads that the item is not its author's, and why."""

from models.dates.relative import RequestedDay
from models.reply_parser import not_mine_phrases, vocabulary
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.sentences import ReplyText, begins, clauses_of, said


def read(text: ReplyText, _: RequestedDay) -> ReplyReading | None:
    """Return that the item is not theirs; whose it is instead, or what else is said, is the reason."""
    for sentence in text.sentences:
        taken_off = not_mine_phrases.TAKE_OFF.match(sentence)
        if taken_off is not None and not vocabulary.says_a_state(text.flat):
            return ReplyReading(ItemIntent.NOT_MINE, reason=text.beside(sentence))
        elsewhere = any(begins(clause, not_mine_phrases.BELONGS_ELSEWHERE) for clause in clauses_of(sentence))
        if elsewhere and not not_mine_phrases.FOR_A_STEP.search(sentence):
            return ReplyReading(ItemIntent.NOT_MINE, reason=said(sentence))
        found = begins(sentence, not_mine_phrases.NOT_MINE) or next(
            (each for part in clauses_of(sentence)[1:] if (each := begins(part, not_mine_phrases.NOT_MINE))),
            None,
        )
        if found is not None and not sentence.startswith(found[0]):
            return ReplyReading(ItemIntent.NOT_MINE, reason=said(sentence))
        if found is not None:
            rest = said(sentence[found.end() :].lstrip(" .,;:!-)"))
            return ReplyReading(ItemIntent.NOT_MINE, reason=rest or text.beside(sentence))
    return None
