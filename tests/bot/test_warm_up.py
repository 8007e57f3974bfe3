"""What a running Reckoner makes ready beside its first answers."""

import gc

import models.reply_parser.understand  # noqa: F401 - what replies are read by has to be known
from bot.warm_up import warm_up
from models import lazy_pattern
from templates import translator
from templates.slack.markup import PLAIN_IN_SLACK, SLACK
from templates.teams.markup import PLAIN_IN_TEAMS, TEAMS
from templates.translator import PLAIN, words

DIALECTS = (PLAIN, SLACK, SLACK.bare, PLAIN_IN_SLACK, TEAMS, TEAMS.bare, PLAIN_IN_TEAMS)


def test_after_warming_up_nobody_waits_for_words() -> None:
    """All words are compiled by then, once for all dialects."""
    warm_up()
    compiled = translator._code.cache_info().misses
    for dialect in DIALECTS:
        for section, keys in words().items():
            for key in keys:
                dialect._render(section, key)
    assert translator._code.cache_info().misses == compiled


def test_after_warming_up_nobody_waits_for_what_replies_are_read_by() -> None:
    """Every expression is compiled by then, and each of them is one that can be."""
    warm_up()
    assert len(lazy_pattern._patterns) > 100
    assert all("compiled" in vars(each) for each in lazy_pattern._patterns)


def test_what_is_there_by_then_is_not_looked_through_for_garbage_any_more() -> None:
    """A look through all that was imported would hold up an answer."""
    there: list[object] = []
    assert any(each is there for each in gc.get_objects())
    warm_up()
    assert not any(each is there for each in gc.get_objects())
