"""The page of a governance board, and of the Force Executive Team."""

from sqlalchemy.orm import Session

from handlers.request import Request
from models.queries.boards import EXECUTIVE, board_called, known_boards
from models.queries.items import nearest
from models.refusals.committee import NoSuchBoard
from templates.messages.boards import BoardPage
from templates.presenters.boards import board_page


def board(session: Session, request: Request) -> BoardPage:
    """Return the page of the board that the words name; of the executive without words. Raises NoSuchBoard.

    It names owners in a channel too: whoever asks is the only one to read the answer.
    """
    words = request.words.strip()
    if not words or words.casefold() == EXECUTIVE:
        return board_page(session, None, request.today)
    name = board_called(session, words)
    if name is None:
        known = known_boards(session)
        raise NoSuchBoard(name=words, known=nearest(words, known) or ", ".join(known) or "none yet")
    return board_page(session, name, request.today)
