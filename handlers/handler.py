"""What answers a command, a button or a form."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from handlers.request import Request
from templates.messages import Message

Handler = Callable[[Session, Request], Message]
