"""Writing to the register from the loop: a transaction runs in a thread, at the instant at which it was asked."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from bot.clock import Clock
from models.database import Database

_Result = TypeVar("_Result")


async def transact(database: Database, clock: Clock, work: Callable[[Session, datetime], _Result]) -> _Result:
    """Do `work` in one transaction, with the aware instant of `clock`; return what it returns, once committed."""
    at = clock.now()

    def transaction() -> _Result:
        with database.writing() as session:
            return work(session, at)

    return await asyncio.to_thread(transaction)
